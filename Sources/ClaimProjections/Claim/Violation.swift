public import ClaimLedger

/// A rule that an act breaks, and why, in a sentence with the instants that decided it.
public struct Breach: Hashable, Sendable, CustomStringConvertible {
    public let rule: RuleID
    public let reason: String
    /// The edition whose figure decided, where one did.
    public let edition: String?

    public init(_ rule: RuleID, _ reason: String, edition: String? = nil) {
        self.rule = rule
        self.reason = reason
        self.edition = edition
    }

    public var description: String { "\(reason) (\(rule))" }
}

/// An event that broke a rule, and was applied all the same (FACT-1).
public struct Violation: Hashable, Sendable {
    public let sequence: UInt64
    public let event: EventID
    /// Nil where the event is about no claim that exists.
    public let claim: ClaimID?
    public let kind: EventKind
    /// When the event happened.
    public let at: Instant
    public let breach: Breach
}

/// Why an event cannot be applied at all (FACT-4).
public enum EventRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownClaim(ClaimID)
    case secondCreation(ClaimID)
    case backInTime(ClaimID, latest: Instant)

    public var description: String {
        switch self {
        case .unknownClaim(let claim): "there is no claim \(claim) at that instant (FACT-4)"
        case .secondCreation(let claim): "claim \(claim) exists already (FACT-4)"
        case .backInTime(let claim, let latest):
            "claim \(claim) has a later event, of \(latest): events of one claim never go back in time (FACT-4)"
        }
    }
}

/// What the latest event came to, for those who keep a record of it.
public struct EventOutcome: Sendable {
    /// The claim's place; nil where the event changed none.
    public var claim: Int?
    public var from: ClaimStatus?
    public var to: ClaimStatus?
    public var breach: Breach?
    public var refusal: EventRefusal?
    /// Whether the event only records what the fold already showed.
    public var confirms = false
}
