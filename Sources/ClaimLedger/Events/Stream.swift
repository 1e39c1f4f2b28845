/// The subject whose events belong together: a claim, a subscription, an engagement, a location, a ticket, the rules.
///
/// On the wire it is the event's `subject`, for example `claim/3015949`.
public enum Stream: Hashable, Sendable, CustomStringConvertible {
    case claim(ClaimID)
    case subscription(TenantID, SubscriptionID)
    case engagement(EngagementID)
    case location(LocationID)
    case ticket(TicketID)
    case rules

    /// What a stream is about; the raw values are stored and never change.
    public enum Kind: UInt8, CaseIterable, Sendable {
        case claim = 1
        case subscription = 2
        case engagement = 3
        case location = 4
        case ticket = 5
        case rules = 6
    }

    /// Reads a `subject`; nil where it is none of the forms above.
    public init?(subject: String) {
        if let claim = Self.claim(subject) {
            self = .claim(claim)
            return
        }
        // By bytes: a stroke with a combining mark behind it is another character, but still a stroke.
        let parts = subject.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard parts.allSatisfy({ !$0.isEmpty }), let first = parts.first else { return nil }
        switch (first, parts.count) {
        case ("claim", 2):
            guard let claim = ClaimID(parts[1]) else { return nil }
            self = .claim(claim)
        case ("subscription", 3): self = .subscription(TenantID(parts[1]), SubscriptionID(parts[2]))
        case ("engagement", 2): self = .engagement(EngagementID(parts[1]))
        case ("location", 2): self = .location(LocationID(parts[1]))
        case ("ticket", 2): self = .ticket(TicketID(parts[1]))
        case ("rules", 1): self = .rules
        default: return nil
        }
    }

    /// The claim of a subject of digits behind `claim/`, by far the most frequent; nil for all others.
    private static func claim(_ subject: String) -> ClaimID? {
        var bytes = subject.utf8.makeIterator()
        for expected in "claim/".utf8 {
            guard bytes.next() == expected else { return nil }
        }
        return ClaimID(digits: IteratorSequence(bytes))
    }

    /// The `subject` of the stream's events.
    public var subject: String {
        switch self {
        case .claim(let id): "claim/\(id)"
        case .subscription(let tenant, let id): "subscription/\(tenant)/\(id)"
        case .engagement(let id): "engagement/\(id)"
        case .location(let id): "location/\(id)"
        case .ticket(let id): "ticket/\(id)"
        case .rules: "rules"
        }
    }

    /// The same text as `subject`.
    public var description: String { subject }

    /// What the stream is about, without its id.
    public var kind: Kind {
        switch self {
        case .claim: .claim
        case .subscription: .subscription
        case .engagement: .engagement
        case .location: .location
        case .ticket: .ticket
        case .rules: .rules
        }
    }
}
