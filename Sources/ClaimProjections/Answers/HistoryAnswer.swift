public import ClaimLedger

/// What happened to a claim: a row of the `history` answer.
public struct HistoryRow: JSONAnswer, Hashable, Sendable {
    /// Nil for what the clock or a rival's consent did and no event has recorded.
    public let sequence: UInt64?
    /// The CloudEvents `id`; nil together with `sequence`.
    public let event: EventID?
    /// The event's short name, `lapse`, or `rejected` for a rejection by a rival's consent.
    public let type: String
    /// When it happened, or when the clock made it so.
    public let at: Instant
    /// When the ledger took the event in; nil together with `sequence`.
    public let recordedAt: Instant?
    /// The side that acted; `system` where no event says.
    public let party: Party
    /// Who acted, by an opaque id; nil together with `sequence`.
    public let actor: ActorID?
    /// Nil for the claim's creation.
    public let from: ClaimStatus?
    /// The status just after, which is `from` where the event kept it.
    public let to: ClaimStatus
    /// The rule that the event broke; nil where it broke none.
    public let violation: Breach?
    /// What led to the status; nil where nothing did, as the event kept it.
    public let cause: StatusCause?

    /// The row of interchange section 2; of a violation it has rule and reason.
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
public struct HistoryProjection: Projection {
    /// The projection's name beside its stored progress.
    public static let name = "history"
    /// To be raised when the same events would come out otherwise.
    public static let version = 1
    /// What the claims ask.
    public static var asksContent: @Sendable (EventHeader) -> Bool { ClaimsProjection.asksContent }

    /// All claims, because what happens to one may come from another.
    public private(set) var claims = ClaimsProjection()
    /// The claim whose history is kept; nil keeps none.
    public let claim: ClaimID?
    private var events: [HistoryRow] = []
    /// The claim's place, once it is known.
    private var place: Int?
    /// The events about others that had consequences for the claim, in ledger order.
    private(set) var outsideEvents: [EventReference] = []

    /// Folds the claims and keeps no rows.
    public init() { claim = nil }

    /// Keeps the history of one claim.
    public init(of claim: ClaimID) { self.claim = claim }

    /// Folds an event into the claims, and keeps it as a row where it is about the one claim.
    public mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        let before = place.flatMap { claims.state(of: $0, before: event.header) }
        let consequences = place.map { claims.consequences(of: $0) }
        try claims.evolve(event)
        let outcome = claims.outcome
        guard event.header.streamKind == .claim, let place = outcome.claim, claims.claims[place].id == claim,
            let to = outcome.to
        else {
            if let consequences, let place, claims.consequences(of: place) != consequences {
                outsideEvents.append(try EventReference(event))
            }
            return
        }
        self.place = place
        let full = try event.event()
        events.append(
            HistoryRow(
                sequence: event.sequence, event: full.id, type: full.shortTypeName, at: event.time,
                recordedAt: event.header.recordedTime, party: event.header.party, actor: full.actor.id,
                from: outcome.from, to: to, violation: outcome.breach,
                cause: claims.cause(on: before ?? claims.claims[place])))
    }

    /// Shows what has come due by an instant.
    public mutating func advance(to instant: Instant) { claims.advance(to: instant) }

    /// The rows in the order they were folded, with what no event records at its place in time.
    public var rows: [HistoryRow] {
        guard let claim, let state = claims[claim] else { return [] }
        var unrecorded: [HistoryRow] = []
        for lapse in state.lapses where lapse.recordedBy == nil {
            unrecorded.append(.automatic("lapse", at: lapse.at, from: lapse.before, to: lapse.after, .lapse(lapse)))
        }
        for rejection in state.automaticRejections where rejection.recordedBy == nil {
            unrecorded.append(
                .automatic(
                    EventKind.rejected.wireName, at: rejection.at, from: rejection.before, to: .rejectedFinal,
                    .rivalConsent(rejection)))
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
        _ type: String, at instant: Instant, from: ClaimStatus, to: ClaimStatus, _ cause: StatusCause
    ) -> HistoryRow {
        HistoryRow(
            sequence: nil, event: nil, type: type, at: instant, recordedAt: nil, party: .system, actor: nil,
            from: from, to: to, violation: nil, cause: cause)
    }
}

extension ClaimEvent {
    /// The event's name without namespace and version; the whole type where it is not known.
    public var shortTypeName: String {
        if case .unknown(let type) = fact { type } else { fact.kind.wireName }
    }
}
