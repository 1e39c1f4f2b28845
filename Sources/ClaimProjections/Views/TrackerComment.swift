public import ClaimLedger

/// What somebody wrote on a claim for the other side to read.
///
/// Comments, what Microsoft asks for, why it rejected, and why the partner disputes. A customer's reason for declining
/// is not among them (VIS-2).
///
/// JSON: `{"sequence","event","type","at","party","user","text","sealed"}`; `text` is `null` where it is sealed.
///
/// Source rule: VIEW-4.
public struct TrackerComment: JSONAnswer, Hashable, Sendable {
    /// Where the event stands in the ledger, from 1.
    public let sequence: UInt64
    /// The CloudEvents `id`.
    public let event: EventID
    /// What sort of event the text stands in.
    public let kind: EventKind
    /// When it was written.
    public let at: Instant
    /// Who wrote it.
    public let actor: Actor
    /// What was written, possibly sealed.
    public internal(set) var text: PersonalText

    init?(_ event: ClaimEvent, sequence: UInt64) {
        let written: PersonalText?
        switch event.fact {
        case .commentAdded(let text): written = text
        case .actionRequired(let comment): written = comment
        case .rejected(let rejection): written = rejection.reason
        case .disputed(let justification): written = justification
        default: written = nil
        }
        guard let written, written.isGiven else { return nil }
        self.sequence = sequence
        self.event = event.id
        kind = event.fact.kind
        at = event.time
        actor = event.actor
        text = written
    }

    /// The comment in the form stated above.
    public var json: JSONValue {
        [
            "sequence": JSONValue(sequence), "event": JSONValue(event), "type": .string(kind.wireName),
            "at": .string(at.description), "party": .string(actor.party.rawValue), "user": JSONValue(actor.id),
            "text": JSONValue(text: text.plainText), "sealed": .bool(text.plainText == nil),
        ]
    }
}
