import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

/// Looking things up by reading pages gives what LMDB gives.
@Suite struct `A lookup by reading pages` {
    let directory: TemporaryStorageDirectory

    init() throws { directory = try TemporaryStorageDirectory() }

    private func value(_ key: [UInt8], in table: String) throws -> [UInt8]? {
        try OpenFile("\(directory.path)/data.mdb").read { descriptor in
            try PageFile.reading(descriptor) { (file) throws(PageFile.Failure) in try file.value(key, in: table) }
        }
    }

    private func last(in table: String) throws -> [UInt8]? {
        try OpenFile("\(directory.path)/data.mdb").read { descriptor in
            try PageFile.reading(descriptor) { (file) throws(PageFile.Failure) in try file.last(in: table)?.key }
        }
    }

    @Test(arguments: SeededGenerator.seeds([21, 22]))
    func `finds every entry with its value, and no other`(seed: UInt64) throws {
        try PagesSample.make(in: directory, seed: seed)
        let environment = try Environment.openForTest(directory)
        let transaction = try environment.beginRead()
        for table in testTables {
            var cursor = try transaction.cursor(environment[table: table])
            var lastKey: [UInt8]?
            while let entry = try cursor.next() {
                let key = entry.key.copiedBytes()
                #expect(try value(key, in: table) == entry.value.copiedBytes())
                lastKey = key
            }
            #expect(try last(in: table) == lastKey)
            #expect(try lastKey.flatMap { try value($0 + [0], in: table) } == nil)
            #expect(try value([], in: table) == nil)
        }
    }

    @Test func `finds nothing in a table without entries`() throws {
        _ = try Environment.createForTest(directory)
        #expect(try value([1], in: "events") == nil)
        #expect(try last(in: "events") == nil)
    }

    @Test func `says that a table is missing`() throws {
        _ = try Environment.createForTest(directory)
        let error = #expect(throws: PageFile.Failure.self) { _ = try value([1], in: "absent") }
        #expect(error == .fault(PageFault(.missingTable(.named("absent")))))
    }
}

/// The head of the events is looked at whenever a ledger is opened.
@Suite struct `Opening a ledger whose last event` {
    private func reason(after change: (inout WriteTransaction, LedgerTables) throws(StorageError) -> Void) throws
        -> String?
    {
        let folder = try LedgerFolder()
        try {
            let ledger = try Ledger.create(at: folder.path)
            try ledger.append([note("a"), note("b")])
            let tables = ledger.tables
            try ledger.environment.write { (transaction) throws(StorageError) in try change(&transaction, tables) }
        }()
        do {
            _ = try Ledger.open(at: folder.path).head()
        } catch LedgerOpenError.damaged(_, let reason) {
            return reason
        }
        return nil
    }

    @Test(arguments: [
        (73, "the record of the last event has 73 bytes, not 74 to 65607"), (74, nil), (65_607, nil),
        (65_608, "the record of the last event has 65608 bytes, not 74 to 65607"),
    ])
    func `has too few or too many bytes fails`(size: Int, reason expected: String?) throws {
        let found = try reason { (transaction, tables) throws(StorageError) in
            try transaction.put(tables.events, 2, [UInt8](repeating: 1, count: size).span.bytes)
        }
        #expect(found == expected)
    }

    @Test(arguments: [[0xFF], [0xFF, 0, 0, 0, 0, 0, 0, 0, 3]] as [[UInt8]])
    func `has a key of another length fails`(key: [UInt8]) throws {
        let found = try reason { (transaction, tables) throws(StorageError) in
            try transaction.put(tables.events, key: key.span.bytes, [UInt8](repeating: 1, count: 100).span.bytes)
        }
        #expect(found == "the key of the last event is not a sequence")
    }
}
