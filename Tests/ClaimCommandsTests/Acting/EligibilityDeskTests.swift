import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

@Suite struct `Acting under the rules of eligibility` {
    private static let location = Stream.location("northwind-main")
    private static let engagement = Stream.engagement("workshop")

    private static func terms(open: Bool = true) -> Fact {
        .engagementPublished(
            EngagementPublished(
                name: "Workshop", solutionArea: .modernWork, payout: .fixed, timeline: .standard,
                requiredComponents: [.invoice], isOpen: open))
    }

    private static func enrolled(_ status: EnrolmentStatus) -> Fact {
        .locationEnrolled(LocationEnrolled(partner: "northwind", country: "US", status: status))
    }

    private func tell(_ story: ClaimStory, _ id: EventID, _ stream: Stream, _ fact: Fact, days: Int) throws {
        try story.desk.ledger.append([
            try PreparedEvent(
                ClaimEvent(
                    id: id, source: "test", stream: stream, time: Cast.start.adding(days: days), actor: Cast.microsoft,
                    fact: fact))
        ])
    }

    @Test func `refuses a new claim by what the ledger knows, and permits it once that is set right`() throws {
        let (story, claim) = (try ClaimStory(), try Cast.id(3_000_001))
        try tell(story, "1", Self.location, Self.enrolled(.invited), days: 0)
        try tell(story, "2", Self.engagement, Self.terms(open: false), days: 0)
        try story.tries(Cast.workshop(), on: claim, by: Cast.partner, days: 1).thenRefused("ELIG-1")
        try tell(story, "3", Self.location, Self.enrolled(.enrolled), days: 2)
        try story.tries(Cast.workshop(), on: claim, by: Cast.partner, days: 2).thenRefused("ELIG-1")
        try tell(story, "4", Self.location, .payeeProfileCompleted, days: 3)
        let barred = CustomerEligibilitySet(idType: .tenantId, id: "Contoso", isEligible: false)
        try tell(story, "5", Self.engagement, .customerEligibilitySet(barred), days: 3)
        try story.tries(Cast.workshop(), on: claim, by: Cast.partner, days: 3).thenRefused("ELIG-3")
        let allowed = CustomerEligibilitySet(idType: .tenantId, id: "contoso", isEligible: true)
        try tell(story, "6", Self.engagement, .customerEligibilitySet(allowed), days: 4)
        try story.tries(Cast.workshop(), on: claim, by: Cast.partner, days: 4).thenRefused("ELIG-5")
        try tell(story, "7", Self.engagement, Self.terms(), days: 5)
        try story.does(Cast.workshop(), on: claim, by: Cast.partner, days: 5).expectSound()
    }

    @Test func `refuses a customer's second claim from its consent on`() throws {
        let (story, first, second) = (try ClaimStory(), try Cast.id(3_000_001), try Cast.id(3_000_002))
        try tell(story, "1", Self.engagement, Self.terms(), days: 0)
        try story.does(Cast.workshop(), on: first, by: Cast.partner, days: 1)
            .does(.requestConsent(dealSizeUSD: 1), on: first, by: Cast.partner, days: 1)
            .does(.receiveConsent, on: first, by: Cast.customer, days: 2)
        try story.tries(Cast.workshop("litware"), on: second, by: Cast.partner, days: 2).thenRefused("ELIG-3")
        try story.does(.cancel, on: first, by: Cast.partner, days: 3)
            .does(Cast.workshop("litware"), on: second, by: Cast.partner, days: 3).expectSound()
    }

    @Test func `stored state answers as a replay does, and tells a partner nothing of a rival`() throws {
        let (story, claim) = (try ClaimStory(), try Cast.id(3_000_001))
        try tell(story, "1", Self.engagement, Self.terms(), days: 0)
        try tell(story, "2", Self.location, Self.enrolled(.enrolled), days: 0)
        for (id, user) in [("3", "ann"), ("4", "bob")] {
            let stream: Stream = user == "ann" ? Self.location : .location("litware-main")
            let role = RoleAssignment(user: UserID(user), role: .incentiveUser)
            try tell(story, EventID(id), stream, .roleGranted(role), days: 0)
        }
        try tell(story, "5", Self.location, .payeeProfileCompleted, days: 0)
        try story.does(Cast.workshop(), on: claim, by: Cast.partner, days: 1)
            .does(.requestConsent(dealSizeUSD: 1), on: claim, by: Cast.partner, days: 1)
            .does(.receiveConsent, on: claim, by: Cast.customer, days: 2)
        let now = Cast.start.adding(days: 3)
        let contoso = CustomerReference(idType: .tenantId, id: "CONTOSO")
        let replayed = try Replay.fold(ClaimsProjection.self, over: story.desk.ledger, now: now).state
            .eligibility(of: "northwind-main", for: "workshop", customer: contoso, at: now)
        try story.desk.ledger.readProjection(LiveClaims.self) { live in
            let stored = try live.eligibility(of: "northwind-main", for: "workshop", customer: contoso, at: now)
            #expect(stored == replayed)
            #expect(stored?.criteria.first { $0.name == .claimLimit }?.claims == [claim])
            let rival = try live.eligibility(
                of: "litware-main", for: "workshop", customer: contoso, at: now, viewer: .partner("bob"))
            let limit = rival?.criteria.first { $0.name == .claimLimit }
            #expect(limit?.verdict == .no)
            #expect(limit?.claims == [])
            #expect(limit?.reason == "the customer has reached the limit of 1 active or approved claim for workshop")
            let other = try live.eligibility(
                of: "northwind-main", for: "workshop", at: now, viewer: .partner("bob"))
            #expect(other == nil)
        }
        let statuses = try story.desk.ledger.readProjection(LiveClaims.self) { live in
            try [.partner("ann"), .partner("bob"), .customer("contoso"), .microsoft].map { viewer in
                try live.status(of: claim, asOf: now, viewer: viewer)?.claim
            }
        }
        #expect(statuses == [claim, nil, nil, claim])
        let actions = try story.desk.ledger.readProjection(LiveClaims.self) { live in
            try [.partner("ann"), .partner("bob"), .customer("contoso"), .microsoft].map { viewer in
                try live.actions(of: claim, at: now, viewer: viewer)?.isEmpty
            }
        }
        #expect(actions == [false, nil, nil, false])
    }

    @Test func `a refusal tells a customer and a partner nothing of a rival's claim`() throws {
        let (story, first, second) = (try ClaimStory(), try Cast.id(3_000_001), try Cast.id(3_000_002))
        try story.does(Cast.workshop(), on: first, by: Cast.partner)
            .does(.requestConsent(dealSizeUSD: 1), on: first, by: Cast.partner)
            .does(.receiveConsent, on: first, by: Cast.customer, days: 1)
            .does(Cast.workshop("litware"), on: second, by: Cast.partner, days: 2)
            .does(.requestConsent(dealSizeUSD: 1), on: second, by: Cast.partner, days: 2)
        let outcome = try story.tries(.receiveConsent, on: second, by: Cast.customer, days: 3)
        try outcome.thenRefused("PA-20")
        guard case .failure(let refusal) = outcome.result else { return }
        #expect(refusal.description.contains("another claim of another partner"))
        #expect(!refusal.description.contains(first.description))
    }

    @Test func `a desk answers as a viewer may see`() throws {
        let (story, claim) = (try ClaimStory(), try Cast.id(3_000_001))
        let role = RoleAssignment(user: "ann", role: .incentiveUser)
        try tell(story, "1", Self.location, .roleGranted(role), days: 0)
        try story.does(Cast.association(["Teams"]), on: claim, by: Cast.partner)
            .does(Cast.document("d", .poeDocument), on: claim, by: Cast.partner)
            .does(.submit(poeAcknowledged: true), on: claim, by: Cast.partner)
            .does(.approve(Approved(), split: nil), on: claim, by: Cast.microsoft, days: 1)
        let teams = Workload(name: "Teams")
        let owners = try [Viewer.auditor, .microsoft, .partner("ann"), .partner("bob"), .customer("CONTOSO")]
            .map { try story.desk.owner(of: teams, tenant: "contoso", viewer: $0)?.claim }
        #expect(owners == [claim, claim, claim, nil, claim])
        let other = try Cast.id(3_000_002)
        try story.does(Cast.workshop(), on: other, by: Cast.partner, days: 2)
        let counts = try [Viewer.auditor, .partner("ann"), .partner("bob"), .customer("contoso")].map { viewer in
            try story.desk.deadlines(from: Cast.start.adding(days: 2), before: .latest, viewer: viewer).count
        }
        #expect(counts == [1, 1, 0, 0])
    }
}
