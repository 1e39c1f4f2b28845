import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import Testing

@Suite struct `An imported history` {
    @Test func `is exported as it was given, apart from the three added members and the order`() throws {
        let lines = try Lines.twoYears()
        let bench = try ImportBench()
        #expect(try imports(lines, into: bench) == UInt64(lines.count))
        let given = try lines.map { try ClaimEvent(parsing: Array($0.utf8)) }
        // The file is in order of time.
        let exported = try bench.export()
        #expect(exported.count == given.count)
        var versions: [String: Int64] = [:]
        for (place, (line, event)) in zip(exported, given).enumerated() {
            guard case .object(var members) = try JSONValue(parsing: line) else { return }
            versions[event.stream.subject, default: 0] += 1
            #expect(
                members["sequence"]
                    == .string(String(repeating: "0", count: 20 - "\(place + 1)".count) + "\(place + 1)"))
            #expect(members["recordedtime"] == "2026-01-01T00:00:00Z")
            #expect(members["streamversion"] == .integer(versions[event.stream.subject] ?? 0))
            for name in ["sequence", "recordedtime", "streamversion"] { members[name] = nil }
            #expect(JSONValue.object(members).canonicalBytes() == JSONValue.object(event.json).canonicalBytes())
        }
    }

    @Test func `is there already when it is imported again, from its own export too`() throws {
        let lines = try Lines.twoYears()
        let bench = try ImportBench()
        try imports(lines, into: bench)
        let records = try bench.records()
        let export = try bench.export().map { String(decoding: $0, as: UTF8.self) }
        for again in [lines, export, lines.reversed()] {
            let count = lines.count
            #expect(
                bench.run(again.asFile)
                    == .done(appended: 0, present: count, violations: 0, last: UInt64(count)))
        }
        #expect(try bench.records() == records)
        // In another ledger its export gives the very same records.
        let other = try ImportBench()
        try imports(export, into: other)
        #expect(try other.records() == records)
    }

    @Test(arguments: SeededGenerator.seeds(1...4))
    func `with distinct times gives the same ledger in whatever order and files it comes`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let lines = try distinctTimes(Lines.twoYears())
        let sorted = try ImportBench()
        try imports(lines, into: sorted)
        let shuffled = lines.shuffled(using: &generator)
        let cuts = [
            Int.random(in: 0...lines.count, using: &generator), Int.random(in: 0...lines.count, using: &generator),
        ].sorted()
        let bench = try ImportBench()
        let outcome = bench.run(
            shuffled[..<cuts[0]].asFile, shuffled[cuts[0]..<cuts[1]].asFile, shuffled[cuts[1]...].asFile)
        guard case .done(lines.count, 0, _, UInt64(lines.count)) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(try bench.records() == sorted.records())
    }

    @Test(arguments: SeededGenerator.seeds(1...4))
    func `in parts, each later than the one before, is the same as at once`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let lines = try Lines.twoYears()
        let whole = try ImportBench()
        let expected = whole.run(lines.asFile)
        let parts = try ImportBench()
        var violations = 0
        var start = 0
        while start < lines.count {
            let end = min(lines.count, start + Int.random(in: 1...200, using: &generator))
            guard case .done(_, 0, let found, _) = parts.run(lines[start..<end].asFile) else {
                Issue.record("part \(start)..<\(end)")
                return
            }
            violations += found
            start = end
        }
        let count = lines.count
        #expect(expected == .done(appended: count, present: 0, violations: violations, last: UInt64(count)))
        #expect(try parts.records() == whole.records())
    }

    /// Gives the head afterwards.
    @discardableResult
    private func imports(_ lines: [String], into bench: ImportBench) throws -> UInt64 {
        guard case .done(lines.count, 0, _, let head) = bench.run(lines.asFile) else {
            Issue.record("not imported")
            return 0
        }
        return head
    }

    /// The lines, in order of time, with times that repeat moved on by a microsecond.
    private func distinctTimes(_ lines: [String]) throws -> [String] {
        var latest = Instant.earliest
        return try lines.map { line in
            guard case .object(var members) = try JSONValue(parsing: Array(line.utf8)),
                case .string(let text) = members["time"]
            else { return line }
            let time = try Instant(parsing: text)
            latest = time > latest ? time : latest.adding(microseconds: 1)
            members["time"] = .string(latest.description)
            return String(decoding: JSONValue.object(members).canonicalBytes(), as: UTF8.self)
        }
    }
}
