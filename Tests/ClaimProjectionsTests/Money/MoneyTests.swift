import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

@Suite struct `Money as facts` {
    /// An engagement that pays 3,000, 2,000 and 1,000 dollars, and one claim for it.
    private func story(country: String = "US", more: String = "") -> EvidenceStory {
        var story = EvidenceStory()
        story.tell(
            "engagement-published", "engagement/frontline", "2024-12-01T00:00:00Z", by: "microsoft",
            """
            {"name":"F","solutionArea":"modernWork","payout":"fixed","timeline":"standard","requiredComponents":[],\
            "amountsCents":{"A":300000,"B":200000,"C":100000},"open":true}
            """)
        story.activity("1", "2025-01-10T00:00:00Z", location: #","country":"\#(country)""#, more: more)
        return story
    }

    private func invoice(_ story: inout EvidenceStory, _ cents: Int, id: String = "i-1") {
        story.document(
            id, on: "1", "2025-01-11T00:00:00Z", component: "invoice", hash: "a", #","amountCents":\#(cents)"#)
    }

    private func approve(_ story: inout EvidenceStory, _ cents: Int) {
        story.tell(
            "approved", "claim/1", "2025-01-12T00:00:00Z", by: "microsoft", #"{"amountCents":\#(cents)}"#)
    }

    private func only(_ story: EvidenceStory) throws -> ClaimMoney {
        let rows = try story.replay(MoneyProjection.self).money()
        return try #require(rows.count == 1 ? rows.first : nil)
    }

    @Test(arguments: [("US", Market.a, 300_000), ("PR", .b, 200_000), ("IN", .c, 100_000)])
    func `four amounts stand side by side, in cents`(_ country: String, _ market: Market, _ cents: Int) throws {
        var story = story(country: country, more: #","proposedPayoutUSD":15000"#)
        invoice(&story, cents)
        approve(&story, cents)
        let row = try only(story)
        #expect(row.market == market)
        #expect(
            [row.proposedCents, row.catalogueCents, row.invoiceCents, row.approvedCents]
                == [1_500_000, Int64(cents), Int64(cents), Int64(cents)])
        #expect(row.differences.isEmpty)
    }

    @Test func `what nobody states is nothing, and differs from nothing`() throws {
        var story = EvidenceStory()
        story.activity("1", "2025-01-10T00:00:00Z")
        let row = try only(story)
        #expect(row.market == nil && row.differences.isEmpty)
        #expect(
            [row.proposedCents, row.catalogueCents, row.invoiceCents, row.approvedCents].allSatisfy { $0 == nil })
    }

    @Test(arguments: [
        (300_000, 300_000, [String]()), (299_999, 299_999, ["MONEY-1", "MONEY-2"]),
        (300_000, 250_000, ["MONEY-2", "MONEY-3"]), (250_000, 300_000, ["MONEY-1", "MONEY-3"]),
    ])
    func `every pair of amounts that differs is a finding`(
        _ invoiced: Int, _ approved: Int, _ found: [String]
    ) throws {
        var story = story()
        invoice(&story, invoiced)
        approve(&story, approved)
        #expect(try only(story).differences.map(\.kind.rawValue) == found)
    }

    @Test(arguments: [(200_000, [String]()), (200_001, ["MONEY-4", "MONEY-5"])])
    func `a proposal is exceeded, and not met`(_ cents: Int, _ found: [String]) throws {
        var story = EvidenceStory()
        story.activity("1", "2025-01-10T00:00:00Z", more: #","proposedPayoutUSD":2000"#)
        invoice(&story, cents)
        approve(&story, cents)
        let row = try only(story)
        #expect(row.differences.map(\.kind.rawValue) == found)
        let sentence = "the invoice states 2000.01 USD, and the claim can earn at most 2000.00 USD"
        #expect((row.differences.first?.finding == sentence) == !found.isEmpty)
    }

    @Test func `the invoice added last counts, unless it was removed`() throws {
        var story = story()
        invoice(&story, 1)
        invoice(&story, 2, id: "i-2")
        #expect(try only(story).invoiceCents == 2)
        story.tell("document-removed", "claim/1", "2025-01-12T00:00:00Z", #"{"documentId":"i-2"}"#)
        #expect(try only(story).invoiceCents == 1)
    }

    @Test func `sums end at the largest amount that an answer can print`() throws {
        let largest = CanonicalJSON.integerRange.upperBound
        var story = EvidenceStory()
        for number in ["1", "2"] {
            story.activity(
                number, "2025-01-10T00:00:00Z", location: #","country":"US""#,
                more: #","proposedPayoutUSD":\#(largest)"#)
            story.document(
                "i", on: number, "2025-01-11T00:00:00Z", component: "invoice", #","amountCents":\#(largest)"#)
        }
        let totals = try story.replay(MoneyProjection.self).totals(by: .market)
        #expect(totals.map(\.group) == ["A"])
        #expect(totals.first?.proposed.cents == largest && totals.first?.invoiced.cents == largest)
        #expect(totals.json.canonicalBytes().count > 10)
    }

    @Test(arguments: MoneyGrouping.allCases)
    func `groups add up to all claims of two years`(_ grouping: MoneyGrouping) throws {
        let asOf = Instant(year: 2025, month: 11, day: 1)
        let temporary = try `Notifications`.twoYearLedger()
        let money = try Replay.fold(MoneyProjection.self, over: temporary.ledger, now: asOf).state
        let rows = money.money()
        let totals = money.totals(by: grouping)
        #expect(totals.map(\.claims).reduce(0, +) == rows.count)
        #expect(totals.map(\.approved.cents).reduce(0, +) == rows.compactMap(\.approvedCents).reduce(0, +))
        #expect(totals.map(\.catalogue.claims).reduce(0, +) == rows.count { $0.catalogueCents != nil })
        #expect(Set(totals.map(\.group)).count == totals.count && totals.count > 1)
    }
}
