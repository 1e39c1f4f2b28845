public import ClaimLedger
public import ClaimProjections

/// The rules say no: nothing was appended (FACT-2).
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The claim that was to be acted on.
    public let claim: ClaimID
    /// What was to be done; nil for the making of a claim.
    public let action: ClaimAction?
    /// Who wanted it.
    public let actor: Actor
    /// When it was to happen.
    public let at: Instant
    /// The first rule that it would break.
    public let rule: RuleID
    /// Why, in a sentence with the instants that decided it.
    public let reason: String
    /// The edition of the rules whose figure decided; nil where none did.
    public let edition: String?
    /// What a submission lacks (POE-1); empty for every other rule.
    public let missing: [RequiredComponent]
    /// From when on the clock alone makes the same permitted; nil where it never does.
    public let from: Instant?
    /// When the time for it ended; nil where none has.
    public let until: Instant?

    init(
        _ request: ActionRequest, on claim: ClaimID, by actor: Actor, at instant: Instant, _ decision: Decision,
        _ breach: Breach
    ) {
        self.claim = claim
        action = request.action
        self.actor = actor
        at = instant
        rule = breach.rule
        reason = breach.reason
        edition = breach.edition
        missing = decision.missing
        from = decision.from
        until = breach.until
    }

    /// Who may not do what, by which rule and why; then from when on it would be permitted, where the clock decides.
    public var description: String {
        let what = action?.rawValue ?? "make the claim"
        let first = "claim \(claim): \(actor.party.rawValue) may not \(what) (\(rule)): \(reason)"
        return from.map { "\(first)\n  permitted from \($0) on" } ?? first
    }
}

/// Why an action was not performed; nothing was appended, but for `.outcomeUnknown` of the storage.
public enum PerformError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The rules forbid it.
    case refused(Refusal)
    /// The values cannot be made an event: one is empty, or too large.
    case malformed(EventFormatError)
    /// The command's id stands on an event that says something else.
    case differentCommand(id: EventID, sequence: UInt64)
    /// The state of the claims cannot be had.
    case projection(ProjectionError)
    /// The ledger cannot be read.
    case read(ReadError)
    /// The events could not be appended.
    case append(AppendError)
    /// As many requests as the desk takes are waiting already, and the caller did not want to wait.
    case queueFull(limit: Int)
    /// The task was cancelled before there was room for its request; nothing was tried.
    case cancelled
    /// The desk was closed before.
    case closed

    /// What went wrong, and what to do.
    public var description: String {
        switch self {
        case .refused(let refusal): refusal.description
        case .malformed(let error): error.description
        case .differentCommand(let id, let sequence):
            """
            command \(id) was performed at \(sequence) and said something else
              give a new command an id of its own
            """
        case .projection(let error): error.description
        case .read(let error): error.description
        case .append(let error): error.description
        case .queueFull(let limit):
            """
            \(limit) requests are waiting at the desk already
              try again in a moment, or wait for room
            """
        case .cancelled:
            """
            the task was cancelled before there was room for its request
              nothing was tried; ask again if it is still wanted
            """
        case .closed:
            """
            the desk is closed
              act at a desk that is open
            """
        }
    }
}

extension PerformError: WriteRefusal {
    /// Wraps what went wrong with the transaction itself.
    package init(append: AppendError) { self = .append(append) }

    /// What was met beneath the rules; the rules' own refusals come before anything is written.
    package var transactionFault: AppendError? {
        switch self {
        case .append(let error): error.transactionFault
        case .read(.storage(let error)), .projection(.storage(let error)), .projection(.read(.storage(let error))):
            .storage(error)
        case .read(.damaged(let sequence, let reason)), .projection(.read(.damaged(let sequence, let reason))):
            .damaged(sequence: sequence, reason: reason)
        case .read(.damagedState), .projection(.read(.damagedState)):
            // What the transaction has loaded is not to be used for the next request.
            .damaged(sequence: 0, reason: description)
        case .refused, .malformed, .differentCommand, .projection, .queueFull, .cancelled, .closed: nil
        }
    }

    init(_ error: WriterError<PerformError>) {
        switch error {
        case .refused(let error): self = error
        case .queueFull(let limit): self = .queueFull(limit: limit)
        case .cancelled: self = .cancelled
        case .closed: self = .closed
        }
    }
}

/// What an action came to.
public struct Performed: Hashable, Sendable {
    /// The event of the action itself, then what followed from it at the same instant, as recorded.
    ///
    /// A consent is followed by the rejections of its rivals (PA-21), an approval of some workloads by the claim that
    /// takes the others (CPOR-9).
    public let events: [RecordedEvent]
    /// Whether the command had been performed before; the events are those of then.
    public let isRepeated: Bool
}
