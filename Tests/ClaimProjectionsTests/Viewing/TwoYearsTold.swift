import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

/// Every answer of the library about the two-year history: one fold for each claim, for all viewers.
struct TwoYearsTold {
    static let asOf = Instant(year: 2025, month: 11, day: 1)

    /// One answer, by its name.
    struct Answer: Sendable {
        let name: String
        let text: String
    }

    private let anomalies: AnomalyProjection
    private let catalogue: CatalogueProjection
    private let outbox: NotificationsProjection
    private let views: ViewsProjection
    private let trackers: [TrackerProjection]
    private let temporary: TemporaryLedger
    private var evidence: EvidenceProjection { anomalies.money.evidence }

    /// The claims, advanced to the answers' instant.
    var claims: ClaimsProjection { anomalies.claims }

    init() throws {
        let ledger = try TemporaryLedger()
        let lines = try ProjectFiles.contents("Fixtures/history/two-years.jsonl")
        _ = try Importer(ledger: ledger.ledger).run([MemoryInput(name: "events", bytes: lines)])
        temporary = ledger
        var anomalies: AnomalyProjection = try Self.fold(AnomalyProjection(), ledger)
        anomalies.advance(to: Self.asOf)
        self.anomalies = anomalies
        catalogue = try Self.fold(CatalogueProjection(), ledger)
        outbox = try Self.fold(NotificationsProjection(), ledger)
        var views = try Self.fold(ViewsProjection(), ledger)
        views.advance(to: Self.asOf)
        self.views = views
        trackers = try anomalies.claims.claimsByNumber.map { claim in
            var tracker = try Self.fold(TrackerProjection(of: claim.id), ledger)
            tracker.advance(to: Self.asOf)
            return tracker
        }
    }

    private static func fold<State: Projection>(_ initial: State, _ temporary: TemporaryLedger) throws -> State {
        try Replay.fold(into: initial, over: temporary.ledger, ReplaySelection(asOf: asOf), now: asOf).state
    }

    /// All that a viewer is told, each answer by its name.
    func answers(to viewer: Viewer) throws -> [Answer] {
        let (claims, asOf) = (claims, Self.asOf)
        let sight = Sight(of: viewer, at: claims, asOf: asOf)
        let all: [(String, JSONValue)] =
            [
                ("status", sight.shown(claims.claimsByNumber.map { claims.status(of: $0, asOf: asOf) }).json),
                ("deadlines", sight.shown(claims.deadlines(after: asOf)).json),
                ("targets", sight.shown(evidence.reviewTargets(asOf: asOf)).json),
                ("violations", sight.shown(claims.violationAnswers).json),
                ("findings", sight.shown(evidence.findings(asOf: asOf, viewer: viewer)).json),
                ("anomalies", anomalies.anomalies(seenBy: sight).json),
                ("money", sight.shown(anomalies.money.money()).json),
                ("notices", sight.shown(outbox.notices(asOf: asOf)).json),
                ("conflicts", sight.shown(claims.conflictAnswers()).json),
                ("cases", .string("\(sight.shown(evidence.conflictCases()))")),
                ("standings", sight.shown(claims.claimsByNumber.flatMap { claims.standings(of: $0) }).json),
                ("ownership", sight.shown(claims.ownership(history: true)).json),
                ("catalogue", Sight(of: viewer, at: catalogue, asOf: asOf).shown(catalogue.answer(asOf: asOf)).json),
            ]
            + [("claims", sight.shown(views.listings(asOf: asOf)).json)]
            + Set(claims.claims.compactMap(\.activity.engagement)).sorted().map { engagement in
                ("customers of \(engagement)", (views.customers(of: engagement, asOf: asOf, seenBy: sight) ?? []).json)
            }
            + MoneyGrouping.allCases.map { by in
                ("money by \(by)", anomalies.money.totals(by: by, seenBy: sight).json)
            }
        let told =
            try all + claimAnswers(sight) + ticketAnswers(to: viewer) + pictures(sight) + [("export", export(sight))]
        return told.map { name, value in
            if case .string(let text) = value { return Answer(name: name, text: text) }
            return Answer(name: name, text: String(decoding: value.canonicalBytes(), as: UTF8.self))
        }
    }

    private func claimAnswers(_ sight: Sight) throws -> [(String, JSONValue)] {
        var all: [(String, JSONValue)] = []
        for tracker in trackers {
            let history = tracker.history
            guard let id = history.claim, let claim = claims[id], sight.sees(claim) else { continue }
            all.append(("history \(id)", sight.shown(history.rows).json))
            all.append(("tracker \(id)", try #require(tracker.tracker(asOf: Self.asOf).map(sight.shown)).json))
            all.append(("explain \(id)", try #require(history.explanation(asOf: Self.asOf).map(sight.shown)).json))
            all.append(("actions \(id)", sight.shown(claims.actionsNow(of: claim, at: Self.asOf)).json))
            all.append(("family \(id)", try #require(claims.family(of: id, seenBy: sight)).json))
            let draft = anomalies.money.disputeTicket(for: claim, asOf: Self.asOf, seenBy: sight)
            all.append(("draft \(id)", draft.json))
        }
        return all
    }

    private func ticketAnswers(to viewer: Viewer) throws -> [(String, JSONValue)] {
        let tickets = try Self.fold(VisibleTicketsProjection(for: viewer), temporary)
        let whole = try Self.fold(TicketsProjection(), temporary)
        let histories = whole.tickets.compactMap { ticket in
            tickets.history(of: ticket.id, asOf: Self.asOf).map { ("ticket \(ticket.id)", $0.json) }
        }
        return [("tickets", tickets.answers(asOf: Self.asOf).json)] + histories
    }

    private func pictures(_ sight: Sight) throws -> [(String, JSONValue)] {
        try claims.ownership(history: true).compactMap { row in
            let picture = try evidence.ownershipPicture(
                tenant: row.tenant, workload: row.workload, subscription: row.subscription, asOf: Self.asOf,
                viewer: sight.viewer)
            // A question names its tenant; what it names itself is not told by the answer.
            let isAsked = sight.shown([row]).isEmpty && picture.lanes.isEmpty
            return isAsked ? nil : ("picture \(row.claim)", .string(picture.svg))
        }
    }

    private func export(_ sight: Sight) throws -> JSONValue {
        var export = ""
        try temporary.ledger.forEachEvent(in: 1...(try temporary.ledger.head())) { event in
            if let line = try sight.shown(event) { export += String(decoding: line, as: UTF8.self) + "\n" }
            return true
        }
        return .string(export)
    }
}
