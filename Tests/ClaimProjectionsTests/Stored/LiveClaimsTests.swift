import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

/// Stored state against replay; `LEDGER_SEED=…` runs one seed alone.
@Suite struct `Claims kept as stored state` {
    static let seeds = SeededGenerator.seeds(1...8)

    /// Everything that can be asked of one claim and the clock, by stored state and by replay.
    private func compare(_ ledger: Ledger, asOf instant: Instant, _ comment: Comment) throws {
        var replayed = try Replay.fold(ClaimsProjection.self, over: ledger, now: instant).state
        replayed.advance(to: instant)
        let claims = replayed.claimsByNumber
        try ledger.readProjection(LiveClaims.self) { live in
            for claim in claims {
                let status = try live.status(of: claim.id, asOf: instant)
                #expect(status == replayed.status(of: claim, asOf: instant), comment)
                let actions = try live.actions(of: claim.id, at: instant)
                #expect(actions == replayed.actionsNow(of: claim, at: instant), comment)
            }
        }
        try ledger.readProjection(LiveClaims.self) { live in
            let pending = replayed.deadlines(after: instant)
            let deadlines = try live.deadlines(from: instant.adding(microseconds: 1), before: .latest)
            #expect(deadlines == pending, comment)
            let next = try live.nextDeadline(from: instant.adding(microseconds: 1))
            #expect(next?.at == pending.first?.at, comment)
            let unrecorded = claims.flatMap { claim in claim.lapses.filter { $0.recordedBy == nil }.map { $0.at } }
            let lapses = try live.unrecordedLapses(by: instant).map(\.lapse.at)
            #expect(lapses == unrecorded.sorted(), comment)
            for row in replayed.ownership() {
                let workload = Workload(name: row.workload, subscription: row.subscription)
                let owner = try live.owner(of: workload, tenant: row.tenant)
                #expect(owner == row, comment)
            }
            let violations = try live.violations()
            #expect(violations.json == replayed.violationAnswers.json, comment)
        }
    }

    /// Other figures for counts that started up to three weeks ago: every deadline among them moves.
    private func newFigures(from instant: Instant) throws -> PreparedEvent {
        var figures = RulesAdopted.Figures()
        figures.consentDays = 17
        figures.answerDays = 6
        figures.timelines = [.standard: RulesAdopted.Figures.TimelineDays(submit: 44, complete: 45)]
        return try PreparedEvent(
            ClaimEvent(
                id: "figures", source: "test", stream: .rules, time: instant, actor: Actor(.microsoft, "m"),
                fact: .rulesAdopted(RulesAdopted(edition: "shorter", effectiveFrom: instant, figures: figures))))
    }

    @Test(arguments: seeds, [HistoryGenerator.Mode.permitted, .messy])
    func `answers as a replay does after every append`(_ seed: UInt64, _ mode: HistoryGenerator.Mode) throws {
        let clock = SettableClock(Instant(year: 2024, month: 1, day: 1))
        let temporary = try TemporaryLedger(projections: [LiveClaims.self], clock: clock.read)
        var generator = HistoryGenerator(seed: seed, mode: mode)
        var random = SeededGenerator(seed: seed)
        for round in 0..<12 {
            let batch = try (0..<Int.random(in: 1...15, using: &random)).map { _ in try generator.next() }
            clock.set(generator.now)
            if round == 6 { try temporary.ledger.append([newFigures(from: generator.now.adding(days: -20))]) }
            try temporary.ledger.append(batch)
            for days in [0, 20, 400] {
                try compare(
                    temporary.ledger, asOf: generator.now.adding(days: days),
                    "seed \(seed), round \(round), \(days) days later")
            }
        }
        #expect(try temporary.ledger.compareProjection(LiveClaims.self).difference == nil, "seed \(seed)")
    }
}
