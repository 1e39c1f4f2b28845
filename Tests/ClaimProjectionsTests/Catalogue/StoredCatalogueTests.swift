import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

/// A catalogue that changes while claims are made: stored state against replay; `LEDGER_SEED=…` runs one seed alone.
@Suite struct `The catalogue as stored state` {
    private static let locations: [LocationID] = ["l1", "l2"]
    private static let engagements: [EngagementID] = ["e1", "e2"]
    private static let users = ["ann", "bob"]
    private static let tenants = ["t1", "T1", "t2"]

    /// Random events, a day apart at most and now and then back in time, as the catalogue's may be.
    private struct Teller {
        var random: SeededGenerator
        var now = Instant(year: 2024, month: 1, day: 1)
        var count = 0
        var claims: [ClaimID] = []

        mutating func next() throws -> PreparedEvent {
            count += 1
            now = now.adding(hours: Int.random(in: 0...24, using: &random))
            if Int.random(in: 0..<3, using: &random) > 0 { return try ofCatalogue() }
            let known = claims.randomElement(using: &random)
            if let known, Bool.random(using: &random) {
                let step = [
                    Fact.consentRequested(dealSizeUSD: 1), .consentReceived, .submitted(poeAcknowledged: nil),
                    .cancelled,
                    .approved(Approved()),
                ].randomElement(using: &random)
                return try event(.claim(known), step ?? .cancelled)
            }
            let id = try #require(ClaimID("\(3_000_000 + count)"))
            claims.append(id)
            return try event(.claim(id), .customerClaimed(.partnerActivity(claim())))
        }

        private mutating func pick<Value>(_ values: [Value]) throws -> Value {
            try #require(values.randomElement(using: &random))
        }

        private mutating func claim() throws -> PartnerActivityClaim {
            PartnerActivityClaim(
                claimName: "n",
                engagement: EngagementReference(
                    id: try pick(engagements), name: "E", solutionArea: .modernWork, payout: .fixed, timeline: .standard
                ),
                customer: CustomerReference(idType: .tenantId, id: try pick(tenants)),
                partner: PartnerReference(id: "p", name: "P"), location: LocationReference(id: try pick(locations)),
                contacts: Contacts(
                    customer: Contact(name: "C", email: "c@c.example"),
                    partner: Contact(name: "P", email: "p@p.example")), requiredComponents: [])
        }

        private mutating func ofCatalogue() throws -> PreparedEvent {
            let (location, engagement) = (try pick(locations), try pick(engagements))
            let flag = Bool.random(using: &random)
            let at = now.adding(days: Int.random(in: -9...2, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0:
                let terms = EngagementPublished(
                    name: "E", solutionArea: .modernWork, payout: .fixed, timeline: .standard, requiredComponents: [],
                    claimLimit: flag ? nil : 2, isOpen: Int.random(in: 0..<3, using: &random) > 0)
                return try event(.engagement(engagement), .engagementPublished(terms), at: at)
            case 1:
                let enrolled = LocationEnrolled(partner: "p", country: "US", status: flag ? .enrolled : .invited)
                return try event(.location(location), .locationEnrolled(enrolled), at: at)
            case 2: return try event(.location(location), .payeeProfileCompleted, at: at)
            case 3:
                let set = PartnerEligibilitySet(engagement: engagement, isEligible: flag)
                return try event(.location(location), .partnerEligibilitySet(set), at: at)
            case 4:
                let set = CustomerEligibilitySet(idType: .tenantId, id: try pick(tenants), isEligible: flag)
                return try event(.engagement(engagement), .customerEligibilitySet(set), at: at)
            default:
                let role = RoleAssignment(user: UserID(try pick(users)), role: .incentiveUser)
                return try event(.location(location), flag ? .roleGranted(role) : .roleRevoked(role), at: at)
            }
        }

        private mutating func event(
            _ stream: ClaimLedger.Stream, _ fact: Fact, at instant: Instant? = nil
        ) throws -> PreparedEvent {
            try PreparedEvent(
                ClaimEvent(
                    id: EventID("e-\(count)"), source: "test", stream: stream, time: instant ?? now,
                    actor: Actor(.partner, ActorID(try pick(users))), fact: fact))
        }
    }

    @Test(arguments: SeededGenerator.seeds(1...6))
    func `answers and judges as a replay does`(_ seed: UInt64) throws {
        var teller = Teller(random: SeededGenerator(seed: seed))
        let clock = SettableClock(teller.now)
        let temporary = try TemporaryLedger(projections: [LiveClaims.self], clock: clock.read)
        for round in 0..<8 {
            let batch = try (0..<25).map { _ in try teller.next() }
            clock.set(teller.now)
            try temporary.ledger.append(batch)
            let now = teller.now
            let replayed = try Replay.fold(ClaimsProjection.self, over: temporary.ledger, now: now).state
            try temporary.ledger.readProjection(LiveClaims.self) { live in
                let comment: Comment = "seed \(seed), round \(round)"
                let violations = try live.violations()
                #expect(violations.json == replayed.violationAnswers.json, comment)
                for location in Self.locations {
                    for engagement in Self.engagements {
                        let customer = CustomerReference(idType: .tenantId, id: "t1")
                        let stored = try live.eligibility(
                            of: location, for: engagement, customer: customer, by: "ann", at: now)
                        let expected = replayed.eligibility(
                            of: location, for: engagement, customer: customer, by: "ann", at: now)
                        #expect(stored == expected, comment)
                    }
                }
            }
        }
        #expect(try temporary.ledger.compareProjection(LiveClaims.self).difference == nil, "seed \(seed)")
        // A history in which nothing of the catalogue is ever broken would tell nothing.
        let rules = try Replay.fold(ClaimsProjection.self, over: temporary.ledger, now: teller.now).state
            .violations.map(\.breach.rule.text)
        #expect(Set(rules).isSuperset(of: ["ELIG-1"]), "seed \(seed): \(Set(rules))")
    }
}
