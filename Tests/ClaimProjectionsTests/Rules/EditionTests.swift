import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

@Suite struct `Editions of the rules` {
    /// An edition in force from the beginning that changes every figure.
    static let everyFigure = #"""
        {"specversion":"1.0","id":"all-figures","source":"test","type":"claimledger.rules-adopted.v1","subject":"rules","time":"2000-01-01T00:00:00Z","actorparty":"microsoft","actorid":"rules-desk","data":{"edition":"changed","effectiveFrom":"2000-01-01T00:00:00Z","figures":{"consentDays":31,"resendHours":25,"disputeDays":31,"afterDisputeDays":31,"answerDays":15,"conflictDays":15,"poeAgeMonths":13,"timelines":{"assessment":{"submit":61,"complete":91},"standard":{"submit":91,"complete":121},"smallProject":{"submit":121,"complete":151},"mediumProject":{"submit":201,"complete":231},"largeProject":{"submit":261,"complete":291}}}}}

        """#

    /// The two years without the edition they adopt themselves, and without records of lapses, which would come too early.
    private func history() throws -> [UInt8] {
        let lines = try ProjectFiles.contents("Fixtures/history/two-years.jsonl").split(separator: UInt8(ascii: "\n"))
        return lines.filter { line in
            let text = String(decoding: line, as: UTF8.self)
            return !text.contains("rules-adopted") && !text.contains("claimledger.expired")
                && !text.contains("noResponse")
        }
        .flatMap { $0 + [UInt8(ascii: "\n")] }
    }

    private func deadlines(of bytes: [UInt8], at instants: [Instant]) throws -> [String: DeadlineAnswer] {
        let temporary = try TemporaryLedger()
        _ = try Importer(ledger: temporary.ledger).run([MemoryInput(name: "history", bytes: bytes)])
        var found: [String: DeadlineAnswer] = [:]
        for instant in instants {
            var replayed = try Replay.fold(
                ClaimsProjection.self, over: temporary.ledger, ReplaySelection(asOf: instant), now: instant)
            replayed.state.advance(to: instant)
            for deadline in replayed.state.deadlines(after: instant) {
                found["\(instant) \(deadline.claim)"] = deadline
            }
        }
        return found
    }

    @Test func `with every figure changed, every deadline of the two-year history moves by a day`() throws {
        let bytes = try history()
        let start = Instant(year: 2023, month: 11, day: 1)
        let instants = stride(from: 0, to: 730, by: 15).map { start.adding(days: $0) }
        let before = try deadlines(of: bytes, at: instants)
        let after = try deadlines(of: Array(Self.everyFigure.utf8) + bytes, at: instants)
        #expect(before.count > 100)
        var moved = 0
        for (place, deadline) in before {
            let changed = try #require(after[place], "\(place): \(deadline.rule) is gone")
            // A claim that carries limits of its own keeps them (PA-30).
            if changed.at == deadline.at {
                #expect(ownDeadlines(deadline.claim, bytes), "\(place) \(deadline.rule) did not move")
                continue
            }
            moved += 1
            #expect(changed.at == deadline.at.adding(days: 1), "\(place) \(deadline.rule)")
            #expect(changed.edition == "changed" && deadline.edition == RuleSet.guide.edition)
        }
        #expect(moved > 100)
    }

    /// Whether a claim's creation carries `deadlines`.
    private func ownDeadlines(_ claim: ClaimID, _ bytes: [UInt8]) -> Bool {
        bytes.split(separator: UInt8(ascii: "\n")).contains { line in
            let text = String(decoding: line, as: UTF8.self)
            return text.contains("claim/\(claim)\"") && text.contains("\"deadlines\"")
        }
    }

    @Test func `the guide's figures are those of the rulebook`() {
        let guide = RuleSet.guide
        let figures = [
            guide.consentDays, guide.resendHours, guide.disputeDays, guide.afterDisputeDays, guide.answerDays,
            guide.conflictDays, guide.poeAgeMonths,
        ]
        #expect(figures == [30, 24, 30, 30, 14, 14, 12])
        #expect(guide.reminderDays == [14, 7, 3, 1] && guide.assignmentBusinessHours == 48)
        let days = Timeline.allCases.map { [guide.days($0).submit, guide.days($0).complete] }
        #expect(days == [[60, 90], [90, 120], [120, 150], [200, 230], [260, 290]])
    }
}
