import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

/// Properties over random histories; `LEDGER_SEED=…` runs one seed alone.
@Suite struct `Folding random histories` {
    static let seeds = SeededGenerator.seeds(1...12)

    /// Everything a state answers, as bytes.
    private func answers(_ state: ClaimsProjection, asOf instant: Instant) -> [UInt8] {
        var state = state
        state.advance(to: instant)
        let claims = state.claimsByNumber
        let all: JSONValue = [
            "status": claims.map { state.status(of: $0, asOf: instant) }.json,
            "ownership": state.ownership(history: true).json, "conflicts": state.conflictAnswers().json,
            "violations": state.violationAnswers.json,
            "actions": .array(claims.map { state.actionsNow(of: $0, at: instant).json }),
        ]
        return all.canonicalBytes()
    }

    private func history(
        _ seed: UInt64, _ mode: HistoryGenerator.Mode, events: Int
    ) throws -> (events: [PreparedEvent], generator: HistoryGenerator) {
        var generator = HistoryGenerator(seed: seed, mode: mode)
        var made: [PreparedEvent] = []
        for _ in 0..<events { made.append(try generator.next()) }
        return (made, generator)
    }

    @Test(arguments: seeds)
    func `permitted actions are never violations, and open a slot to one owner at a time`(_ seed: UInt64) throws {
        var generator = HistoryGenerator(seed: seed, mode: .permitted)
        for _ in 0..<250 {
            let event = try generator.next()
            let breach = generator.outcome.breach
            #expect(
                breach == nil,
                "seed \(seed): \(event.kind) at \(event.time): \(breach.map(String.init(describing:)) ?? "")")
        }
    }

    @Test(arguments: seeds)
    func `a final status is left only by a violation`(_ seed: UInt64) throws {
        var generator = HistoryGenerator(seed: seed, mode: .messy)
        var left = 0
        for _ in 0..<300 {
            _ = try generator.next()
            let outcome = generator.outcome
            guard let from = outcome.from, from.endsClaim, outcome.to != from, !outcome.confirms else { continue }
            left += 1
            #expect(outcome.breach != nil, "seed \(seed): \(from) was left without a violation")
        }
        #expect(left > 0, "seed \(seed) never tried: choose another")
    }

    @Test(arguments: seeds)
    func `one pass through a ledger equals the fold of every prefix, and folding in two parts`(_ seed: UInt64) throws {
        let (events, generator) = try history(seed, .messy, events: 80)
        let temporary = try TemporaryLedger()
        try temporary.ledger.append(events)
        let asOf = generator.now
        let whole = try Replay.fold(ClaimsProjection.self, over: temporary.ledger, now: asOf).state
        #expect(answers(whole, asOf: asOf) == answers(generator.claims, asOf: asOf))
        for cut in [1, 20, 40, 79] {
            let first = try Replay.fold(
                ClaimsProjection.self, over: temporary.ledger, ReplaySelection(atSequence: UInt64(cut)), now: asOf)
            var state = first.state
            try temporary.ledger.forEachEvent(in: UInt64(cut + 1)...80) { event in
                try state.evolve(event)
                return true
            }
            #expect(answers(state, asOf: asOf) == answers(whole, asOf: asOf), "seed \(seed), cut after \(cut)")
        }
    }

    @Test(arguments: seeds)
    func `recording what lapsed changes no status, deadline, owner or violation`(_ seed: UInt64) throws {
        let (events, generator) = try history(seed, .messy, events: 60)
        let temporary = try TemporaryLedger()
        try temporary.ledger.append(events)
        let asOf = generator.now.adding(days: 400)
        func picture() throws -> [JSONValue] {
            var replayed = try Replay.fold(ClaimsProjection.self, over: temporary.ledger, now: asOf)
            replayed.state.advance(to: asOf)
            let state = replayed.state
            return [
                .array(state.claimsByNumber.map { .string("\($0.id) \($0.status) \($0.since)") }),
                state.ownership(history: true).json, state.conflictAnswers().json, state.violationAnswers.json,
                state.deadlines(after: asOf).json,
            ]
        }
        let before = try picture()
        let report = try LapseRecorder(ledger: temporary.ledger).record(asOf: asOf)
        #expect(try picture() == before, "seed \(seed)")
        let again = try LapseRecorder(ledger: temporary.ledger).record(asOf: asOf)
        #expect(again.recorded.isEmpty && again.lastSequence == report.lastSequence)
    }
}
