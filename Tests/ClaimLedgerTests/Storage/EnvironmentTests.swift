import Testing

@testable import ClaimLedger

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct `An environment` {
    let directory: TemporaryStorageDirectory

    init() throws { directory = try TemporaryStorageDirectory() }

    private func openingFails(_ access: Environment.Access = .readWrite) -> StorageError.Kind? {
        failure { _ = try Environment.openForTest(directory, access) }
    }

    @Test func `what was committed is there after opening again`() throws {
        do {
            let environment = try Environment.createForTest(directory)
            try environment.appendForTest(1...1_000)
            #expect(environment.usesLockFile)
        }
        let environment = try Environment.openForTest(directory)
        #expect(try environment.scanForTest() == Array(1...1_000))
        #expect(environment.usage.mapBytes == 1 << 40)
        #expect(environment.usage.lastTransaction == 2)
        #expect(environment.usage.usedPages * environment.pageSizeBytes <= directory.contents().count)
    }

    @Test func `the data file is private to its owner`() throws {
        _ = try Environment.createForTest(directory)
        var status = stat()
        #expect(stat("\(directory.path)/data.mdb", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func `a missing directory is refused`() {
        let missing = directory.path + "/missing"
        #expect(failure { _ = try Environment.create(directory: missing, tables: []) } == .notFound)
        #expect(failure { _ = try Environment.open(directory: missing, tables: [], access: .readWrite) } == .notFound)
    }

    @Test(arguments: [Environment.Access.readWrite, .readOnly])
    func `a missing data file is refused and not created`(access: Environment.Access) {
        #expect(openingFails(access) == .notFound)
        #expect(!directory.exists("data.mdb"))
        #expect(!directory.exists("lock.mdb"))
    }

    @Test func `creating where there is data is refused and changes nothing`() throws {
        directory.write([1, 2, 3])
        #expect(failure { _ = try Environment.createForTest(directory) } == .alreadyExists)
        #expect(directory.contents() == [1, 2, 3])
    }

    @Test func `a failed creation leaves no data file`() {
        var options = Environment.Options()
        options.mapSizeBytes = 1 << 50
        #expect(failure { _ = try Environment.createForTest(directory, options: options) } == .outOfMemory)
        #expect(!directory.exists("data.mdb"))
    }

    @Test(arguments: [0, 1, 100, 4_096, 5_000])
    func `a data file shorter than two pages is refused`(count: Int) throws {
        _ = try Environment.createForTest(directory)
        let whole = directory.contents()
        directory.write(Array(whole.prefix(count)))
        #expect(openingFails() == .damaged)
        #expect(openingFails(.readOnly) == .damaged)
        #expect(directory.contents().count == count)
    }

    @Test(arguments: [2, 3, 50, 90])
    func `a data file cut short is refused`(percentLeft: Int) throws {
        do { try Environment.createForTest(directory).appendForTest(1...20_000) }
        let whole = directory.contents()
        directory.write(Array(whole.prefix(whole.count * percentLeft / 100)))
        #expect(openingFails() == .damaged)
    }

    @Test func `a data file longer than needed is accepted`() throws {
        do { try Environment.createForTest(directory).appendForTest(1...100) }
        let whole = directory.contents()
        directory.write(whole + [UInt8](repeating: 0, count: 1 << 20))
        #expect(try Environment.openForTest(directory).scanForTest() == Array(1...100))
    }

    @Test func `a foreign file is refused`() {
        directory.write(Array(repeating: UInt8(ascii: "x"), count: 100_000))
        #expect(openingFails() == .damaged)
    }

    @Test(arguments: [0, 10, 16, 20, 40, 44, 46, 80, 92, 94, 128, 4_096 + 10, 4_096 + 16, 4_096 + 20, 4_096 + 40])
    func `a changed byte of a meta page is refused or harmless`(offset: Int) throws {
        do { try Environment.createForTest(directory).appendForTest(1...100) }
        var bytes = directory.contents()
        bytes[offset] ^= 0x40
        directory.write(bytes)
        do {
            #expect(try Environment.openForTest(directory).scanForTest() == Array(1...100))
        } catch let error as StorageError {
            #expect(error.kind == .damaged)
        }
    }

    @Test func `a missing table is damage`() throws {
        do { _ = try Environment.createForTest(directory) }
        let opening = failure {
            _ = try Environment.open(directory: directory.path, tables: ["other"], access: .readWrite)
        }
        #expect(opening == .damaged)
        #expect(openingFails() == nil)
    }

    @Test func `one process opens the same data once`() throws {
        do {
            let environment = try Environment.createForTest(directory)
            #expect(openingFails() == .alreadyOpen)
            #expect(openingFails(.readOnly) == .alreadyOpen)
            #expect(try environment.scanForTest().isEmpty)
        }
        #expect(openingFails() == nil)
    }

    @Test func `a transaction keeps its environment open`() throws {
        var environment: Environment? = try Environment.createForTest(directory)
        try environment?.appendForTest(1...3)
        let events = try #require(environment?[table: "events"])
        let transaction = try #require(environment).beginRead()
        environment = nil
        #expect(openingFails() == .alreadyOpen)
        #expect(try transaction.count(events) == 3)
    }

    @Test func `a reader goes without a lock file it cannot have, and says so`() throws {
        do { try Environment.createForTest(directory).appendForTest(1...10) }
        unlink("\(directory.path)/lock.mdb")
        // Stands for a lock file that may not be written: as root, permissions refuse nothing.
        mkdir("\(directory.path)/lock.mdb", 0o700)
        let environment = try Environment.openForTest(directory, .readOnly)
        #expect(!environment.usesLockFile)
        #expect(try environment.scanForTest() == Array(1...10))
        #expect(try environment.clearStaleReaders() == 0)
        #expect(failure { try environment.appendForTest([11]) } == .readOnly)
    }

    @Test func `a writer does not go without a lock file`() throws {
        do { _ = try Environment.createForTest(directory) }
        unlink("\(directory.path)/lock.mdb")
        mkdir("\(directory.path)/lock.mdb", 0o700)
        #expect(openingFails() == .io)
    }

    @Test func `a read-only environment makes a missing lock file and does not write`() throws {
        do { try Environment.createForTest(directory).appendForTest(1...10) }
        unlink("\(directory.path)/lock.mdb")
        let environment = try Environment.openForTest(directory, .readOnly)
        #expect(environment.usesLockFile)
        #expect(directory.exists("lock.mdb"))
        #expect(failure { try environment.appendForTest([11]) } == .readOnly)
    }

    @Test(arguments: [false, true])
    func `a copy opens with the same entries`(compacting: Bool) throws {
        let environment = try Environment.createForTest(directory)
        try environment.appendForTest(1...500)
        let other = try TemporaryStorageDirectory()
        let descriptor = open("\(other.path)/data.mdb", O_WRONLY | O_CREAT | O_EXCL, 0o600)
        defer { close(descriptor) }
        try environment.copy(to: descriptor, compacting: compacting)
        #expect(try Environment.openForTest(other, .readOnly).scanForTest() == Array(1...500))
    }
}
