import Testing

@testable import ClaimLedger

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct `Opening a ledger` {
    private let folder: LedgerFolder
    private var path: String { folder.path }

    init() throws { folder = try LedgerFolder() }

    @Test func `that was made finds the same identity and the same events`() throws {
        let clock = HandClock(Instant(year: 2024, month: 5, day: 1))
        let made = try {
            let ledger = try Ledger.create(at: path, clock: clock.read)
            try ledger.append([note("a"), note("b", on: .rules)])
            return (identity: ledger.identity, notes: try ledger.storedNotes())
        }()
        #expect(made.identity.createdAt == clock.now)
        #expect(made.identity.format == 1)
        for access in [Ledger.Access.readOnly, .readWrite, .readOnly] {
            let ledger = try Ledger.open(at: path, access: access)
            #expect(ledger.identity == made.identity)
            #expect(ledger.path == path)
            #expect(try ledger.storedNotes() == made.notes)
        }
        // What was known of streams, sources and identities is known again, and time does not go back.
        clock.now = clock.now.adding(days: -1)
        let ledger = try Ledger.open(at: path, clock: clock.read)
        #expect(try ledger.append([note("b", on: .rules), note("c")]).sequences == [2, 3])
        #expect(try ledger.storedNotes().last == StoredNote(3, "c", "ticket/1", 2, 1))
        #expect(try ledger.snapshot().event(at: 3)?.header.recordedTime == made.identity.createdAt)
    }

    @Test func `in two directories finds two identities, each a random UUID`() throws {
        let other = try LedgerFolder()
        let ids = [try Ledger.create(at: path), try Ledger.create(at: other.path)].map(\.identity.ledger)
        #expect(ids[0] != ids[1])
        for id in ids {
            #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        }
    }

    @Test func `shows its identity to people in a file of one line`() throws {
        let identity = try Ledger.create(at: path, clock: { Instant(year: 2024, month: 5, day: 1) }).identity
        #expect(
            try String(decoding: folder.contents(of: "ledger.json"), as: UTF8.self)
                == #"{"createdAt":"2024-05-01T00:00:00Z","format":1,"ledger":"\#(identity.ledger)"}"# + "\n")
    }

    @Test func `finds files that only their owner can read`() throws {
        let mask = umask(0)
        defer { umask(mask) }
        let ledger = try Ledger.create(at: path)
        try ledger.append([note("a")])
        for file in ["data.mdb", "lock.mdb", "ledger.json"] {
            #expect(try folder.permissions(of: file) == 0o600, "\(file)")
        }
        #expect(try folder.permissions() == 0o700)
    }

    // MARK: Making one

    @Test func `is not making one: where one stands, none is made`() throws {
        let identity = try Ledger.create(at: path).identity
        refused(.alreadyExists(path: path)) { try Ledger.create(at: path) }
        let open = try Ledger.open(at: path)
        refused(.alreadyExists(path: path)) { try Ledger.create(at: path) }
        #expect(open.identity == identity)
    }

    @Test func `that is made in an empty directory works as well`() throws {
        try folder.makeDirectory()
        try folder.write([], to: "notes.txt")
        #expect(try Ledger.create(at: path).head() == 0)
    }

    @Test func `that is being made by several at once lets one of them win`() async throws {
        let path = path
        let winners = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<8 { group.addTask { try? Ledger.create(at: path).identity.ledger } }
            return await group.reduce(into: [String]()) { if let id = $1 { $0.append(id) } }
        }
        #expect(winners.count == 1)
        #expect(try Ledger.open(at: path).identity.ledger == winners.first)
    }

    @Test func `is not made over a file, without a parent, or over what is left of another`() throws {
        refused(.cannotCreate(path: path + "/a/b", reason: "No such file or directory")) {
            try Ledger.create(at: path + "/a/b")
        }
        try folder.makeDirectory()
        try folder.write([1], to: "data.mdb")
        refused(
            .cannotCreate(path: path, reason: "it holds a data.mdb without ledger.json: remove what is left there")
        ) { try Ledger.create(at: path) }
        #expect(try folder.contents(of: "data.mdb") == [1])
        try folder.remove("data.mdb")
        try folder.write([], to: "file")
        refused(.cannotCreate(path: path + "/file", reason: "something else than a directory stands there")) {
            try Ledger.create(at: path + "/file")
        }
        refused(.notADirectory(path: path + "/file/ledger")) { try Ledger.create(at: path + "/file/ledger") }
    }

    // MARK: What is no ledger

    @Test func `is refused where nothing stands`() {
        refused(.missing(path: path)) { try Ledger.open(at: path) }
        refused(.missing(path: path + "/a/b")) { try Ledger.open(at: path + "/a/b") }
    }

    @Test func `is refused where a file stands`() throws {
        try folder.write([])
        refused(.notADirectory(path: path)) { try Ledger.open(at: path) }
        refused(.notADirectory(path: path + "/x")) { try Ledger.open(at: path + "/x") }
    }

    @Test func `is refused where a directory has no identity`() throws {
        try folder.makeDirectory()
        refused(.notALedger(path: path, reason: "it holds no ledger.json")) { try Ledger.open(at: path) }
    }

    @Test(arguments: [
        "", "{", "[]", "{}", "null", #"{"format":1,"ledger":"x"}"#,
        #"{"createdAt":"yesterday","format":1,"ledger":"x"}"#,
        #"{"createdAt":"2024-05-01T00:00:00Z","format":"1","ledger":"x"}"#, "\u{0}\u{0}\u{0}",
        String(repeating: " ", count: 5_000) + "{}",
    ])
    func `is refused where the identity is none`(text: String) throws {
        _ = try Ledger.create(at: path).identity
        try folder.write(Array(text.utf8), to: "ledger.json")
        refused(.notALedger(path: path, reason: "ledger.json does not name a ledger")) { try Ledger.open(at: path) }
    }

    @Test func `is refused where the identity is a directory`() throws {
        _ = try Ledger.create(at: path).identity
        try folder.remove("ledger.json")
        #expect(mkdir(path + "/ledger.json", 0o700) == 0)
        refused(.notALedger(path: path, reason: "ledger.json cannot be read: Is a directory")) {
            try Ledger.open(at: path)
        }
    }

    // MARK: What is not this ledger, or of a later release

    @Test(arguments: [2, 3, 9_007_199_254_740_991])
    func `of a newer format is refused, and left as it is`(format: Int) throws {
        let identity = try Ledger.create(at: path).identity
        let newer =
            #"{"createdAt":"\#(identity.createdAt)","format":\#(format),"ledger":"\#(identity.ledger)","new":[]}"#
        try folder.write(Array(newer.utf8), to: "ledger.json")
        let data = try folder.contents(of: "data.mdb")
        for access in [Ledger.Access.readOnly, .readWrite] {
            refused(.newerFormat(path: path, found: format, known: 1)) { try Ledger.open(at: path, access: access) }
        }
        #expect(try folder.contents(of: "data.mdb") == data)
    }

    @Test func `with the identity of another is refused`() throws {
        let other = try LedgerFolder()
        let (mine, others) = (try Ledger.create(at: path).identity, try Ledger.create(at: other.path).identity)
        try folder.write(other.contents(of: "ledger.json"), to: "ledger.json")
        refused(
            .damaged(
                path: path, reason: "ledger.json names ledger \(others.ledger), the data are those of \(mine.ledger)")
        ) { try Ledger.open(at: path) }
    }

    @Test func `with the data of another is refused`() throws {
        let other = try LedgerFolder()
        let (mine, others) = (try Ledger.create(at: path).identity, try Ledger.create(at: other.path).identity)
        try folder.write(other.contents(of: "data.mdb"), to: "data.mdb")
        refused(
            .damaged(
                path: path, reason: "ledger.json names ledger \(mine.ledger), the data are those of \(others.ledger)")
        ) { try Ledger.open(at: path) }
    }

    // MARK: Broken data

    @Test(arguments: [0, 1, 100, 4_095, 4_096, 8_191, 8_192, 12_288])
    func `with data cut short is refused, never made new`(length: Int) throws {
        try { _ = try Ledger.create(at: path).append([note("a")]) }()
        let cut = Array(try folder.contents(of: "data.mdb").prefix(length))
        try folder.write(cut, to: "data.mdb")
        for access in [Ledger.Access.readOnly, .readWrite] {
            refusedAsDamaged { try Ledger.open(at: path, access: access) }
        }
        #expect(try folder.contents(of: "data.mdb") == cut)
    }

    @Test func `without its data is refused, and none are made`() throws {
        _ = try Ledger.create(at: path).identity
        try folder.remove("data.mdb")
        refused(.damaged(path: path, reason: "the data file is missing")) { try Ledger.open(at: path) }
        #expect(throws: (any Error).self) { try folder.contents(of: "data.mdb") }
    }

    @Test(arguments: [0, 0xFF, 0x41] as [UInt8])
    func `with other bytes for data is refused`(byte: UInt8) throws {
        _ = try Ledger.create(at: path).identity
        try folder.write([UInt8](repeating: byte, count: 65_536), to: "data.mdb")
        refusedAsDamaged { try Ledger.open(at: path) }
    }

    @Test(arguments: [LedgerTables.identity, LedgerTables.counters])
    func `whose data lack a record of the whole is found damaged, at the latest by an append`(key: [UInt8]) throws {
        try {
            let ledger = try Ledger.create(at: path)
            let tables = ledger.tables
            try ledger.environment.write { (transaction) throws(StorageError) in
                try transaction.put(tables.meta, key: key.rawBytes, [UInt8]().rawBytes)
            }
        }()
        if key == LedgerTables.identity {
            refused(.damaged(path: path, reason: "the data hold no identity record")) { try Ledger.open(at: path) }
        } else {
            let ledger = try Ledger.open(at: path)
            #expect(throws: AppendError.damaged(sequence: 0, reason: "the counters of streams and sources are missing"))
            {
                try ledger.append([note("a")])
            }
            #expect(try ledger.head() == 0)
        }
    }

    // MARK: Access

    @Test func `twice in one process is refused, until the first is gone`() throws {
        var first: Ledger? = try Ledger.create(at: path)
        let error = #expect(throws: LedgerOpenError.self) { _ = try Ledger.open(at: path).identity }
        guard case .storage(path, let fault) = error else {
            Issue.record("not a fault of the storage: \(String(describing: error))")
            return
        }
        #expect(fault.kind == .alreadyOpen)
        #expect(
            error?.description
                == "the ledger at \(path): opening the data file: this process has the same data open already")
        #expect(try first?.append([note("a")]).lastSequence == 1)
        first = nil
        #expect(try Ledger.open(at: path).head() == 1)
    }

    @Test func `to read only appends nothing, and says so`() throws {
        try { _ = try Ledger.create(at: path).append([note("a")]) }()
        let data = try folder.contents(of: "data.mdb")
        let ledger = try Ledger.open(at: path, access: .readOnly)
        #expect(try ledger.head() == 1)
        for event in [try note("a"), try note("b")] {
            let error = #expect(throws: AppendError.self) { try ledger.append([event]) }
            guard case .storage(let fault) = error else {
                Issue.record("not a fault of the storage: \(String(describing: error))")
                return
            }
            #expect(fault.kind == .readOnly)
            #expect(
                error?.description
                    == "nothing was appended: beginning a write transaction: the data is open for reading only")
        }
        #expect(try folder.contents(of: "data.mdb") == data)
    }

    #if os(Linux)
        /// In another process, which gives up its rights where it has those of root.
        @Test(arguments: ["", "/ledger.json", "/data.mdb"])
        func `is refused where the system does not permit it`(file: String) async throws {
            _ = try Ledger.create(at: path).identity
            let parent = String(path.dropLast("/ledger".count))
            #expect(chmod(parent, 0o755) == 0 && chmod(path, 0o755) == 0)
            for other in ["/ledger.json", "/data.mdb", "/lock.mdb"] { #expect(chmod(path + other, 0o666) == 0) }
            #expect(chmod(path + file, 0) == 0)
            await #expect(processExitsWith: .success) { [path = path as String] in
                if geteuid() == 0, seteuid(65_534) != 0 { exit(3) }
                for access in [Ledger.Access.readOnly, .readWrite] {
                    do {
                        _ = try Ledger.open(at: path, access: access).identity
                        exit(4)
                    } catch {
                        guard (error as? LedgerOpenError) == .notPermitted(path: path) else { exit(5) }
                    }
                }
            }
        }
    #endif

    @Test(arguments: [
        (LedgerOpenError.missing(path: "/l"), "no ledger at /l: there is no such directory"),
        (.notADirectory(path: "/l"), "no ledger at /l: it is not a directory"),
        (.notALedger(path: "/l", reason: "it holds no ledger.json"), "no ledger at /l: it holds no ledger.json"),
        (
            .newerFormat(path: "/l", found: 2, known: 1),
            "the ledger at /l has format 2, this release reads formats up to 1: use a newer release"
        ),
        (.alreadyExists(path: "/l"), "/l holds a ledger already: choose another directory"),
        (.cannotCreate(path: "/l", reason: "why"), "the ledger cannot be created at /l: why"),
        (.damaged(path: "/l", reason: "why"), "the ledger at /l is damaged: why"),
        (.notPermitted(path: "/l"), "the ledger at /l is not accessible: permission denied"),
    ])
    func `says why it failed`(error: LedgerOpenError, text: String) { #expect(error.description == text) }

    private func refused(_ expected: LedgerOpenError, _ open: () throws -> Ledger) {
        #expect(throws: expected) { _ = try open().identity }
    }

    private func refusedAsDamaged(_ open: () throws -> Ledger) {
        let error = #expect(throws: LedgerOpenError.self) { _ = try open().identity }
        guard case .damaged(path, _) = error else {
            Issue.record("not damaged: \(String(describing: error))")
            return
        }
    }
}
