import ClaimLedger
import ClaimProjections
import Testing

@Suite struct `Findings about disclosure and invoices` {
    private static let now = "2030-01-01T00:00:00Z"

    @Test(arguments: [
        ("US", "true", "usage", true), ("pr", "true", "usage", true), ("IN", "true", "usage", false),
        ("US", "false", "usage", false), ("US", "true", "revenue", false),
    ])
    func `usage claims for public sector customers in two countries need disclosure`(
        _ country: String, _ publicSector: String, _ association: String, _ isFound: Bool
    ) throws {
        var story = EvidenceStory()
        story.association(
            "1", "2025-01-10T00:00:00Z", association: association,
            customer: #","country":"\#(country)","publicSector":\#(publicSector)"#)
        let found = try findings(story)
        #expect(found.map(\.rule) == (isFound ? ["CPOR-25"] : []))
        #expect(found.allSatisfy { $0.document == nil })
        story.document("psd", on: "1", "2025-01-11T00:00:00Z", component: "publicSectorDisclosure")
        #expect(try findings(story).isEmpty)
        story.tell("document-removed", "claim/1", "2025-01-12T00:00:00Z", #"{"documentId":"psd"}"#)
        #expect(try findings(story).count == found.count)
    }

    @Test(arguments: [
        ("US", 300_000, false), ("US", 200_000, true), ("PR", 200_000, false), ("pr", 200_000, false),
        ("IN", 100_000, false), ("ZZ", 100_000, false), ("DE", 100_000, true),
    ])
    func `an invoice states what the market earns`(_ country: String, _ cents: Int, _ isFound: Bool) throws {
        for isStatedOnClaim in [true, false] {
            var story = EvidenceStory()
            publish(&story, "2024-12-01T00:00:00Z", #","amountsCents":{"A":300000,"B":200000,"C":100000}"#)
            story.tell(
                "location-enrolled", "location/northwind-1", "2024-12-01T00:00:00Z", by: "microsoft",
                #"{"partner":"northwind","country":"\#(isStatedOnClaim ? "FR" : country)","status":"enrolled"}"#)
            story.activity(
                "1", "2025-01-10T00:00:00Z", location: isStatedOnClaim ? #","country":"\#(country)""# : "")
            invoice(&story, on: "1", hash: "1", #","amountCents":\#(cents)"#)
            #expect(try findings(story).map(\.rule) == (isFound ? ["PA-CLAIM-4"] : []))
        }
    }

    @Test func `the sentence names both amounts and the market`() throws {
        var story = EvidenceStory()
        publish(&story, "2024-12-01T00:00:00Z", #","amountsCents":{"A":300000,"B":200000,"C":100000}"#)
        story.activity("1", "2025-01-10T00:00:00Z", location: #","country":"PR""#)
        invoice(&story, on: "1", hash: "1", #","amountCents":199905"#)
        #expect(
            try findings(story).map(\.finding) == [
                "the invoice states 1999.05 USD, and frontline pays 2000.00 USD in market B (PR)"
            ])
    }

    @Test func `the catalogue counts as last published`() throws {
        var story = EvidenceStory()
        story.activity("1", "2025-01-10T00:00:00Z", location: #","country":"US""#)
        invoice(&story, on: "1", hash: "1", #","amountCents":100"#)
        #expect(try findings(story).isEmpty)
        publish(&story, "2025-06-01T00:00:00Z", #","amountsCents":{"A":200,"B":200,"C":200}"#)
        #expect(try findings(story).count == 1)
        publish(&story, "2025-07-01T00:00:00Z", "")
        #expect(try findings(story).isEmpty)
    }

    @Test func `one invoice on two claims is found on both, twice on one claim is not`() throws {
        var story = EvidenceStory()
        story.activity("2", "2025-01-10T00:00:00Z")
        story.activity("10", of: "litware", "2025-01-10T00:00:00Z")
        invoice(&story, on: "2", hash: "a", "")
        invoice(&story, on: "2", hash: "a", id: "copy", "")
        #expect(try findings(story).isEmpty)
        invoice(&story, on: "10", hash: "a", "")
        let found = try findings(story)
        #expect(
            found.map { "\($0.claim) \($0.document ?? "") \($0.finding)" } == [
                "2 copy the same invoice is on claim 10", "2 invoice the same invoice is on claim 10",
                "10 invoice the same invoice is on claim 2",
            ])
        #expect(try story.evidence().findings(of: claim("10"), asOf: Instant(parsing: Self.now)).count == 1)
        story.tell("document-removed", "claim/10", "2025-01-12T00:00:00Z", #"{"documentId":"invoice"}"#)
        #expect(try findings(story).isEmpty)
    }

    @Test func `two years of claims have the findings their page names`() throws {
        let evidence = try EvidenceStory.twoYears()
        let found = evidence.findings(asOf: try Instant(parsing: "2025-11-01T00:00:00Z"))
        #expect(
            found.map { "\($0.claim) \($0.document ?? "–") \($0.rule)" } == [
                "3020116 doc-2 PA-CLAIM-4", "3020127 doc-2 PA-CLAIM-4", "4010025 doc-1 POE-12", "4010031 – CPOR-25",
                "4010031 doc-1 POE-11",
            ])
        let first = try #require(found.first { $0.document == nil })
        #expect(
            String(decoding: first.json.canonicalBytes(), as: UTF8.self) == """
                {"claim":"4010031","document":null,"finding":"the customer is public sector in PR, and the claim \
                holds no public sector disclosure","rule":"CPOR-25"}
                """)
    }

    private func publish(_ story: inout EvidenceStory, _ time: String, _ amounts: String) {
        story.tell(
            "engagement-published", "engagement/frontline", time, by: "microsoft",
            """
            {"name":"F","solutionArea":"modernWork","payout":"fixed","timeline":"standard","requiredComponents":[],\
            "open":true\(amounts)}
            """)
    }

    private func invoice(
        _ story: inout EvidenceStory, on claim: String, hash: String, id: String = "invoice", _ facts: String
    ) {
        story.document(id, on: claim, "2025-01-11T00:00:00Z", component: "invoice", hash: hash, facts)
    }

    private func findings(_ story: EvidenceStory) throws -> [FindingAnswer] {
        try story.evidence().findings(asOf: Instant(parsing: Self.now))
    }
}
