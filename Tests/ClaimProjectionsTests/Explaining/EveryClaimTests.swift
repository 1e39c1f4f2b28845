import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

@Suite struct `Any claim of the two years, at any instant` {
    /// Quarters, and instants in between that fall on no event.
    static let instants = stride(from: 0, to: 760, by: 95).map {
        Instant(year: 2023, month: 11, day: 2).adding(days: $0).adding(hours: $0 % 24)
    }

    private func twoYears() throws -> TemporaryLedger {
        let temporary = try TemporaryLedger()
        let bytes = try ProjectFiles.contents("Fixtures/history/two-years.jsonl")
        _ = try Importer(ledger: temporary.ledger).run([MemoryInput(name: "two-years", bytes: bytes)])
        return temporary
    }

    @Test(arguments: instants)
    func `has an explanation that ends at its status, and an answer for each action`(_ instant: Instant) throws {
        let temporary = try twoYears()
        let ledger = temporary.ledger
        let selection = ReplaySelection(asOf: instant)
        var replayed = try Replay.fold(ClaimsProjection.self, over: ledger, selection, now: instant)
        replayed.state.advance(to: instant)
        let state = replayed.state
        #expect(!state.claims.isEmpty)
        for claim in state.claims {
            var history = try Replay.fold(into: HistoryProjection(of: claim.id), over: ledger, selection, now: instant)
            history.state.advance(to: instant)
            let explanation = try #require(history.state.explanation(asOf: instant))
            #expect(explanation.status == claim.status && explanation.since == claim.since, "\(claim.id)")
            #expect(explanation.because.last?.to == claim.status, "\(claim.id)")
            let actions = state.actionsNow(of: claim, at: instant)
            #expect(actions.count == 21)
            for action in actions {
                #expect(action.from.map { $0 > instant } ?? true && action.until.map { $0 > instant } ?? true)
                #expect(action.isAllowed ? action.from == nil : action.until == nil)
            }
        }
    }

    @Test(arguments: instants)
    func `turns from allowed to refused, and back, at the instants that its answer names`(_ instant: Instant) throws {
        let temporary = try twoYears()
        let ledger = temporary.ledger
        var replayed = try Replay.fold(
            ClaimsProjection.self, over: ledger, ReplaySelection(asOf: instant), now: instant)
        replayed.state.advance(to: instant)
        // From here on the clock alone moves.
        let now = replayed.state
        for claim in now.claims {
            for answer in now.actionsNow(of: claim, at: instant) {
                guard let turn = answer.from ?? answer.until else { continue }
                var later = now
                later.advance(to: turn)
                var before = now
                before.advance(to: turn.adding(microseconds: -1))
                let place = claim.place
                let after = later.actionsNow(of: later.claims[place], at: turn, party: answer.party)
                let just = before.actionsNow(
                    of: before.claims[place], at: turn.adding(microseconds: -1), party: answer.party)
                let isAllowed = { (rows: [ActionAnswer]) in rows.first { $0.action == answer.action }?.isAllowed }
                #expect(isAllowed(after) == !answer.isAllowed, "\(claim.id) \(answer.action) at \(turn)")
                #expect(isAllowed(just) == answer.isAllowed, "\(claim.id) \(answer.action) just before \(turn)")
            }
        }
    }
}
