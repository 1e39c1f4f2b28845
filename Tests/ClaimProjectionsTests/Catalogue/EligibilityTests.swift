import ClaimLedger
import ClaimProjections
import Testing

@Suite struct `Eligibility of locations and customers` {
    private static let picture: EngagementID = "usage-defend-against-threats-siem-xdr-workshop"

    private func guide() throws -> ClaimsProjection {
        try CatalogueStory.fold(ProjectFiles.contents("Fixtures/catalogue/guide.jsonl"))
    }

    /// Each criterion by name, as `yes`, `no` or `unknown`.
    private func answers(
        _ state: ClaimsProjection, _ location: LocationID, _ engagement: EngagementID,
        customer: CustomerReference? = nil, user: UserID? = nil, at instant: Instant = CatalogueStory.asOf
    ) -> [String: String] {
        let answer = state.eligibility(of: location, for: engagement, customer: customer, by: user, at: instant)
        return Dictionary(uniqueKeysWithValues: answer.criteria.map { ($0.name.rawValue, $0.verdict.rawValue) })
    }

    @Test(arguments: [
        ("fridayinc-new-delhi", "yes", "yes", "yes", "yes"), ("fridayinc-mexico-df", "no", "yes", "yes", "no"),
        ("fridayinc-kirkland", "no", "no", "no", "no"), ("fridayinc-mumbai", "no", "no", "no", "no"),
        ("fridayinc-yoman", "no", "yes", "no", "no"), ("fridayinc-germany", "no", "yes", "no", "no"),
    ])
    func `the six locations of the guide's picture`(
        _ location: String, _ all: String, _ enrolled: String, _ profile: String, _ eligible: String
    ) throws {
        let state = try guide()
        let found = answers(state, LocationID(location), Self.picture)
        #expect(found["enrolled"] == enrolled)
        #expect(found["payeeProfile"] == profile)
        #expect(found["locationEligible"] == eligible)
        #expect(found["role"] == "yes")
        let answer = state.eligibility(of: LocationID(location), for: Self.picture, at: CatalogueStory.asOf)
        #expect(answer.verdict.rawValue == all)
    }

    @Test func `each answer names its event, and unknown names none`() throws {
        let answer = try guide().eligibility(
            of: "fridayinc-new-delhi", for: Self.picture,
            customer: CustomerReference(idType: .domain, id: "contoso.example"), at: CatalogueStory.asOf)
        let events = Dictionary(uniqueKeysWithValues: answer.criteria.map { ($0.name, $0.source?.event.text ?? "–") })
        #expect(events[.enrolled] == "fridayinc-new-delhi-enrolled")
        #expect(events[.payeeProfile] == "fridayinc-new-delhi-profile")
        #expect(events[.locationEligible] == "fridayinc-new-delhi-eligibility")
        #expect(events[.role] == "fridayinc-new-delhi-role")
        #expect(events[.engagementOpen] == "defend")
        #expect(events[.claimLimit] == "defend")
        #expect(events[.customerEligible] == "–")
        #expect(answer.market == .c)
        #expect(answer.amountCents == 450_000)
    }

    @Test func `nothing is known of what the ledger holds no facts of`() throws {
        let found = answers(
            try guide(), "nowhere", "nothing", customer: CustomerReference(idType: .tpid, id: "1"), user: "nobody")
        #expect(found.filter { $0.value != "unknown" } == ["customerID": "yes"])
        // Before the first event, nothing is known of a location that is known later.
        let early = answers(try guide(), "fridayinc-new-delhi", Self.picture, at: Instant(year: 2022, month: 1, day: 1))
        #expect(Set(early.values) == ["unknown"])
    }

    @Test func `a role is asked of one user or of anybody`() throws {
        let state = try guide()
        #expect(answers(state, "fridayinc-germany", Self.picture)["role"] == "yes")
        #expect(answers(state, "fridayinc-germany", Self.picture, user: "priya")["role"] == "yes")
        #expect(answers(state, "fridayinc-germany", Self.picture, user: "somebody")["role"] == "no")
    }

    @Test(arguments: [
        (CustomerIDType.domain, "contoso.example", "yes", "yes"), (.domain, "www.contoso.example", "yes", "no"),
        (.tpid, "700101", "no", "yes"), (.tenantId, "contoso", "yes", "yes"),
    ])
    func `a customer's id is looked at by the catalogue's terms`(
        _ type: CustomerIDType, _ id: String, _ typeAllowed: String, _ wellFormed: String
    ) throws {
        let customer = CustomerReference(idType: type, id: id)
        let found = answers(try guide(), "fridayinc-new-delhi", Self.picture, customer: customer)
        #expect(found["customerIDType"] == typeAllowed)
        #expect(found["customerID"] == wellFormed)
    }

    @Test func `every country of the guide's lists is in its market, and all others in the third`() throws {
        let markets = try JSONValue(parsing: ProjectFiles.contents("Fixtures/catalogue/markets.json"))
        guard case .object(let lists) = markets else { return #expect(Bool(false), "no object") }
        #expect(lists.members.map(\.name) == ["A", "B", "C"])
        for list in lists.members {
            guard case .array(let countries) = list.value else { continue }
            for case .string(let country) in countries {
                #expect(RuleSet.guide.market(of: country).rawValue == list.name, "\(country)")
                #expect(RuleSet.guide.market(of: country.lowercased()).rawValue == list.name, "\(country)")
                #expect(CountryCode.isKnown(country), "\(country)")
            }
            let listed = Market(rawValue: list.name).flatMap { RuleSet.guide.marketCountries[$0] }
            if let listed { #expect(listed.count == countries.count) }
        }
        #expect(!CountryCode.isKnown("Germany"))
        #expect(!CountryCode.isKnown("XX"))
    }
}
