import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

/// What the scenarios of VIS-1 and VIS-2 cannot say themselves: who is shown what.
@Suite struct `The scenarios of visibility` {
    private func ledger(of file: String) throws -> TemporaryLedger {
        let scenario = try Scenario(parsing: ProjectFiles.contents(file), file: file)
        let temporary = try TemporaryLedger()
        let lines = scenario.events.flatMap { JSONValue.object($0.json).canonicalBytes() + [UInt8(ascii: "\n")] }
        _ = try Importer(ledger: temporary.ledger).run([MemoryInput(name: "events", bytes: lines)])
        return temporary
    }

    private func sight(of viewer: String, _ temporary: TemporaryLedger, asOf text: String) throws -> Sight {
        let asOf = try Instant(parsing: text)
        var claims = try Replay.fold(
            ClaimsProjection.self, over: temporary.ledger, ReplaySelection(asOf: asOf), now: asOf
        ).state
        claims.advance(to: asOf)
        return Sight(of: try #require(Viewer(viewer)), at: claims, asOf: asOf)
    }

    private func export(_ temporary: TemporaryLedger, as sight: Sight) throws -> String {
        var lines = ""
        try temporary.ledger.forEachEvent(in: 1...(try temporary.ledger.head())) { event in
            if let line = try sight.shown(event) { lines += String(decoding: line, as: UTF8.self) + "\n" }
            return true
        }
        return lines
    }

    @Test(arguments: [
        ("partner:ann", "2024-03-02T09:00:00Z", ["3100001"]), ("partner:ann", "2024-03-05T08:59:59Z", ["3100001"]),
        ("partner:ann", "2024-03-05T09:00:00Z", []), ("partner:bob", "2024-03-05T09:00:00Z", ["3100002"]),
        ("partner:cid", "2024-03-05T09:00:00Z", []), ("customer:contoso.example", "2024-03-05T09:00:00Z", []),
        ("microsoft", "2024-03-05T09:00:00Z", ["3100001", "3100002", "3100003"]),
    ])
    func `VIS-1: a role opens its location, as long as it is held`(
        _ viewer: String, _ instant: String, _ claims: [String]
    ) throws {
        let temporary = try ledger(of: "Fixtures/rules/VIS-1-locations-of-the-role.scenario.json")
        let sight = try sight(of: viewer, temporary, asOf: instant)
        #expect(sight.visibleClaims.map(\.id.description) == claims)
    }

    @Test func `VIS-2: a partner reads that there is an answer or a reason, Microsoft reads what it is`() throws {
        let temporary = try ledger(of: "Fixtures/rules/VIS-2-answers-and-reasons.scenario.json")
        let instant = "2024-03-07T00:00:00Z"
        let partner = try export(temporary, as: sight(of: "partner:ann", temporary, asOf: instant))
        let microsoft = try export(temporary, as: sight(of: "microsoft", temporary, asOf: instant))
        for said in ["budgetCut", "prefer somebody", "Sigrid", "Contoso Holding", "Head of Attestation", "very low"] {
            #expect(!partner.contains(said), "\(said)")
            #expect(microsoft.contains(said), "\(said)")
        }
        for event in ["c3100001-declined", "c3100002-survey-customer", "c3100002-survey-partner"] {
            #expect(partner.contains(event), "\(event)")
        }
        #expect(partner.contains(#""data":{"notShown":["comment","reason"]}"#))
        #expect(partner.contains(#""data":{"notShown":["signature"],"respondent":"customer"}"#))
    }
}
