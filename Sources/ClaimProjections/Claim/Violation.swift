public import ClaimLedger

/// A rule that an act breaks, and why, in a sentence with the instants that decided it.
public struct Breach: Hashable, Sendable, CustomStringConvertible {
    /// The rule that is broken.
    public let rule: RuleID
    /// What broke it, in lower case and without a full stop.
    public let reason: String
    /// The edition whose figure decided, where one did.
    public let edition: String?
    /// When the time to act ended, where it has.
    public let until: Instant?

    /// Names a broken rule and why; the edition only where one of its figures decided, the end only where one has passed.
    public init(_ rule: RuleID, _ reason: String, edition: String? = nil, until: Instant? = nil) {
        self.rule = rule
        self.reason = reason
        self.edition = edition
        self.until = until
    }

    /// The reason with the rule's id behind it.
    public var description: String { "\(reason) (\(rule))" }
}

/// An event that broke a rule, and was applied all the same (FACT-1).
public struct Violation: Hashable, Sendable {
    /// Where the event stands in the ledger, from 1.
    public let sequence: UInt64
    /// The CloudEvents `id` of the event.
    public let event: EventID
    /// Nil where the event is about no claim that exists.
    public let claim: ClaimID?
    /// What sort of fact the event records.
    public let kind: EventKind
    /// When the event happened.
    public let at: Instant
    /// The first rule that it broke: one event is at most one violation.
    ///
    /// Source rule: FACT-1.
    public let breach: Breach
}

/// Why an event cannot be applied at all (FACT-4).
public enum EventRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownClaim(ClaimID)
    case secondCreation(ClaimID)
    case backInTime(ClaimID, latest: Instant)

    /// The breach that the event is.
    var breach: Breach { Breach("FACT-4", reason) }

    private var reason: String {
        switch self {
        case .unknownClaim(let claim): "there is no claim \(claim) at that instant"
        case .secondCreation(let claim): "claim \(claim) exists already"
        case .backInTime(let claim, let latest):
            "claim \(claim) has a later event, of \(latest): events of one claim never go back in time"
        }
    }

    /// Why the event cannot stand, with the claim's number and the rule.
    public var description: String { breach.description }
}

/// What the latest event came to, for those who keep a record of it.
public struct EventOutcome: Sendable {
    /// The claim's place; nil where the event changed none.
    public var claim: Int?
    /// The status just before, a lapse due by then included; nil for a creation.
    public var from: ClaimStatus?
    /// The status just after; nil where the event changed no claim.
    public var to: ClaimStatus?
    /// The rule that the event broke; nil where it broke none.
    public var breach: Breach?
    /// Why the event changed nothing; nil where it could be applied.
    public var refusal: EventRefusal?
    /// Whether the event only records what the fold already showed.
    public var confirms = false
    /// The row that led to the status; nil where none did, or the event kept it.
    public var step: Step?
    /// What the event recorded of the clock or of a rival's consent, where it only confirms.
    var confirmation: Confirmation?
}
