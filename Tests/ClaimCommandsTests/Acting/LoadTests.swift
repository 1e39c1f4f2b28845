import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

@Suite struct `A thousand tasks acting on fifty claims` {
    @Test(arguments: SeededGenerator.seeds(1...1))
    func `leave a ledger without a violation, and stored state as a replay makes it`(_ seed: UInt64) async throws {
        let temporary = try TemporaryLedger(projections: [LiveClaims.self])
        let desk = ClaimDesk(temporary.ledger)
        var tally = await DeskLoad(desk, seed: seed).run(tasks: 1_000, actionsEach: 5)
        // How the tasks interleave is not the seed's to say: an action that never came off gets fifty fresh claims.
        for round in 1..<6 where tally.accepted.count < ClaimAction.allCases.count {
            let again = DeskLoad(
                desk, seed: seed, firstNumber: 3_000_001 + 100 * round,
                start: Instant(year: 2025 + round, month: 1, day: 1))
            let more = await again.run(tasks: 1_000, actionsEach: 5)
            tally = DeskLoad.Tally(tally, more)
        }
        await desk.close()
        #expect(tally.failures.isEmpty, "seed \(seed): \(tally.failures.prefix(3))")
        #expect(tally.acceptedCount >= 1_000, "seed \(seed): \(tally.accepted)")
        #expect(tally.refusedCount >= 1_000, "seed \(seed): \(tally.refused)")
        let never = ClaimAction.allCases.filter { tally.accepted[$0] == nil }
        #expect(never.isEmpty, "seed \(seed): \(never) never came off")
        let replayed = try Replay.fold(ClaimsProjection.self, over: temporary.ledger, now: .latest).state
        #expect(replayed.violations.isEmpty, "seed \(seed): \(replayed.violations.prefix(3))")
        #expect(try temporary.ledger.compareProjection(LiveClaims.self).difference == nil, "seed \(seed)")
    }
}
