public import ClaimLedger

/// What happened to a claim: a row of the `history` answer.
public struct HistoryRow: JSONAnswer, Hashable, Sendable {
    /// Nil for what the clock or a rival's consent did and no event has recorded.
    public let sequence: UInt64?
    public let event: EventID?
    /// The event's short name, `lapse`, or `rejected` for a rejection by a rival's consent.
    public let type: String
    public let at: Instant
    public let recordedAt: Instant?
    public let party: Party
    public let actor: ActorID?
    /// Nil for the claim's creation.
    public let from: ClaimStatus?
    public let to: ClaimStatus
    public let violation: Breach?

    public var json: JSONValue {
        [
            "sequence": JSONValue(sequence), "event": JSONValue(event), "type": .string(type),
            "at": .string(at.description), "recordedAt": JSONValue(recordedAt), "party": .string(party.rawValue),
            "actor": JSONValue(actor), "from": JSONValue(text: from?.rawValue), "to": .string(to.rawValue),
            "violation": violation.map { ["rule": .string($0.rule.text), "reason": .string($0.reason)] } ?? .null,
        ]
    }
}

/// The claims, and beside them everything that happened to one of them.
public struct HistoryProjection: Projection, Sendable {
    public static let name = "history"
    public static let version = 1

    public private(set) var claims = ClaimsProjection()
    /// The claim whose history is kept; nil keeps none.
    public let claim: ClaimID?
    private var events: [HistoryRow] = []

    public init() { claim = nil }

    /// Keeps the history of one claim.
    public init(of claim: ClaimID) { self.claim = claim }

    public mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        try claims.evolve(event)
        let outcome = claims.outcome
        guard event.header.streamKind == .claim, let place = outcome.claim, claims.claims[place].id == claim,
            let to = outcome.to
        else { return }
        let full = try event.event()
        events.append(
            HistoryRow(
                sequence: event.sequence, event: full.id, type: full.shortTypeName, at: event.time,
                recordedAt: event.header.recordedTime, party: event.header.party, actor: full.actor.id,
                from: outcome.from, to: to, violation: outcome.breach))
    }

    /// Shows what has come due by an instant.
    public mutating func advance(to instant: Instant) { claims.advance(to: instant) }

    /// The rows in the order they were folded, with what no event records at its place in time.
    public var rows: [HistoryRow] {
        guard let claim, let state = claims[claim] else { return [] }
        var unrecorded: [HistoryRow] = []
        for lapse in state.lapses where lapse.recordedBy == nil {
            unrecorded.append(.automatic("lapse", at: lapse.at, from: lapse.before, to: lapse.after))
        }
        for rejection in state.automaticRejections where rejection.recordedBy == nil {
            unrecorded.append(
                .automatic(EventKind.rejected.wireName, at: rejection.at, from: rejection.before, to: .rejectedFinal))
        }
        var rows = events
        for row in unrecorded.sorted(by: { $0.at < $1.at }) {
            let place = rows.firstIndex { $0.sequence != nil && $0.at >= row.at } ?? rows.count
            rows.insert(row, at: place)
        }
        return rows
    }
}

extension HistoryRow {
    fileprivate static func automatic(
        _ type: String, at instant: Instant, from: ClaimStatus, to: ClaimStatus
    ) -> HistoryRow {
        HistoryRow(
            sequence: nil, event: nil, type: type, at: instant, recordedAt: nil, party: .system, actor: nil,
            from: from, to: to, violation: nil)
    }
}

extension ClaimEvent {
    /// The event's name without namespace and version; the whole type where it is not known.
    public var shortTypeName: String {
        if case .unknown(let type) = fact { type } else { fact.kind.wireName }
    }
}
