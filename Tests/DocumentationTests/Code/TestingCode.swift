// snippet: story
import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing
// end

// snippet: story
@Suite struct `A customer's consent` {
    @Test func `comes too late after thirty days`() throws {
        let (claim, claimed) = try workshopClaimed()
        let asked = try ClaimEvent(
            id: "asked", source: "my-app", stream: .claim(claim), time: Instant(year: 2026, month: 1, day: 5),
            actor: Actor(.partner, "ann"), fact: .consentRequested(dealSizeUSD: 5_000))
        let story = try ClaimStory(given: [claimed, asked])
        let limit = Instant(year: 2026, month: 2, day: 4)
        try story.when(.receiveConsent, on: claim, by: Actor(.customer, "kim"), at: limit).thenRefused("PA-30")
        try story.when(.receiveConsent, on: claim, by: Actor(.customer, "kim"), at: limit.adding(microseconds: -1))
            .then(.consentReceived)
    }
}
// end

/// The code of "Testing".
@Suite struct `Testing an application` {
    @Test func `runs the scenario files of a folder`() throws {
        let folder = Snippets.path(of: "Fixtures/guide")
        // snippet: scenarios
        let report = try ScenarioCheck.run(paths: [folder])
        #expect(report.scenarios > 0)
        #expect(report.mismatches.isEmpty, "\(report.mismatches)")
        // end
    }

    @Test func `sets the clock`() async throws {
        // snippet: clock
        let clock = SettableClock(Instant(year: 2026, month: 1, day: 5))
        let temporary = try TemporaryLedger(projections: [LiveClaims.self], clock: clock.read)
        let desk = ClaimDesk(temporary.ledger)
        let keeper = DeadlineKeeper(desk, remindingSince: clock.now, clock: clock.read)
        clock.advance(days: 30)
        let round = try await keeper.round()
        #expect(round.at == Instant(year: 2026, month: 2, day: 4))
        // end
        #expect(temporary.ledger.identity.createdAt == Instant(year: 2026, month: 1, day: 5))
    }

    // snippet: seeds
    @Test(arguments: SeededGenerator.seeds(1...3))
    func `what is encoded is decoded`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let instant = Instant(microsecondsSinceEpoch: .random(in: 0...4_000_000_000_000_000, using: &random))
            #expect(try Instant(parsing: instant.description) == instant, "seed \(seed)")
        }
    }
    // end

    @Test func `puts a desk under load`() async throws {
        let seed: UInt64 = 7
        let temporary = try TemporaryLedger(projections: [LiveClaims.self])
        // snippet: load
        let desk = ClaimDesk(temporary.ledger)
        let tally = await DeskLoad(desk, seed: seed, claims: 10).run(tasks: 50, actionsEach: 4)
        await desk.close()
        #expect(tally.failures.isEmpty, "seed \(seed)")
        #expect(tally.acceptedCount + tally.refusedCount >= 200, "seed \(seed)")
        #expect(try temporary.ledger.compareProjection(LiveClaims.self).difference == nil, "seed \(seed)")
        // end
    }

    @Test func `makes histories to fold`() throws {
        // snippet: history
        var history = HistoryGenerator(seed: 7, mode: .permitted)
        var events: [PreparedEvent] = []
        for _ in 0..<50 { events.append(try history.next()) }
        // end
        #expect(events.count == 50)
    }
}
