import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import Testing

@Suite struct `An import of more than one batch` {
    private let bench: ImportBench

    init() throws { bench = try ImportBench() }

    @Test func `of 25,000 events in any order goes in three, by time and as given at equal times`() throws {
        var generator = SeededGenerator(seed: 25_000)
        let start = Instant(year: 2024, month: 1, day: 1)
        let events = (0..<25_000).map { place in
            (id: "\(place)", second: Int.random(in: 0..<6_000, using: &generator))
        }
        let lines = events.map { event in
            Lines.ticket(
                event.id, start.adding(microseconds: Int64(event.second) * 1_000_000).description,
                on: "\(event.second % 7)")
        }
        #expect(bench.run(lines.asFile) == .done(appended: 25_000, present: 0, violations: 0, last: 25_000))
        #expect(bench.appendedSoFar == [10_000, 20_000, 25_000])
        let expected = events.enumerated().sorted { ($0.element.second, $0.offset) < ($1.element.second, $1.offset) }
            .map(\.element.id)
        var place = 0
        var latest = Instant.earliest
        try bench.ledger.forEachEvent { event in
            // Reading the id as text costs a parse; every hundredth is enough, and the times say the rest.
            if event.time < latest { return false }
            if place.isMultiple(of: 100), try event.event().id.text != expected[place] { return false }
            latest = event.time
            place += 1
            return true
        }
        #expect(place == 25_000)
    }

    @Test func `ends a batch before it would take more than 16 MiB`() throws {
        let text = (0..<300).map { Lines.ticket("\($0)", owner: String(repeating: "x", count: 60_000)) }.asFile
        #expect(bench.run(text) == .done(appended: 300, present: 0, violations: 0, last: 300))
        #expect(bench.appendedSoFar == [278, 300])
    }

    @Test func `goes on behind what another process appends while it is checked`() throws {
        let lines = Lines.many(1_500)
        var others = [Lines.ticket("other"), lines[7]]
        let outcome = bench.run(lines.asFile) { progress in
            guard progress.phase == .checking, let line = others.popLast() else { return }
            self.appendAsOther(line)
        }
        #expect(outcome == .done(appended: 1_499, present: 1, violations: 0, last: 1_501))
        #expect(try bench.ids().prefix(4) == ["7", "other", "0", "1"])
    }

    @Test func `goes on behind what another process appends between two batches`() throws {
        let lines =
            [
                Lines.claimed("claimed", "2023-01-01T00:00:00Z", claim: "5"),
                Lines.approved("breach-1", "2023-01-02T00:00:00Z", claim: "5"),
            ] + Lines.many(10_000) + [Lines.approved("breach-2", "2025-01-02T00:00:00Z", claim: "5")]
        var hasInterfered = false
        let outcome = bench.run(lines.asFile) { progress in
            guard progress.phase == .appending, progress.done == 10_000, !hasInterfered else { return }
            hasInterfered = true
            self.appendAsOther(Lines.approved("other", "2024-12-01T00:00:00Z", claim: "5"))
        }
        #expect(outcome == .done(appended: 10_003, present: 0, violations: 2, last: 10_004))
        #expect(try bench.ledger.snapshot().sequence(of: "other", from: "test") == 10_001)
        #expect(try bench.ledger.snapshot().sequence(of: "breach-2", from: "test") == 10_004)
    }

    @Test func `stops when another process has made what it was to make, and leaves whole batches`() throws {
        let lines = Lines.many(1_500) + [Lines.claimed("mine", "2025-01-01T00:00:00Z", claim: "5")]
        var hasInterfered = false
        let outcome = bench.run(lines.asFile) { progress in
            guard progress.phase == .checking, !hasInterfered else { return }
            hasInterfered = true
            self.appendAsOther(Lines.claimed("theirs", "2024-12-01T00:00:00Z", claim: "5"))
        }
        #expect(outcome == .stopped(.malformed, "a.jsonl:1501: event mine: claim 5 exists already (FACT-4)"))
        #expect(try bench.ids() == ["theirs"])
    }

    private func appendAsOther(_ line: String) {
        #expect(throws: Never.self) {
            try bench.ledger.append([PreparedEvent(ClaimEvent(parsing: Array(line.utf8)))])
        }
    }
}
