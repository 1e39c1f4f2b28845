public import ClaimCommands
public import ClaimLedger
public import ClaimProjections

/// A test of acting in three parts: given events, when an action is asked for, then events, a refusal, or nothing.
///
/// It works on a real ledger in a folder of its own. What follows is told by throwing `StoryMismatch`, so that it can be
/// used in any testing framework.
///
///     try ClaimStory(given: [claimed, asked])
///         .when(.receiveConsent, on: claim, by: customer, at: late)
///         .thenRefused("PA-30")
public final class ClaimStory {
    /// The ledger of the story.
    public let temporary: TemporaryLedger
    /// Acts in the story; ask it for statuses too.
    public let desk: ClaimDesk

    /// Starts with events that have happened, broken rules and all, in the order given.
    ///
    /// - Parameters:
    ///   - events: What has happened.
    ///   - clock: Where `recordedtime` comes from.
    /// - Throws: Where the ledger cannot be made or does not take the events.
    public init(given events: [ClaimEvent] = [], clock: @escaping @Sendable () -> Instant = Instant.systemNow) throws {
        temporary = try TemporaryLedger(projections: [LiveClaims.self], clock: clock)
        desk = ClaimDesk(temporary.ledger)
        if !events.isEmpty { try temporary.ledger.append(events.map { try PreparedEvent($0) }) }
    }

    /// Asks for an action.
    ///
    /// - Returns: What came of it, to be compared.
    /// - Throws: `PerformError` for everything but a refusal by the rules.
    public func when(
        _ request: ActionRequest, on claim: ClaimID, by actor: Actor, at instant: Instant, id: EventID? = nil
    ) throws -> ActionOutcome {
        do {
            let performed = try desk.performAndWait(request, on: claim, by: actor, at: instant, id: id)
            return ActionOutcome(story: self, result: .success(performed))
        } catch {
            guard case .refused(let refusal) = error else { throw error }
            return ActionOutcome(story: self, result: .failure(refusal))
        }
    }
}

/// What came of an action in a story.
public struct ActionOutcome {
    private let story: ClaimStory
    /// The events recorded, or the refusal.
    public let result: Result<Performed, Refusal>

    init(story: ClaimStory, result: Result<Performed, Refusal>) {
        self.story = story
        self.result = result
    }

    /// Expects that these facts were recorded, in order, and no others.
    ///
    /// - Returns: The story, to go on with.
    /// - Throws: `StoryMismatch`.
    @discardableResult
    public func then(_ facts: Fact...) throws -> ClaimStory {
        switch result {
        case .failure(let refusal): throw StoryMismatch("expected \(words(facts)), was refused: \(refusal)")
        case .success(let performed):
            let recorded = performed.events.map(\.event.fact)
            guard !performed.isRepeated, recorded == facts else {
                throw StoryMismatch(
                    "expected \(words(facts)), found \(performed.isRepeated ? "nothing new" : words(recorded))")
            }
            return story
        }
    }

    /// Expects a refusal by a rule.
    ///
    /// - Returns: The story, to go on with.
    /// - Throws: `StoryMismatch`.
    @discardableResult
    public func thenRefused(_ rule: RuleID) throws -> ClaimStory {
        switch result {
        case .success(let performed):
            throw StoryMismatch("expected a refusal by \(rule), found \(words(performed.events.map(\.event.fact)))")
        case .failure(let refusal):
            guard refusal.rule == rule else { throw StoryMismatch("expected a refusal by \(rule), found \(refusal)") }
            return story
        }
    }

    /// Expects that the command had been performed before, and that nothing was recorded now.
    ///
    /// - Returns: The story, to go on with.
    /// - Throws: `StoryMismatch`.
    @discardableResult
    public func thenNothing() throws -> ClaimStory {
        switch result {
        case .failure(let refusal): throw StoryMismatch("expected nothing new, was refused: \(refusal)")
        case .success(let performed):
            guard performed.isRepeated else {
                throw StoryMismatch("expected nothing new, found \(words(performed.events.map(\.event.fact)))")
            }
            return story
        }
    }

    private func words(_ facts: [Fact]) -> String {
        facts.isEmpty ? "no event" : facts.map { "\($0)" }.joined(separator: ", ")
    }
}

/// What a story expected and what it found instead.
public struct StoryMismatch: Error, Hashable, Sendable, CustomStringConvertible {
    /// Both, in a sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}
