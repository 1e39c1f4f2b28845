import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

@Suite struct `Lists of customers and claims` {
    @Test(arguments: ScenarioAnswers.files(in: "Fixtures/views/customers"))
    func `a scenario's customers are those its file lists`(_ file: String) throws {
        let expected = try ScenarioAnswers(file, rows: "customers")
        let engagement = try engagement(of: file)
        let views = try self.views(expected)
        let customers = try #require(views.customers(of: engagement, asOf: expected.asOf))
        expected.check(customers.map(\.object))
        let tabs = customers.map(\.tab)
        #expect(tabs == CustomersTab.allCases.flatMap { tab in tabs.filter { $0 == tab } })
        #expect(customers.allSatisfy { ($0.bar != nil) == ($0.tab == .ineligible) })
    }

    @Test(arguments: ScenarioAnswers.files(in: "Fixtures/views/claims"))
    func `a scenario's claims are those its file lists`(_ file: String) throws {
        let expected = try ScenarioAnswers(file, rows: "claims")
        let listings = try views(expected).listings(asOf: expected.asOf)
        expected.check(listings.map(\.object))
    }

    @Test func `one partner's customers are its own rows of all`() throws {
        let file = "Fixtures/views/customers/VIEW-1-fixed-payout-tabs.json"
        let expected = try ScenarioAnswers(file, rows: "customers")
        let views = try self.views(expected)
        let engagement = try engagement(of: file)
        let all = try #require(views.customers(of: engagement, asOf: expected.asOf))
        for partner: PartnerID in ["fridayinc", "northwind", "nobody"] {
            let own = try #require(views.customers(of: engagement, partner: partner, asOf: expected.asOf))
            #expect(own == all.filter { $0.partner == partner })
        }
        #expect(views.customers(of: "no-such-engagement", asOf: expected.asOf) == nil)
    }

    @Test func `areas stand in the catalogue's order, and numbers within them`() throws {
        let file = "Fixtures/views/claims/VIEW-2-claims-by-solution-area.json"
        let expected = try ScenarioAnswers(file, rows: "claims")
        let listings = try views(expected).listings(asOf: expected.asOf)
        #expect(listings.map(\.claim.description) == ["3100002", "4100001", "3100004", "4100002", "3100003"])
    }

    @Test func `a filter keeps what meets each of its conditions`() throws {
        let file = "Fixtures/views/claims/VIEW-3-next-action-and-expiry.json"
        let expected = try ScenarioAnswers(file, rows: "claims")
        let views = try self.views(expected)
        func kept(_ filter: ClaimFilter) -> [String] {
            views.listings(filter, asOf: expected.asOf).map(\.claim.description)
        }
        #expect(kept(ClaimFilter(status: .partnerActionRequired)) == ["3100005", "4100001"])
        #expect(kept(ClaimFilter(solutionArea: .azure)) == [])
        #expect(kept(ClaimFilter(partner: "northwind")) == [])
        #expect(kept(ClaimFilter(location: "loc-fridayinc")).count == 8)
        #expect(kept(ClaimFilter(partner: "fridayinc", status: .disputed)) == ["3100007"])
        // The answer is as of 10 March; the claim of a partner of record lapses on 18 March at nine o'clock.
        let hours: (Int64) -> Int64 = { $0 * 3_600_000_000 }
        #expect(kept(ClaimFilter(expiringWithinMicroseconds: hours(8 * 24 + 9))) == ["4100001"])
        #expect(kept(ClaimFilter(expiringWithinMicroseconds: hours(8 * 24 + 9) - 1)) == [])
    }

    @Test func `a fact about an engagement counts by when it happened, not by when it was recorded`() throws {
        let late = { (isEligible: Bool, payout: String, day: Int) in
            var story = EvidenceStory(prefix: "day-\(day)")
            story.tell(
                "customer-eligibility-set", "engagement/frontline", "2025-01-\(day)T00:00:00Z", by: "microsoft",
                #"{"customer":{"idType":"domain","id":"contoso.com"},"eligible":\#(isEligible)}"#)
            story.tell(
                "engagement-published", "engagement/frontline", "2025-01-\(day)T00:00:00Z", by: "microsoft",
                """
                {"name":"F","solutionArea":"modernWork","payout":"\(payout)","timeline":"standard",\
                "requiredComponents":[],"open":true}
                """)
            return story
        }
        var claimed = EvidenceStory()
        claimed.activity("1", "2025-01-10T00:00:00Z")
        let asOf = try Instant(parsing: "2025-01-20T00:00:00Z")
        // What happened on the 11th is recorded after what happened on the 12th.
        let stories = [claimed, late(false, "fixed", 12), late(true, "variable", 11)]
        let views = try EvidenceStory.replay(stories, into: ViewsProjection(), asOf: asOf.description)
        let rows = views.customers(of: "frontline", asOf: asOf)
        #expect(rows?.map(\.isEligible) == [false])
        #expect(rows?.map(\.tab) == [.ineligible])
    }

    @Test func `nobody is prompted to claim on a closed engagement, or by an id that it does not take`() throws {
        let rows = { (isOpen: Bool, area: String) in
            var story = EvidenceStory()
            story.tell(
                "engagement-published", "engagement/other", "2025-01-01T00:00:00Z", by: "microsoft",
                """
                {"name":"O","solutionArea":"\(area)","payout":"fixed","timeline":"standard","requiredComponents":[],\
                "open":\(isOpen)}
                """)
            story.activity("1", "2025-01-10T00:00:00Z")
            story.tell("consent-requested", "claim/1", "2025-01-11T00:00:00Z", #"{"dealSizeUSD":1}"#)
            story.tell("consent-received", "claim/1", "2025-01-12T00:00:00Z", by: "customer")
            let asOf = try Instant(parsing: "2025-01-13T00:00:00Z")
            return try story.replay(ViewsProjection.self, asOf: asOf.description).customers(of: "other", asOf: asOf)
        }
        #expect(try rows(true, "modernWork")?.map(\.nextAction) == [.claimCustomer])
        #expect(try rows(false, "modernWork")?.map(\.nextAction) == [nil])
        #expect(try rows(true, "azure")?.map(\.nextAction) == [nil])
    }

    @Test func `rows have a value for each column`() throws {
        let views = try Self.twoYears(asOf: "2025-11-01T00:00:00Z")
        let asOf = try Instant(parsing: "2025-11-01T00:00:00Z")
        let customers = views.claims.claims.compactMap(\.activity.engagement).flatMap {
            views.customers(of: $0, asOf: asOf) ?? []
        }
        #expect(customers.count > 40)
        #expect(customers.allSatisfy { $0.values.count == EngagementCustomer.columns.count })
        #expect(views.listings(asOf: asOf).allSatisfy { $0.values.count == ClaimListing.columns.count })
    }

    /// What an independent look at the claims says must be true of every list, at every instant.
    @Test(arguments: ["2024-03-01T00:00:00Z", "2024-12-15T00:00:00Z", "2025-11-01T00:00:00Z"])
    func `in two years every claim is in one tab of its engagement, and in one area`(_ text: String) throws {
        let views = try Self.twoYears(asOf: text)
        let asOf = try Instant(parsing: text)
        let listings = views.listings(asOf: asOf)
        #expect(listings.map(\.claim).sorted() == views.claims.claimsByNumber.map(\.id))
        for engagement in Set(views.claims.claims.compactMap(\.activity.engagement)).sorted() {
            let rows = try #require(views.customers(of: engagement, asOf: asOf))
            let claims = views.claims.claimsByNumber.filter { $0.activity.engagement == engagement }
            #expect(rows.compactMap(\.listing?.claim).sorted() == claims.map(\.id))
            for row in rows {
                #expect((row.tab == .complete) == (row.listing?.status.isInCompleteTab ?? false))
                #expect(row.nextAction != .claimCustomer || row.listing == nil && row.tab == .eligible)
            }
        }
    }

    private func engagement(of file: String) throws -> EngagementID {
        guard case .object(let members) = try JSONValue(parsing: ProjectFiles.contents(file)),
            case .string(let engagement) = members["engagement"]
        else {
            Issue.record("\(file) names no engagement")
            return ""
        }
        return EngagementID(engagement)
    }

    private func views(_ expected: ScenarioAnswers) throws -> ViewsProjection {
        var views = try expected.replay(ViewsProjection.self)
        views.advance(to: expected.asOf)
        return views
    }

    private static func twoYears(asOf text: String) throws -> ViewsProjection {
        let asOf = try Instant(parsing: text)
        let ledger = try `Notifications`.twoYearLedger()
        var views = try Replay.fold(ViewsProjection.self, over: ledger.ledger, ReplaySelection(asOf: asOf), now: asOf)
            .state
        views.advance(to: asOf)
        return views
    }
}
