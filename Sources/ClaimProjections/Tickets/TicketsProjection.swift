public import ClaimLedger

/// Every ticket, as the events of its stream tell it, and what broke a rule.
///
/// A breach of a ticket is no violation of a claim, and stands in no list of those; it is told with the ticket.
///
/// Cost: the JSON of ticket events and of adopted rules; of all others the header.
public struct TicketsProjection: Projection {
    /// Under this name its progress is kept.
    public static let name = "tickets"
    /// Raised whenever the state would come out otherwise for the same events.
    public static let version = 1

    /// The tickets in the order the ledger learned of them, those never opened included.
    public private(set) var tickets: [TicketState] = []
    private var places: [TicketID: Int] = [:]
    /// The editions, for the assignment target.
    private(set) var rules = RuleBook()

    /// Starts before the first event.
    public init() {}

    /// The ticket with this id; nil where no event names it.
    public subscript(id: TicketID) -> TicketState? { places[id].map { tickets[$0] } }

    /// Takes the next event, and judges it where it is about a ticket.
    public mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        if event.kind == .rulesAdopted, case .rulesAdopted(let adopted) = try event.event().fact {
            return rules.adopt(adopted)
        }
        guard event.header.streamKind == .ticket, event.kind != .unknown else { return }
        let recorded = try event.event()
        guard case .ticket(let id) = recorded.stream else { return }
        let place = place(of: id, at: event.time)
        let before = tickets[place]
        let breach = breach(of: recorded, on: before)
        tickets[place].apply(recorded.fact, at: event.time)
        let (words, isSealed) = Self.words(of: recorded.fact)
        tickets[place].events.append(
            TicketEvent(
                sequence: event.sequence, event: recorded.id, kind: event.kind, at: event.time, actor: recorded.actor,
                from: before.status, to: tickets[place].status, words: words, isSealed: isSealed, breach: breach))
    }

    private mutating func place(of id: TicketID, at instant: Instant) -> Int {
        if let known = places[id] { return known }
        places[id] = tickets.count
        tickets.append(TicketState(id, at: instant))
        return tickets.count - 1
    }

    private static func words(of fact: Fact) -> (words: String?, isSealed: Bool) {
        switch fact {
        case .ticketReturned(let missing): (missing.joined(separator: ", "), false)
        case .ticketAssigned(let owner): (owner, false)
        case .ticketEscalated(let reason): (reason.plainText, reason.plainText == nil)
        case .ticketResolved(let resolution): (resolution, false)
        default: (nil, false)
        }
    }
}
