public import ClaimLedger

/// Which event it was: where it stands in the ledger, what it said, when and by whom.
///
/// JSON: `{"sequence","event","type","at","party","actor","claim"}`, the members of a `history` row, with the claim the
/// event is about, or `null`.
public struct EventReference: JSONAnswer, Hashable, Sendable {
    /// Position in the ledger, from 1.
    public let sequence: UInt64
    /// The CloudEvents `id`.
    public let event: EventID
    /// The event's short name, such as `consent-received`.
    public let type: String
    /// When it happened.
    public let at: Instant
    /// The side that acted.
    public let party: Party
    /// Who acted, by an opaque id.
    public let actor: ActorID
    /// The claim it is about; nil where it is about none.
    public let claim: ClaimID?

    /// Notes an event; parses its JSON.
    init(_ event: borrowing EventView) throws(ReadError) {
        let full = try event.event()
        sequence = event.sequence
        self.event = full.id
        type = full.shortTypeName
        at = event.time
        party = full.actor.party
        actor = full.actor.id
        if case .claim(let id) = full.stream { claim = id } else { claim = nil }
    }

    /// The event of a history row; nil for a row that no event has recorded.
    init?(_ row: HistoryRow, of claim: ClaimID) {
        guard let sequence = row.sequence, let event = row.event, let actor = row.actor else { return nil }
        self.sequence = sequence
        self.event = event
        type = row.type
        at = row.at
        party = row.party
        self.actor = actor
        self.claim = claim
    }

    /// The reference in the form stated above.
    public var json: JSONValue {
        [
            "sequence": JSONValue(sequence), "event": .string(event.text), "type": .string(type),
            "at": .string(at.description), "party": .string(party.rawValue), "actor": .string(actor.text),
            "claim": JSONValue(claim),
        ]
    }

    /// The reference in a sentence: `consent-received by the customer (contact-71), sequence 7, event f-0007`.
    public var words: String {
        "\(type) by \(party.words) (\(actor)), sequence \(sequence), event \(event)"
    }
}
