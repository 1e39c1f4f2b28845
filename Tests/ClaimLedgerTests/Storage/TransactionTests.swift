import Testing

@testable import ClaimLedger

/// An error of a caller, as `AppendError` is one.
private enum CallerError: Error, Equatable, StorageFailureConvertible {
    case refused
    case storage(StorageError)

    init(storage: StorageError) { self = .storage(storage) }
}

@Suite struct `A transaction` {
    let directory: TemporaryStorageDirectory
    let environment: Environment
    let events: Table
    let streams: Table

    init() throws {
        directory = try TemporaryStorageDirectory()
        environment = try Environment.createForTest(directory)
        events = environment[table: "events"]
        streams = environment[table: "streams"]
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `a body that throws leaves nothing`() throws {
        try environment.appendForTest(1...3)
        #expect(throws: CallerError.refused) {
            try environment.write { (transaction) throws(CallerError) in
                do throws(StorageError) {
                    try transaction.append(events, 4, bytes("lost").span.bytes)
                } catch { throw .storage(error) }
                throw .refused
            }
        }
        #expect(try environment.scanForTest() == [1, 2, 3])
        try environment.appendForTest([4])
        #expect(try environment.scanForTest() == [1, 2, 3, 4])
    }

    @Test func `a storage fault arrives as the error of the body`() throws {
        let nested = StorageError(kind: .nestedWrite, code: 35, operation: "beginning a write transaction")
        let _: Void = try environment.write { (_) throws(StorageError) in
            #expect(throws: CallerError.storage(nested)) {
                try environment.write { (_) throws(CallerError) in }
            }
        }
    }

    @Test func `a write inside a write is refused and the outer one commits`() throws {
        let events = events
        try environment.write { (transaction) throws(StorageError) in
            try transaction.append(events, 1, bytes("event 1").span.bytes)
            #expect(failure { try environment.appendForTest([2]) } == .nestedWrite)
            #expect(failure { try environment.copy(to: -1, compacting: false) } == .nestedWrite)
        }
        #expect(try environment.scanForTest() == [1])
    }

    @Test func `a key not above the last is refused and the transaction goes on`() throws {
        try environment.write { (transaction) throws(StorageError) in
            try transaction.append(events, 5, bytes("event 5").span.bytes)
            for key in [5, 4, 0] as [UInt64] {
                do throws(StorageError) {
                    try transaction.append(events, key, bytes("no").span.bytes)
                    Issue.record("\(key) was appended")
                } catch { #expect(error.kind == .outOfOrder) }
            }
            try transaction.append(events, 256, bytes("event 256").span.bytes)
        }
        #expect(try environment.scanForTest() == [5, 256])
    }

    @Test func `inserting tells whether the key was free and changes nothing if not`() throws {
        try environment.write { (transaction) throws(StorageError) in
            #expect(try transaction.insert(streams, key: bytes("a").span.bytes, bytes("one").span.bytes))
            #expect(try !transaction.insert(streams, key: bytes("a").span.bytes, bytes("two").span.bytes))
        }
        let transaction = try environment.beginRead()
        #expect(try text(transaction.get(streams, key: bytes("a").span.bytes)) == "one")
        #expect(try text(transaction.get(streams, key: bytes("b").span.bytes)) == nil)
    }

    @Test func `a write reads what it wrote`() throws {
        try environment.write { (transaction) throws(StorageError) in
            try transaction.put(events, 7, bytes("first").span.bytes)
            #expect(try text(transaction.get(events, 7)) == "first")
            try transaction.put(events, 7, bytes("second").span.bytes)
            #expect(try text(transaction.get(events, 7)) == "second")
            try transaction.put(streams, key: bytes("k").span.bytes, [UInt8]().span.bytes)
            #expect(try text(transaction.get(streams, key: bytes("k").span.bytes)) == "")
            #expect(try text(transaction.get(streams, key: bytes("x").span.bytes)) == nil)
            #expect(try transaction.count(events) == 1)
            #expect(try transaction.lastKey(events) == 7)
        }
        let transaction = try environment.beginRead()
        #expect(try text(transaction.get(events, 7)) == "second")
        #expect(try text(transaction.get(events, 8)) == nil)
    }

    @Test func `keys are 1 to 511 bytes long`() throws {
        try environment.write { (transaction) throws(StorageError) in
            for (count, isAccepted) in [(0, false), (1, true), (511, true), (512, false)] {
                let key = [UInt8](repeating: 1, count: count)
                do throws(StorageError) {
                    try transaction.put(streams, key: key.span.bytes, key.span.bytes)
                    #expect(isAccepted)
                } catch {
                    #expect(!isAccepted)
                    #expect(error.kind == .invalidKey)
                }
            }
        }
        #expect(try environment.beginRead().count(streams) == 2)
    }

    @Test func `a large value comes back whole`() throws {
        let value = String(repeating: "ledger ", count: 50_000)
        try environment.write { (transaction) throws(StorageError) in
            try transaction.append(events, 1, bytes(value).span.bytes)
        }
        let transaction = try environment.beginRead()
        #expect(try text(transaction.get(events, 1)) == value)
    }

    @Test func `the last key is that of the highest number`() throws {
        #expect(try environment.beginRead().lastKey(events) == nil)
        try environment.appendForTest([1, 255, 256, 65_536, .max])
        #expect(try environment.beginRead().lastKey(events) == .max)
        #expect(try environment.beginRead().count(events) == 5)
    }

    @Test func `a last key that is no number is damage`() throws {
        try environment.write { (transaction) throws(StorageError) in
            try transaction.put(streams, key: bytes("abc").span.bytes, [UInt8]().span.bytes)
        }
        #expect(failure { _ = try environment.beginRead().lastKey(streams) } == .damaged)
    }

    @Test func `a snapshot stays as it was until renewed`() throws {
        try environment.appendForTest(1...3)
        var transaction = try environment.beginRead()
        let id = transaction.id
        try environment.appendForTest(4...6)
        #expect(try transaction.count(events) == 3)
        #expect(try text(transaction.get(events, 4)) == nil)
        try transaction.renew()
        #expect(try transaction.count(events) == 6)
        #expect(try text(transaction.get(events, 4)) == "event 4")
        #expect(transaction.id == id + 1)
    }

    @Test func `a renewed snapshot keeps the file small`() throws {
        var transaction = try environment.beginRead()
        for key in 1...200 as ClosedRange<UInt64> {
            try environment.appendForTest([key])
            try transaction.renew()
        }
        #expect(try transaction.count(events) == 200)
        #expect(environment.usage.usedPages < 40)
        #expect(environment.usage.readers == 1)
    }

    @Test func `one thread may hold several snapshots`() throws {
        let before = try environment.beginRead()
        try environment.appendForTest([1])
        let after = try environment.beginRead()
        #expect(try before.count(events) == 0)
        #expect(try after.count(events) == 1)
    }

    @Test func `writers on several threads wait for each other`() async throws {
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<20 { #expect(failure { try appendNext() } == nil) }
                }
            }
        }
        #expect(try environment.scanForTest() == Array(1...160))
    }

    private func appendNext() throws {
        try environment.write { (transaction) throws(StorageError) in
            let next = (try transaction.lastKey(events) ?? 0) + 1
            try transaction.append(events, next, Array("event \(next)".utf8).span.bytes)
        }
    }
}

@Suite struct `A limit of an environment` {
    let directory: TemporaryStorageDirectory

    init() throws { directory = try TemporaryStorageDirectory() }

    @Test func `a full map refuses the transaction and keeps the others`() throws {
        var options = Environment.Options()
        options.mapSizeBytes = 1 << 17
        do {
            let environment = try Environment.createForTest(directory, options: options)
            try environment.appendForTest(1...10)
            #expect(failure { try environment.appendForTest(11...10_000) } == .mapFull)
            #expect(try environment.scanForTest() == Array(1...10))
            try environment.appendForTest(11...12)
        }
        let environment = try Environment.openForTest(directory)
        try environment.appendForTest(13...10_000)
        #expect(try environment.scanForTest() == Array(1...10_000))
    }

    @Test func `a swallowed fault does not commit`() throws {
        var options = Environment.Options()
        options.mapSizeBytes = 1 << 17
        let environment = try Environment.createForTest(directory, options: options)
        let events = environment[table: "events"]
        let outcome = failure {
            try environment.write { (transaction) throws(StorageError) in
                for key in 1...10_000 as ClosedRange<UInt64> {
                    do throws(StorageError) {
                        try transaction.append(events, key, Array("event \(key)".utf8).span.bytes)
                    } catch { return }
                }
            }
        }
        #expect(outcome == .transactionFailed)
        try environment.appendForTest(1...3)
        #expect(try environment.scanForTest() == [1, 2, 3])
    }

    @Test func `readers beyond the limit are refused until one ends`() throws {
        var options = Environment.Options()
        options.maxReaders = 2
        let environment = try Environment.createForTest(directory, options: options)
        do {
            let first = try environment.beginRead()
            let second = try environment.beginRead()
            #expect(failure { _ = try environment.beginRead() } == .readersFull)
            #expect(first.id == second.id)
        }
        #expect(failure { _ = try environment.beginRead() } == nil)
    }
}
