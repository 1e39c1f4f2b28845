#if os(Linux)
    import Glibc
    import Testing

    @testable import ClaimLedger

    /// Processes made by `fork` without `exec`, which Swift does not offer but a host written in C may do.
    ///
    /// Each test forks inside an exit test's process, so that the test runner itself never does.
    @Suite(.timeLimit(.minutes(2))) struct `After a fork` {
        private let folder: LedgerFolder

        init() throws { folder = try LedgerFolder() }

        @Test func `the child can use nothing that the parent had open`() async throws {
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                try useWhatTheParentHas(path)
            }
        }

        @Test func `the child opens the ledger anew, beside its parent`() async throws {
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                try openAnew(path)
            }
            #expect(try Ledger.open(at: folder.path).storedNotes().map(\.id) == ["before", "child", "after"])
        }

        @Test func `ending in the child what the parent began leaves it the parent's`() async throws {
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                try endWhatTheParentBegan(path)
            }
        }

        @Test func `a write that is under way is committed by the parent alone`() async throws {
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                try commitInTheParentAlone(path)
            }
        }
    }

    private func useWhatTheParentHas(_ path: String) throws {
        let ledger = try Ledger.create(at: path)
        let writer = LedgerWriter(ledger)
        try writer.waitForOne()
        var transaction = try ledger.environment.beginRead()
        let status = inChild {
            let environment = ledger.environment
            guard failure({ _ = try environment.beginRead() }) == .forked else { return 1 }
            guard failure({ try transaction.renew() }) == .forked else { return 2 }
            guard failure({ try environment.write { (_) throws(StorageError) in } }) == .forked else { return 3 }
            guard failure({ _ = try environment.clearStaleReaders() }) == .forked else { return 4 }
            guard failure({ try environment.copy(to: -1, compacting: true) }) == .forked else { return 5 }
            guard case .storage(let error) = refusal({ try ledger.append([note("child")]) }) else { return 6 }
            guard error.kind == .forked else { return 7 }
            do { try writer.waitForOne() } catch LedgerWriterError.refused(.storage(let error)) {
                return error.kind == .forked ? 0 : 8
            }
            return 9
        }
        expectInProcess(status == 0, status)
        // The parent goes on, its snapshot still protected.
        try writer.waitForOne()
        expectInProcess(try ledger.head() == 2, 10)
        expectInProcess(try transaction.lastKey(ledger.tables.events) == 1, 11)
    }

    private func openAnew(_ path: String) throws {
        var ledger: Ledger? = try Ledger.create(at: path)
        try ledger?.append([note("before")])
        let status = inChild {
            // Dropping the parent's does not give up what the child opens now.
            ledger = nil
            let own = try Ledger.open(at: path)
            guard failureOfOpening(path) == .alreadyOpen else { return 1 }
            return try own.append([note("child")]).sequences == [2] ? 0 : 2
        }
        expectInProcess(status == 0, status)
        expectInProcess(failureOfOpening(path) == .alreadyOpen, 3)
        expectInProcess(try ledger?.append([note("after")]).sequences == [3], 4)
    }

    private func endWhatTheParentBegan(_ path: String) throws {
        let ledger = try Ledger.create(at: path)
        try ledger.append(notes(50, named: "before"))
        let environment = ledger.environment
        let events = ledger.tables.events
        var snapshot: ReadTransaction? = try environment.beginRead()
        let status = inChild {
            snapshot = nil
            return 0
        }
        expectInProcess(status == 0, status)
        // Were the slot free, so many commits would use the snapshot's pages again.
        for round in 0..<50 {
            try environment.write { (transaction) throws(StorageError) in
                try transaction.put(events, 1, Array("round \(round)".utf8).span.bytes)
            }
        }
        expectInProcess(try snapshot?.get(events, 1)?.byteCount ?? 0 > 100, 1)
        expectInProcess(try snapshot?.lastKey(events) == 50, 2)
    }

    private func commitInTheParentAlone(_ path: String) throws {
        let ledger = try Ledger.create(at: path)
        let environment = ledger.environment
        var child: pid_t = -1
        let outcome = failure {
            try environment.write { (transaction) throws(StorageError) in
                try transaction.append(ledger.tables.events, 1, Array("written".utf8).span.bytes)
                child = fork()
            }
        }
        if child == 0 { _exit(outcome == .forked ? 0 : 1) }
        expectInProcess(outcome == nil, 2)
        expectInProcess(exitStatus(of: child) == 0, 3)
        expectInProcess(try environment.beginRead().count(ledger.tables.events) == 1, 4)
        try environment.write { (transaction) throws(StorageError) in
            try transaction.append(ledger.tables.events, 2, Array("again".utf8).span.bytes)
        }
    }

    /// Swift hides `fork`, because a child of a process with threads may do little; these children do little.
    private func fork() -> pid_t {
        guard let address = dlsym(nil, "fork") else { return -1 }
        return unsafeBitCast(address, to: (@convention(c) () -> pid_t).self)()
    }

    /// Runs a body in a forked child, and gives the status it returns; 99 where it throws.
    private func inChild(_ body: () throws -> Int32) -> Int32 {
        let child = fork()
        if child == 0 {
            do { _exit(try body()) } catch { _exit(99) }
        }
        return exitStatus(of: child)
    }

    private func exitStatus(of child: pid_t) -> Int32 {
        var status: Int32 = -1
        guard child > 0, waitpid(child, &status, 0) == child, status & 0x7F == 0 else { return -1 }
        return status >> 8 & 0xFF
    }

    /// Ends the process with a number that says which expectation did not hold.
    private func expectInProcess(_ holds: @autoclosure () throws -> Bool, _ number: Int32) {
        do { if try holds() { return } } catch { Issue.record(error) }
        Issue.record("expectation \(number) does not hold")
        exit(EXIT_FAILURE)
    }

    private func refusal(_ body: () throws -> Void) -> AppendError? {
        do { try body() } catch { return error as? AppendError }
        return nil
    }

    private func failureOfOpening(_ path: String) -> StorageError.Kind? {
        do { _ = try Ledger.open(at: path) } catch {
            if case .storage(_, let error) = error { return error.kind }
        }
        return nil
    }

    extension LedgerWriter {
        /// Appends an event of its own by the form that blocks.
        fileprivate func waitForOne() throws { try appendAndWait([note(EventID("\(nextID())"))]) }
    }
#endif
