import ClaimLedgerTesting
import Foundation
import Testing

@testable import ClaimLedger

@Suite struct `A projection kept as stored state` {
    let folder: LedgerFolder

    init() throws { folder = try LedgerFolder() }

    private func counts(_ ledger: Ledger) throws -> [String] {
        try ledger.readProjection(EventsPerStream.self) { try $0.counts() }
    }

    @Test func `follows within each append, and says how far it has come`() throws {
        let ledger = try Ledger.create(at: folder.path, projections: [EventsPerStream.self])
        #expect(try counts(ledger) == [])
        try ledger.append(notes(3, named: "a", on: .ticket("1")) + notes(2, named: "b", on: .ticket("2")))
        #expect(try counts(ledger) == ["ticket/1 3", "ticket/2 2"])
        let progress = try #require(try ledger.progress(of: EventsPerStream.self))
        #expect(progress.checkpoint == 5)
        #expect(progress.stop == nil)
    }

    @Test func `leaves nothing of an append that is refused`() throws {
        let ledger = try Ledger.create(at: folder.path, projections: [EventsPerStream.self])
        try ledger.append(notes(2, named: "a"))
        #expect(throws: AppendError.self) {
            try ledger.append(notes(3, named: "b"), to: .ticket("1"), expecting: .noStream)
        }
        #expect(try counts(ledger) == ["ticket/1 2"])
        #expect(try ledger.compareProjection(EventsPerStream.self).difference == nil)
    }

    @Test func `of a reader follows what other programs appended, without writing`() throws {
        do { try Ledger.create(at: folder.path, projections: [EventsPerStream.self]).append(notes(2, named: "a")) }
        do { try Ledger.open(at: folder.path).append(notes(4, named: "b", on: .ticket("2"))) }
        do {
            let reader = try Ledger.open(at: folder.path, access: .readOnly)
            #expect(try counts(reader) == ["ticket/1 2", "ticket/2 4"])
            #expect(try reader.progress(of: EventsPerStream.self)?.checkpoint == 2)
            #expect(try reader.compareProjection(EventsPerStream.self).checkpoint == 2)
        }
        // The next append of a program that knows the projection takes what was left out.
        let ledger = try Ledger.open(at: folder.path, projections: [EventsPerStream.self])
        #expect(try ledger.progress(of: EventsPerStream.self)?.checkpoint == 6)
    }

    @Test func `that is new is built when the ledger is opened with it`() throws {
        do { try Ledger.create(at: folder.path).append(notes(7, named: "a")) }
        let ledger = try Ledger.open(at: folder.path, projections: [EventsPerStream.self])
        #expect(try counts(ledger) == ["ticket/1 7"])
        #expect(throws: ProjectionError.notKept(name: "fastidious", version: 1)) {
            try ledger.readProjection(Fastidious.self) { _ in }
        }
    }

    @Test func `of the next version takes the place of the one before`() throws {
        do { try Ledger.create(at: folder.path, projections: [EventsPerStream.self]).append(notes(3, named: "a")) }
        let ledger = try Ledger.open(at: folder.path, projections: [EventsPerStreamDoubled.self])
        let doubled = try ledger.readProjection(EventsPerStreamDoubled.self) { try $0.counts.counts() }
        #expect(doubled == ["ticket/1 6"])
        #expect(try ledger.progress(of: EventsPerStream.self) == nil)
        // Nothing of the old state is left in the table.
        let entries = try ledger.environment.beginRead().count(ledger.tables.state)
        #expect(entries == 1)
    }

    @Test func `that throws stops with its place and reason, while others and appends go on`() throws {
        let projections: [any StoredProjection.Type] = [Fastidious.self, EventsPerStream.self]
        let ledger = try Ledger.create(at: folder.path, projections: projections)
        try ledger.append(notes(2, named: "a"))
        try ledger.append([note("b"), note("poison-1"), note("c")])
        try ledger.append([note("d")])
        #expect(try counts(ledger) == ["ticket/1 6"])
        let stopped = ProjectionError.stopped(
            name: "fastidious", version: 1, checkpoint: 2, sequence: 4, reason: "this is poison")
        #expect(throws: stopped) { try ledger.readProjection(Fastidious.self) { _ in } }
        #expect(throws: stopped) { try ledger.resume(Fastidious.self) }
        #expect(throws: stopped) { try ledger.catchUp(Fastidious.self) }
        #expect(
            stopped.description == """
                projection fastidious version 1 stopped at event 4, its state is that of 2: this is poison
                  mend the cause and resume it, or build it anew: Ledger.rebuild, or ledger-replay rebuild --ledger DIR
                """)
        #expect(try ledger.head() == 6)
    }

    @Test func `that has stopped does not keep a ledger from being opened`() throws {
        do { try Ledger.create(at: folder.path).append([note("a"), note("poison"), note("b")]) }
        let ledger = try Ledger.open(at: folder.path, projections: [Fastidious.self, EventsPerStream.self])
        #expect(try ledger.progress(of: Fastidious.self)?.stop?.sequence == 2)
        #expect(try counts(ledger) == ["ticket/1 3"])
    }

    @Test func `is built anew beside its state, and takes its place`() throws {
        let ledger = try Ledger.create(at: folder.path, projections: [EventsPerStream.self])
        try ledger.append(notes(5, named: "a"))
        try spoil(ledger, "ticket/1", to: [9])
        #expect(try counts(ledger) == ["ticket/1 9"])
        try ledger.rebuild(EventsPerStream.self)
        #expect(try counts(ledger) == ["ticket/1 5"])
        let entries = try ledger.environment.beginRead().count(ledger.tables.state)
        #expect(entries == 1)
        try ledger.append([note("b")])
        #expect(try counts(ledger) == ["ticket/1 6"])
    }

    @Test(
        arguments: [("ticket/1", [9], [9], [2]), ("ticket/0", [7], [7], nil), ("ticket/1", nil, nil, [2])]
            as [(String, [UInt8]?, [UInt8]?, [UInt8]?)])
    func `is compared with a replay, and the first difference is named`(
        key: String, value: [UInt8]?, stored: [UInt8]?, replayed: [UInt8]?
    ) throws {
        let ledger = try Ledger.create(at: folder.path, projections: [EventsPerStream.self])
        try ledger.append(notes(2, named: "a", on: .ticket("1")) + notes(2, named: "b", on: .ticket("2")))
        #expect(try ledger.compareProjection(EventsPerStream.self).entries == 2)
        try spoil(ledger, key, to: value)
        let difference = try #require(try ledger.compareProjection(EventsPerStream.self).difference)
        #expect(difference.name == key)
        #expect(difference.stored == stored)
        #expect(difference.replayed == replayed)
    }

    /// Changes an entry of the stored state behind the projection's back.
    private func spoil(_ ledger: Ledger, _ key: String, to value: [UInt8]?) throws {
        try ledger.environment.write { (transaction) throws(StorageError) in
            let rows = TableAccess(transaction, ledger.tables.projections)
            let state = TableAccess(transaction, ledger.tables.state)
            defer {
                rows.end()
                state.end()
            }
            guard let row = try ProjectionRow(EventsPerStream.self, .current, in: rows) else { return }
            var whole: [UInt8] = []
            whole.appendBigEndian(row.generation)
            whole += Array(key.utf8)
            let sealed = value.map { SealedBytes.seal($0, key: Array(key.utf8)) }
            if let sealed { try state.put(whole, sealed) } else { try state.remove(whole) }
        }
    }

    @Test func `follows outside the appends until its task is cancelled`() async throws {
        let ledger = try Ledger.create(at: folder.path)
        try ledger.append(notes(3, named: "a"))
        let follower = Task { try await ledger.followProjection(EventsPerStream.self) }
        for round in 0..<5 {
            let head = try ledger.append(notes(2, named: "r\(round)")).lastSequence
            while try ledger.progress(of: EventsPerStream.self)?.checkpoint != head { await Task.yield() }
        }
        follower.cancel()
        try await follower.value
        #expect(try counts(ledger) == ["ticket/1 13"])
    }

    @Test(arguments: SeededGenerator.seeds(1...20))
    func `shows changed and stored entries as one, in the order of their keys`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let environment = try Environment.create(directory: try plainFolder(), tables: ["state"])
        let table = environment[table: "state"]
        var model: [[UInt8]: [UInt8]] = [:]
        for round in 0..<4 {
            try environment.write { (transaction) throws(StorageError) in
                let access = TableAccess(transaction, table)
                defer { access.end() }
                let state = ProjectionState(access, generation: 7, of: EventsPerStream.self)
                for _ in 0..<12 {
                    let key = (0..<Int.random(in: 1...2, using: &random)).map { _ in
                        UInt8.random(in: 0...3, using: &random)
                    }
                    let value: [UInt8]? = Bool.random(using: &random) ? [UInt8(round)] : nil
                    state.set(value, for: key)
                    model[key] = value
                    let prefix: [UInt8] = Bool.random(using: &random) ? [] : [UInt8.random(in: 0...3, using: &random)]
                    let start = prefix + [UInt8.random(in: 0...3, using: &random)]
                    #expect(throws: Never.self, "seed \(seed)") {
                        var shown: [[UInt8]] = []
                        try state.forEach(prefix: prefix, from: start) { key, value in
                            shown += [key, value]
                            return true
                        }
                        let expected = model.filter {
                            $0.key.starts(with: prefix) && !$0.key.lexicographicallyPrecedes(start)
                        }
                        .sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { [$0.key, $0.value] }
                        #expect(shown == expected, "seed \(seed), round \(round)")
                    }
                }
                try state.write()
            }
        }
    }

    private func plainFolder() throws -> String {
        try folder.makeDirectory()
        return folder.path
    }
}
