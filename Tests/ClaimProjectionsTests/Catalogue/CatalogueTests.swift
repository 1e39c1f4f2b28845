import ClaimLedger
import ClaimProjections
import Testing

@Suite struct `The catalogue` {
    private static func terms(
        area: String = "modernWork", payout: String = "fixed", timeline: String = "standard", open: Bool = true,
        amounts: String = #"{"A":3,"B":2,"C":1}"#
    ) -> String {
        """
        {"name":"W","solutionArea":"\(area)","payout":"\(payout)","timeline":"\(timeline)","requiredComponents":[],\
        "amountsCents":\(amounts),"open":\(open)}
        """
    }

    private static func enrolled(_ country: String) -> String {
        #"{"partner":"p","country":"\#(country)","status":"enrolled"}"#
    }

    private func catalogue(_ lines: String...) throws -> CatalogueAnswer {
        try CatalogueStory.fold(lines, as: CatalogueProjection.self).answer(asOf: CatalogueStory.asOf)
    }

    private func remarks(_ lines: String...) throws -> [String] {
        try CatalogueStory.fold(lines, as: CatalogueProjection.self).answer(asOf: CatalogueStory.asOf).remarks
            .map { "\($0.event) \($0.rule): \($0.text)" }
    }

    @Test func `an engagement stands on the terms of the instant`() throws {
        let found = try CatalogueStory.fold(
            [
                CatalogueStory.line("1", "engagement-published", "engagement/w", day: 1, Self.terms()),
                CatalogueStory.line("2", "engagement-published", "engagement/w", day: 3, Self.terms(open: false)),
            ], as: CatalogueProjection.self)
        let rows = try [1, 2, 3].map { day in
            let instant = Instant(year: 2024, month: 1, day: day).adding(hours: 12)
            return try #require(found.answer(asOf: instant).engagements.first)
        }
        #expect(rows.map(\.terms.isOpen) == [true, true, false])
        #expect(rows.map(\.versions) == [1, 1, 2])
        #expect(rows.map(\.claimLimit) == [1, 1, 1])
        #expect(found.answer(asOf: Instant(year: 2024, month: 1, day: 1)).engagements.isEmpty)
    }

    @Test func `an engagement published again with other terms is remarked on, once for each`() throws {
        let first = CatalogueStory.line("1", "engagement-published", "engagement/w", day: 1, Self.terms())
        let same = CatalogueStory.line("2", "engagement-published", "engagement/w", day: 2, Self.terms(open: false))
        let other = CatalogueStory.line(
            "3", "engagement-published", "engagement/w", day: 3,
            Self.terms(area: "azure", payout: "variable", timeline: "assessment"))
        #expect(try remarks(first, same).isEmpty)
        #expect(
            try remarks(first, same, other) == [
                "3 ELIG-5: published again with another solution area: modernWork before, azure now",
                "3 ELIG-5: published again with another payout: fixed before, variable now",
                "3 ELIG-5: published again with another timeline: standard before, assessment now",
            ])
    }

    @Test func `an unknown market or country is remarked on`() throws {
        let amounts = Self.terms(amounts: #"{"A":3,"B":2,"C":1,"D":9}"#)
        #expect(
            try remarks(CatalogueStory.line("1", "engagement-published", "engagement/w", day: 1, amounts))
                == ["1 ELIG-5: there is no market D, and its amount is paid nowhere"])
        let enrolment = CatalogueStory.line("1", "location-enrolled", "location/l", day: 1, Self.enrolled("Germany"))
        #expect(
            try remarks(enrolment)
                == [#"1 ELIG-5: the country "Germany" is no ISO 3166 code, and belongs to no market"#])
        #expect(try catalogue(enrolment).locations.map(\.market) == [nil])
        let known = CatalogueStory.line("1", "location-enrolled", "location/l", day: 1, Self.enrolled("de"))
        #expect(try catalogue(known).locations.map(\.market) == [.a])
    }

    @Test func `a role for a location that the ledger does not know is remarked on`() throws {
        let role = CatalogueStory.line(
            "2", "role-granted", "location/l", day: 2, #"{"user":"u","role":"incentiveAdmin"}"#)
        #expect(try remarks(role) == ["2 ACT-4: location l was neither invited nor enrolled by then"])
        let enrolment = CatalogueStory.line("1", "location-enrolled", "location/l", day: 1, Self.enrolled("DE"))
        #expect(try remarks(enrolment, role).isEmpty)
        let holders = try catalogue(enrolment, role).locations.flatMap(\.holders)
        #expect(holders.map(\.user) == ["u"])
        #expect(holders.map(\.roles) == [[.incentiveAdmin]])
    }

    @Test func `eligibility for an engagement that is not published is remarked on`() throws {
        #expect(
            try remarks(
                CatalogueStory.line(
                    "1", "partner-eligibility-set", "location/l", day: 1, #"{"engagement":"w","eligible":true}"#),
                CatalogueStory.line(
                    "2", "customer-eligibility-set", "engagement/w", day: 2,
                    #"{"customer":{"idType":"tpid","id":"1"},"eligible":true}"#))
                == ["1 ELIG-5: w was not published by then", "2 ELIG-5: w was not published by then"])
    }
}
