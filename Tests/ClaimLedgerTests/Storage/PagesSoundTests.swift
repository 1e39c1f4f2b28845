import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

/// What LMDB wrote is never called damaged.
@Suite struct `The pages of an intact data file` {
    let directory: TemporaryStorageDirectory

    init() throws { directory = try TemporaryStorageDirectory() }

    private func check(_ path: String) throws -> PageReport {
        let file = try OpenFile(path)
        for depth in PageDepth.allCases {
            let report = try #require(try file.walk(depth))
            #expect(report.faults == [], "\(depth)")
        }
        return try #require(try file.walk(.allPages))
    }

    @Test func `are sound before the first entry`() throws {
        _ = try Environment.createForTest(directory)
        let report = try check("\(directory.path)/data.mdb")
        #expect(report.pageSizeBytes == 4_096)
        #expect(report.transaction == 1)
    }

    @Test(arguments: SeededGenerator.seeds(1...12))
    func `are sound whatever was stored and removed, and none is lost`(seed: UInt64) throws {
        try PagesSample.make(in: directory, seed: seed, commits: seed == 12 ? 150 : Int(seed) * 4)
        let report = try check("\(directory.path)/data.mdb")
        #expect(report.lostPages == 0)
        #expect(report.freePages > 0)
        #expect(report.transaction == UInt64(seed == 12 ? 151 : seed * 4 + 1))
    }

    @Test func `are sound in a ledger, opened at any depth`() throws {
        let folder = try LedgerFolder()
        try PagesSample.makeLedger(in: folder, events: 300)
        #expect(try check(folder.path + "/data.mdb").lostPages == 0)
        for depth in PageDepth.allCases {
            let ledger = try Ledger.open(at: folder.path, checking: depth)
            #expect(try ledger.head() == 300)
            #expect(try ledger.environment.walkPages(depth).faults == [])
        }
    }

    @Test func `are sound in a tree of many levels`() throws {
        do {
            let environment = try Environment.createForTest(directory)
            let streams = environment[table: "streams"]
            try environment.write { (transaction) throws(StorageError) in
                for number in 0..<4_000 as Range<UInt32> {
                    let key = [UInt8](repeating: 7, count: 450) + withUnsafeBytes(of: number.bigEndian) { Array($0) }
                    try transaction.put(streams, key: key.span.bytes, key.span.bytes)
                }
            }
        }
        let file = try OpenFile("\(directory.path)/data.mdb")
        #expect(try file.read { try PageFile($0).record(of: .named("streams")).depth } >= 4)
        #expect(try check("\(directory.path)/data.mdb").pagesRead > 1_000)
        let counts = try PageDepth.allCases.map { try #require(try file.walk($0)).pagesRead }
        #expect(counts[0] <= 5)
        #expect(counts[1] < counts[2] / 3)
    }

    @Test(arguments: [false, true])
    func `are sound in a copy`(compacting: Bool) throws {
        try PagesSample.make(in: directory, seed: 5)
        let copy = try TemporaryStorageDirectory()
        copy.write([])
        let environment = try Environment.openForTest(directory)
        try OpenFile("\(copy.path)/data.mdb", forWriting: true).read {
            try environment.copy(to: $0, compacting: compacting)
        }
        let report = try check("\(copy.path)/data.mdb")
        #expect(compacting == (report.freePages == 0))
    }

    @Test func `are sound in a file that ends before pages that are free`() throws {
        try PagesSample.make(in: directory, seed: 3)
        let environment = try Environment.openForTest(directory)
        // Takes pages at the end and gives them back in the same commit.
        let streams = environment[table: "streams"]
        try environment.write { (transaction) throws(StorageError) in
            for _ in 0..<50 {
                try transaction.put(streams, key: [9].span.bytes, [UInt8](repeating: 1, count: 100_000).span.bytes)
                let access = TableAccess(transaction, streams)
                try access.remove([9])
                access.end()
            }
        }
        #expect(try check("\(directory.path)/data.mdb").lostPages == 0)
    }

    @Test func `are sound while a thread keeps committing`() async throws {
        try PagesSample.make(in: directory, seed: 4)
        let environment = try Environment.openForTest(directory)
        let path = "\(directory.path)/data.mdb"
        async let writing: Void = {
            var generator = SeededGenerator(seed: 4)
            var sequence: UInt64 = 1_000_000
            var keys: [[UInt8]] = []
            for _ in 0..<150 { try PagesSample.commit(to: environment, &sequence, &keys, &generator) }
        }()
        try walkRepeatedly(environment, path)
        try await writing
    }

    private func walkRepeatedly(_ environment: Environment, _ path: String) throws {
        let file = try OpenFile(path)
        for round in 0..<60 {
            let depth = PageDepth.allCases[round % 3]
            // Nil where the writer was always faster, which is no damage.
            #expect(try file.walk(depth)?.faults ?? [] == [])
            #expect(try environment.walkPages(depth).faults == [])
        }
    }

    #if os(Linux)
        @Test func `are sound to another process that opens the ledger while this one appends`() async throws {
            let folder = try LedgerFolder()
            try PagesSample.makeLedger(in: folder, events: 100)
            let ledger = try Ledger.open(at: folder.path)
            async let writing: Void = {
                for batch in 1...150 { try ledger.append(notes(2, named: "batch-\(batch)")) }
            }()
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                for round in 0..<60 {
                    _ = try Ledger.open(at: path, access: .readOnly, checking: PageDepth.allCases[round % 3]).head()
                }
            }
            try await writing
        }
    #endif
}
