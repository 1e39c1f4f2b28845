import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

/// A history in a ledger of its own, to ask why its claims stand as they do.
final class ExplainedHistory {
    private let temporary: TemporaryLedger

    init(_ lines: [UInt8]) throws {
        temporary = try TemporaryLedger()
        _ = try Importer(ledger: temporary.ledger).run([MemoryInput(name: "events", bytes: lines)])
    }

    /// A history of a few events about claim 7 and its rivals, each a line of `event`.
    convenience init(_ events: [String]) throws { try self.init(Array(events.joined(separator: "\n").utf8)) }

    /// The two years of six partners, and the numbers of their claims.
    static func twoYears() throws -> ExplainedHistory {
        try ExplainedHistory(ProjectFiles.contents("Fixtures/history/two-years.jsonl"))
    }

    func claims(asOf instant: Instant) throws -> [ClaimID] {
        try Replay.fold(ClaimsProjection.self, over: temporary.ledger, ReplaySelection(asOf: instant), now: instant)
            .state.claimsByNumber.map(\.id)
    }

    func explanation(of claim: String, asOf text: String) throws -> Explanation? {
        let claim = try #require(ClaimID(claim))
        return try explanation(of: claim, asOf: try Instant(parsing: text))
    }

    func explanation(of claim: ClaimID, asOf instant: Instant) throws -> Explanation? {
        var history = try Replay.fold(
            into: HistoryProjection(of: claim), over: temporary.ledger, ReplaySelection(asOf: instant), now: instant
        ).state
        history.advance(to: instant)
        return history.explanation(asOf: instant)
    }

    // MARK: Events

    static func event(
        _ type: String, _ day: String, by party: String = "partner", _ data: String = "{}", claim: String = "7"
    ) -> String {
        """
        {"specversion":"1.0","id":"\(claim)-\(type)-\(day)","source":"test","type":"claimledger.\(type).v1",\
        "subject":"claim/\(claim)","time":"2024-\(day)T12:00:00Z","actorparty":"\(party)","actorid":"\(party)-1",\
        "datacontenttype":"application/json","data":\(data)}
        """
    }

    /// The creation of a Partner Activities claim that requires nothing.
    static func claimed(_ day: String, partner: String = "northwind", _ more: String = "", claim: String = "7")
        -> String
    {
        let data = """
            {"process":"partnerActivity","claimName":"N","engagement":{"id":"e","name":"E","solutionArea":"modernWork",\
            "payout":"fixed","timeline":"assessment"},"customer":{"idType":"domain","id":"contoso.com"},\
            "partner":{"id":"\(partner)","name":"P"},"location":{"id":"\(partner)-1"},"requiredComponents":[],\
            "contacts":{"customer":{"name":"A","email":"a@contoso.com"},"partner":{"name":"B","email":"b@p.com"}}\(more)}
            """
        return event("customer-claimed", day, data, claim: claim)
    }

    /// A claim with its customer's consent, of the day after.
    static func consented(_ more: String = "") -> [String] {
        [
            claimed("01-01", more), event("consent-requested", "01-01", #"{"dealSizeUSD":1}"#),
            event("consent-received", "01-02", by: "customer"),
        ]
    }
}
