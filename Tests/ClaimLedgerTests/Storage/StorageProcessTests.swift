#if os(Linux)
    import Glibc
    import Testing

    @testable import ClaimLedger

    /// Two processes on the same data; the child is an exit test's.
    @Suite struct `Another process` {
        let directory: TemporaryStorageDirectory
        let environment: Environment

        init() throws {
            directory = try TemporaryStorageDirectory()
            environment = try Environment.createForTest(directory)
            try environment.appendForTest(1...100)
        }

        @Test func `a reader that was killed leaves a slot that can be cleared`() async throws {
            let path = directory.path
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
                try dieReading(path)
            }
            #expect(try environment.clearStaleReaders() == 1)
            #expect(try environment.clearStaleReaders() == 0)
            #expect(try environment.scanForTest().count == 100)
        }

        @Test func `a writer that was killed leaves nothing and blocks nobody`() async throws {
            let path = directory.path
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
                try dieWriting(path)
            }
            try environment.appendForTest([101])
            #expect(try environment.scanForTest() == Array(1...101))
        }

        @Test func `a reader sees whole commits while this process writes`() async throws {
            let path = directory.path
            let environment = environment
            async let writing: Void = appendBatches(environment)
            await #expect(processExitsWith: .success) { [path = path as String] in
                try readWholeBatches(path)
            }
            await writing
            #expect(try environment.scanForTest() == Array(1...2_100))
        }
    }

    private func dieReading(_ path: String) throws {
        let environment = try Environment.open(directory: path, tables: testTables, access: .readOnly)
        let transaction = try environment.beginRead()
        if try transaction.count(environment[table: "events"]) == 100 { kill(getpid(), SIGKILL) }
    }

    private func dieWriting(_ path: String) throws {
        let environment = try Environment.open(directory: path, tables: testTables, access: .readWrite)
        let events = environment[table: "events"]
        try environment.write { (transaction) throws(StorageError) in
            try transaction.append(events, 101, Array("lost".utf8).span.bytes)
            kill(getpid(), SIGKILL)
        }
    }

    private func appendBatches(_ environment: Environment) {
        for batch in 0..<200 as Range<UInt64> {
            #expect(failure { try environment.appendForTest((101 + 10 * batch)..<(111 + 10 * batch)) } == nil)
        }
    }

    private func readWholeBatches(_ path: String) throws {
        let environment = try Environment.open(directory: path, tables: testTables, access: .readOnly)
        for _ in 0..<50 {
            let keys = try environment.scanForTest()
            guard keys.count.isMultiple(of: 10), keys == Array(1...UInt64(keys.count)) else { exit(EXIT_FAILURE) }
        }
    }
#endif
