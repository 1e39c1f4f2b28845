#if os(Linux)
    import Glibc
    import Testing

    @testable import ClaimLedger

    /// A consumer and a writer in two processes; the child is an exit test's.
    @Suite(.timeLimit(.minutes(2))) struct `A subscription to another process's events` {
        private let folder: LedgerFolder

        init() throws { folder = try LedgerFolder() }

        @Test func `gives them all, in order, while they are appended`() async throws {
            do { _ = try Ledger.create(at: folder.path).identity }
            let ledger = try Ledger.open(at: folder.path, access: .readOnly)
            let consuming = Task { try await sequences(of: ledger.events(), upTo: 120) }
            // It waits at the head of an empty ledger before the other process begins.
            try await become { ledger.commits.waiterCount == 1 }
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                let ledger = try Ledger.open(at: path)
                for batch in 1...40 {
                    try ledger.append(notes(3, named: "\(batch)"))
                    usleep(1_000)
                }
            }
            #expect(try await consuming.value == Array(1...120))
        }

        @Test func `is woken by commits of both processes`() async throws {
            let ledger = try Ledger.create(at: folder.path)
            let consuming = Task { try await sequences(of: ledger.events(), upTo: 240) }
            async let writing: Void = append(to: ledger)
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                let ledger = try Ledger.open(at: path)
                for batch in 1...40 { try ledger.append(notes(3, named: "child-\(batch)")) }
            }
            try await writing
            #expect(try await consuming.value == Array(1...240))
        }

        @Test func `opens nothing and keeps no reader slot while it waits`() async throws {
            do { _ = try Ledger.create(at: folder.path).identity }
            let ledger = try Ledger.open(at: folder.path, access: .readOnly)
            let consuming = Task { try await sequences(of: ledger.events(), upTo: 200) }
            try await become { ledger.commits.waiterCount == 1 }
            // A snapshot kept by the one who waits would pin every page that these commits free.
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                let ledger = try Ledger.open(at: path)
                for round in 1...200 { try ledger.append([note(EventID("\(round)"))]) }
                if ledger.environment.usage.usedPages > 200 { exit(EXIT_FAILURE) }
            }
            #expect(try await consuming.value == Array(1...200))
        }
    }

    private func append(to ledger: Ledger) async throws {
        for batch in 1...40 { try ledger.append(notes(3, named: "parent-\(batch)")) }
    }
#endif
