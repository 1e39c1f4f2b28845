import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

@Suite struct `Acting under the rules` {
    @Test func `leads a workshop's claim from its making to approval`() throws {
        let (story, claim) = (try ClaimStory(), try Cast.id(3_000_001))
        try story.does(Cast.workshop(), on: claim, by: Cast.partner)
            .does(.requestConsent(dealSizeUSD: 5_000), on: claim, by: Cast.partner, days: 1)
            .does(.receiveConsent, on: claim, by: Cast.customer, days: 2)
            .does(Cast.document("d1", .invoice), on: claim, by: Cast.partner, days: 3)
            .does(.submit(poeAcknowledged: nil), on: claim, by: Cast.partner, days: 4)
            .does(.startReview, on: claim, by: Cast.microsoft, days: 5)
            .does(.approve(Approved(), split: nil), on: claim, by: Cast.microsoft, days: 6)
            .expectSound()
        let status = try story.desk.status(of: claim, asOf: Cast.start.adding(days: 6))
        #expect(status?.status == .approved)
        #expect(status?.since == Cast.start.adding(days: 6))
        #expect(try story.desk.ledger.head() == 7)
    }

    @Test func `refuses what a rule forbids, and appends nothing`() throws {
        let (story, claim) = (try ClaimStory(), try Cast.id(3_000_001))
        try story.does(Cast.workshop(), on: claim, by: Cast.partner)
        try story.tries(.approve(Approved(), split: nil), on: claim, by: Cast.microsoft, days: 1).thenRefused("ACT-1")
        try story.tries(.submit(poeAcknowledged: nil), on: claim, by: Cast.microsoft, days: 1).thenRefused("ACT-1")
        try story.tries(.requestConsent(dealSizeUSD: nil), on: claim, by: Cast.partner).thenRefused("PA-2")
        try story.tries(Cast.workshop(), on: claim, by: Cast.partner, days: 1).thenRefused("FACT-4")
        try story.tries(.cancel, on: try Cast.id(9), by: Cast.partner, days: 1).thenRefused("FACT-4")
        try story.tries(.cancel, on: claim, by: Cast.partner, micros: -1).thenRefused("FACT-4")
        #expect(try story.desk.ledger.head() == 1)
    }

    @Test func `names what a submission lacks`() throws {
        let (story, claim) = (try ClaimStory(), try Cast.id(3_000_001))
        try story.does(Cast.workshop(), on: claim, by: Cast.partner)
            .does(.requestConsent(dealSizeUSD: 5_000), on: claim, by: Cast.partner)
            .does(.receiveConsent, on: claim, by: Cast.customer)
        let outcome = try story.tries(.submit(poeAcknowledged: nil), on: claim, by: Cast.partner, days: 1)
        try outcome.thenRefused("POE-1")
        guard case .failure(let refusal) = outcome.result else { return }
        #expect(refusal.missing == [.invoice])
        #expect(refusal.description == "claim 3000001: partner may not submit (POE-1): missing invoice")
    }

    @Test func `says from when on a mail may be sent again, and lets it then`() throws {
        let (story, claim) = (try ClaimStory(), try Cast.id(3_000_001))
        try story.does(Cast.workshop(), on: claim, by: Cast.partner)
            .does(.requestConsent(dealSizeUSD: 5_000), on: claim, by: Cast.partner)
        let early = try story.tries(
            .requestConsent(dealSizeUSD: 5_000), on: claim, by: Cast.partner, days: 1, micros: -1)
        try early.thenRefused("TIME-5")
        guard case .failure(let refusal) = early.result else { return }
        #expect(refusal.from == Cast.start.adding(days: 1))
        #expect(refusal.until == nil)
        try story.tries(.requestConsent(dealSizeUSD: 5_000), on: claim, by: Cast.partner, days: 1)
            .then(.consentRequested(dealSizeUSD: 5_000))
    }

    @Test(arguments: [(-1, nil), (0, "PA-30")] as [(Int64, String?)])
    func `is possible until the last microsecond of a deadline`(micros: Int64, rule: String?) throws {
        let (story, claim) = (try ClaimStory(), try Cast.id(3_000_001))
        try story.does(Cast.workshop(), on: claim, by: Cast.partner)
            .does(.requestConsent(dealSizeUSD: 5_000), on: claim, by: Cast.partner)
        let outcome = try story.tries(.receiveConsent, on: claim, by: Cast.customer, days: 30, micros: micros)
        guard let rule else {
            try outcome.then(.consentReceived).expectSound()
            return
        }
        try outcome.thenRefused(RuleID(rule))
        guard case .failure(let refusal) = outcome.result else { return }
        #expect(refusal.until == Cast.start.adding(days: 30))
    }

    @Test func `rejects the rivals of a consent in the same transaction`() throws {
        let story = try ClaimStory()
        let (first, second, own) = (try Cast.id(3_000_001), try Cast.id(3_000_002), try Cast.id(3_000_003))
        try story.does(Cast.workshop("northwind"), on: first, by: Cast.partner)
            .does(Cast.workshop("litware"), on: second, by: Cast.partner)
            .does(Cast.workshop("northwind"), on: own, by: Cast.partner)
            .does(.requestConsent(dealSizeUSD: 5_000), on: first, by: Cast.partner)
        let outcome = try story.tries(.receiveConsent, on: first, by: Cast.customer, days: 1, id: "consent")
        try outcome.then(.consentReceived, .rejected(Rejected(cause: .competingConsent)))
        guard case .success(let performed) = outcome.result else { return }
        #expect(performed.events.map(\.event.stream) == [.claim(first), .claim(second)])
        #expect(performed.events.map(\.event.causationID) == [nil, "consent"])
        #expect(try story.desk.status(of: second, asOf: Cast.start.adding(days: 1))?.status == .rejectedFinal)
        #expect(try story.desk.status(of: own, asOf: Cast.start.adding(days: 1))?.status == .customerClaimed)
        try story.expectSound()
    }

    @Test func `splits off what an approval leaves over`() throws {
        let (story, claim, split) = (try ClaimStory(), try Cast.id(3_000_001), try Cast.id(3_000_002))
        try story.does(Cast.association(["Exchange", "Teams"]), on: claim, by: Cast.partner)
            .does(Cast.document("d1", .poeDocument), on: claim, by: Cast.partner)
            .does(.submit(poeAcknowledged: true), on: claim, by: Cast.partner)
        let some = Approved(workloads: [Workload(name: "Exchange")])
        try story.tries(.approve(some, split: nil), on: claim, by: Cast.microsoft, days: 1).thenRefused("CPOR-9")
        try story.tries(.approve(some, split: claim), on: claim, by: Cast.microsoft, days: 1).thenRefused("FACT-4")
        let outcome = try story.tries(.approve(some, split: split), on: claim, by: Cast.microsoft, days: 1)
        guard case .success(let performed) = outcome.result else { return }
        #expect(performed.events.map(\.event.stream) == [.claim(claim), .claim(split)])
        let status = try story.desk.status(of: split, asOf: Cast.start.adding(days: 1))
        #expect(status?.status == .partnerActionRequired)
        #expect(status?.nextDeadline?.at == Cast.start.adding(days: 15))
        #expect(try story.desk.owner(of: Workload(name: "Exchange"), tenant: "CONTOSO")?.claim == claim)
        #expect(try story.desk.owner(of: Workload(name: "Teams"), tenant: "contoso") == nil)
        try story.expectSound()
    }

    @Test func `answers a repeated command with the first answer`() throws {
        let (story, claim) = (try ClaimStory(), try Cast.id(3_000_001))
        let first = try story.tries(Cast.workshop(), on: claim, by: Cast.partner, id: "c-1")
        let again = try story.tries(Cast.workshop(), on: claim, by: Cast.partner, days: 3, id: "c-1")
        try again.thenNothing()
        guard case .success(let made) = first.result, case .success(let repeated) = again.result else { return }
        #expect(repeated.events == made.events)
        #expect(throws: PerformError.differentCommand(id: "c-1", sequence: 1)) {
            try story.tries(.cancel, on: claim, by: Cast.partner, days: 3, id: "c-1")
        }
        #expect(try story.desk.ledger.head() == 1)
    }

    @Test func `needs a role where the ledger holds roles of the location`() throws {
        let (story, claim) = (try ClaimStory(), try Cast.id(3_000_001))
        func role(_ id: EventID, _ fact: Fact, days: Int) throws -> PreparedEvent {
            try PreparedEvent(
                ClaimEvent(
                    id: id, source: "test", stream: .location("northwind-main"), time: Cast.start.adding(days: days),
                    actor: Cast.microsoft, fact: fact))
        }
        try story.desk.ledger.append([
            role("r1", .roleGranted(RoleAssignment(user: "ann", role: .incentiveUser)), days: 1),
            role("r2", .roleRevoked(RoleAssignment(user: "ann", role: .incentiveUser)), days: 5),
        ])
        try story.tries(Cast.workshop(), on: claim, by: Cast.partner, days: 1, micros: -1).thenRefused("ACT-4")
        try story.tries(Cast.workshop(), on: claim, by: Actor(.partner, "bob"), days: 2).thenRefused("ACT-4")
        try story.does(Cast.workshop(), on: claim, by: Cast.partner, days: 1)
        try story.tries(.cancel, on: claim, by: Cast.partner, days: 5).thenRefused("ACT-4")
        // Another location has no roles in the ledger, and there none is asked for.
        try story.does(
            Cast.workshop("litware"), on: try Cast.id(3_000_002), by: Actor(.partner, "bob"), days: 5)
        try story.does(.cancel, on: claim, by: Cast.partner, days: 5, micros: -1)
    }

    @Test func `records lapses once, and tells what came of it`() async throws {
        let (story, claim) = (try ClaimStory(), try Cast.id(3_000_001))
        try story.does(Cast.workshop(), on: claim, by: Cast.partner)
        let due = Cast.start.adding(days: 30)
        #expect(try await story.desk.recordLapses(asOf: due.adding(microseconds: -1)).recorded.isEmpty)
        let report = try await story.desk.recordLapses(asOf: due.adding(days: 9))
        #expect(report.recorded.map(\.claim) == [claim])
        #expect(report.recorded.map(\.at) == [due])
        #expect(report.lastSequence == 2)
        #expect(try await story.desk.recordLapses(asOf: due.adding(days: 10)).recorded.isEmpty)
        try story.expectSound()
    }

    @Test func `reminds so many days ahead, each time once`() async throws {
        let clock = SettableClock(Cast.start)
        let (story, claim) = (try ClaimStory(), try Cast.id(3_000_001))
        try story.does(Cast.workshop(), on: claim, by: Cast.partner)
        let keeper = DeadlineKeeper(story.desk, remindingSince: Cast.start, clock: clock.read)
        var told: [Int] = []
        for _ in 0..<32 {
            let round = try await keeper.round()
            told += round.reminders.map(\.daysAhead)
            clock.advance(days: 1)
        }
        #expect(told == [14, 7, 3, 1])
        #expect(try story.desk.status(of: claim, asOf: clock.now)?.status == .customerConsentExpired)
        #expect(try story.desk.ledger.head() == 2)
    }
}
