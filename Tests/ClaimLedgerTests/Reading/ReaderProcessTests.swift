#if os(Linux)
    import Glibc
    import Testing

    @testable import ClaimLedger

    /// Two processes on one ledger; the child is an exit test's.
    @Suite struct `A ledger shared with another process` {
        private let folder: LedgerFolder

        init() throws { folder = try LedgerFolder() }

        @Test func `is read in whole batches while this one appends`() async throws {
            let ledger = try Ledger.create(at: folder.path)
            try ledger.append(notes(5, named: "first"))
            async let writing: Void = appendBatches(ledger)
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                try readWholeBatches(path)
            }
            try await writing
            #expect(try ledger.head() == 405)
        }

        @Test func `takes the events of both, each in a place of its own`() async throws {
            let ledger = try Ledger.create(at: folder.path)
            async let writing: Void = appendBatches(ledger)
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                let ledger = try Ledger.open(at: path)
                for batch in 1...40 { try ledger.append(notes(5, named: "child-\(batch)", on: .rules)) }
            }
            try await writing
            let stored = try ledger.storedNotes()
            #expect(stored.map(\.sequence) == Array(1...600))
            #expect(stored.filter { $0.subject == "rules" }.map(\.version) == Array(1...200))
            #expect(stored.filter { $0.subject == "ticket/1" }.map(\.version) == Array(1...400))
            for start in stride(from: 0, to: 600, by: 5) {
                let batch = stored[start..<start + 5].map { $0.id.split(separator: "-").dropLast() }
                #expect(Set(batch).count == 1)
            }
        }

        @Test func `tells a writer that another came first`() async throws {
            let ledger = try Ledger.create(at: folder.path)
            try ledger.append([note("mine")])
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                let ledger = try Ledger.open(at: path)
                try ledger.append([note("theirs")], to: .ticket("1"), expecting: .exactly(1))
            }
            #expect(
                throws: AppendError.wrongExpectedVersion(
                    stream: .ticket("1"), expected: .exactly(1), actual: 2, since: [2])
            ) { try ledger.append([note("late")], to: .ticket("1"), expecting: .exactly(1)) }
            #expect(throws: AppendError.headMoved(expected: 1, actual: 2)) {
                try ledger.append([note("late")], ifHeadIs: 1)
            }
            #expect(try ledger.append([note("theirs")]).appended == 0)
        }
    }

    private func appendBatches(_ ledger: Ledger) throws {
        for batch in 1...80 { try ledger.append(notes(5, named: "batch-\(batch)")) }
    }

    private func readWholeBatches(_ path: String) throws {
        let ledger = try Ledger.open(at: path, access: .readOnly)
        for _ in 0..<40 {
            let stored = try ledger.storedNotes()
            guard stored.count.isMultiple(of: 5), stored.map(\.sequence) == Array(1...UInt64(stored.count)),
                stored.map(\.previous) == stored.indices.map(UInt64.init)
            else { exit(EXIT_FAILURE) }
        }
    }
#endif
