public import ClaimLedger

/// An event of a ticket, with the rule it broke.
public struct TicketEvent: JSONAnswer, Hashable, Sendable {
    /// Where it stands in the ledger, from 1.
    public let sequence: UInt64
    /// The CloudEvents `id`.
    public let event: EventID
    /// What happened.
    public let kind: EventKind
    /// When it happened.
    public let at: Instant
    /// Who did it.
    public let actor: Actor
    /// The status just before; nil where the ticket did not exist.
    public let from: TicketStatus?
    /// The status just after; nil where there is no ticket still.
    public let to: TicketStatus?
    /// The owner, the reason, the resolution, or what is missing; nil where it is sealed or there is none.
    public internal(set) var words: String?
    /// Whether the words are sealed.
    public let isSealed: Bool
    /// The rule that the event broke; nil where it broke none.
    public internal(set) var breach: Breach?

    /// The row in JSON; of a violation it has rule and reason.
    public var json: JSONValue {
        [
            "sequence": JSONValue(sequence), "event": .string(event.text), "type": .string(kind.wireName),
            "at": .string(at.description), "party": .string(actor.party.rawValue), "actor": .string(actor.id.text),
            "from": JSONValue(text: from?.rawValue), "to": JSONValue(text: to?.rawValue),
            "words": JSONValue(text: words), "sealed": .bool(isSealed),
            "violation": breach.map { ["rule": .string($0.rule.text), "reason": .string($0.reason)] } ?? .null,
        ]
    }
}

/// One ticket as folded.
public struct TicketState: Sendable {
    /// The ticket's id.
    public let id: TicketID
    /// Where it stands; nil where events name a ticket that was never opened.
    public internal(set) var status: TicketStatus?
    /// When it came to this status.
    public internal(set) var since: Instant
    /// What the submitter gave, the later of two forms before the earlier one; nil where it was never opened.
    public internal(set) var form: TicketOpened?
    /// When it was opened last, from which the assignment target counts.
    ///
    /// Source rule: FTC-3.
    public internal(set) var openedAt: Instant?
    /// When it was assigned first since then.
    public internal(set) var assignedAt: Instant?
    /// Who works on it; nil while nobody does.
    public internal(set) var owner: String?
    /// How often it was escalated.
    public internal(set) var escalations = 0
    /// Everything that happened to it, in ledger order.
    public internal(set) var events: [TicketEvent] = []

    init(_ id: TicketID, at instant: Instant) {
        self.id = id
        since = instant
    }

    /// What an event does, whether or not a rule forbids it (FACT-1); nothing creates a ticket but its opening.
    mutating func apply(_ fact: Fact, at instant: Instant) {
        if case .ticketOpened(let opened) = fact {
            form = form.map { opened.completing($0) } ?? opened
            openedAt = instant
            assignedAt = nil
            owner = nil
            return enter(.open, at: instant)
        }
        guard status != nil else { return }
        switch fact {
        case .ticketReturned:
            owner = nil
            enter(.returned, at: instant)
        case .ticketAssigned(let name):
            owner = name
            if assignedAt == nil { assignedAt = instant }
            enter(.assigned, at: instant)
        case .ticketEscalated:
            escalations += 1
            enter(.escalated, at: instant)
        case .ticketResolved: enter(.resolved, at: instant)
        default: break
        }
    }

    private mutating func enter(_ next: TicketStatus, at instant: Instant) {
        guard status != next else { return }
        status = next
        since = instant
    }
}
