import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

/// A sound ledger of twelve events is changed in one way, and the one finding is expected that says so.
@Suite struct `Verifying a ledger` {
    /// One change behind the ledger's back.
    struct Damage: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: VerificationFinding.Code
        let sequence: UInt64?
        let change: @Sendable (Ledger, inout WriteTransaction) throws(StorageError) -> Void

        init(
            _ description: String, _ code: VerificationFinding.Code, at sequence: UInt64?,
            _ change: @escaping @Sendable (Ledger, inout WriteTransaction) throws(StorageError) -> Void
        ) {
            testDescription = description
            self.code = code
            self.sequence = sequence
            self.change = change
        }

        /// The counters are changed.
        static func counters(_ description: String, _ change: @escaping @Sendable (inout [UInt8]) -> Void) -> Damage {
            Damage(description, .heads, at: nil) { (ledger, transaction) throws(StorageError) in
                let key = LedgerTables.counters
                guard var counters = try transaction.get(ledger.tables.meta, key: key.rawBytes)?.copiedBytes() else {
                    return
                }
                change(&counters)
                try transaction.put(ledger.tables.meta, key: key.rawBytes, counters.rawBytes)
            }
        }

        /// An entry is put where none belongs.
        static func left(
            _ description: String, _ table: String, _ code: VerificationFinding.Code = .index, key: [UInt8],
            value: [UInt8]
        ) -> Damage {
            Damage(description, code, at: nil) { (ledger, transaction) throws(StorageError) in
                try transaction.put(ledger.environment[table: table], key: key.rawBytes, value.rawBytes)
            }
        }

        /// A byte of a record is changed; the leaf hash is made to fit again where asked.
        static func byte(
            _ description: String, _ code: VerificationFinding.Code, offset: Int, mask: UInt8 = 1, rehash: Bool = false
        ) -> Damage {
            Damage(description, code, at: 5) { (ledger, transaction) throws(StorageError) in
                guard var record = try transaction.get(ledger.tables.events, 5)?.copiedBytes() else { return }
                record[offset] ^= mask
                if rehash {
                    record.replaceSubrange(40..<72, with: TreeHash.leaf(Array(record[72...])).bytes)
                }
                try transaction.put(ledger.tables.events, 5, record.rawBytes)
            }
        }
    }

    @Test func `tells once of a source under a wrong number, with how many events it is the cause for`() throws {
        let key = LedgerTables.key(text: "test")
        try ledger.environment.write { (transaction) throws(StorageError) in
            try transaction.put(ledger.tables.sources, key: key.rawBytes, UInt32(9).littleEndianBytes.rawBytes)
        }
        #expect(
            ledger.verify().findings.map(\.consequences) == [["11 more of the same source are not found either"]])
    }

    static let damages: [Damage] = [
        .byte("the layout of a header", .header, offset: 0),
        .byte("the party in a header", .header, offset: 1),
        .byte("the kind in a header", .headerDiffers, offset: 2),
        .byte("the detail in a header", .headerDiffers, offset: 5),
        .byte("the marks in a header", .headerDiffers, offset: 6),
        .byte("the stream's index in a header", .headerDiffers, offset: 8),
        .byte("the version in a header", .headerDiffers, offset: 12),
        .byte("the time in a header", .headerDiffers, offset: 16),
        .byte("the recorded time in a header", .headerDiffers, offset: 24),
        .byte("the link back in a header", .streamOrder, offset: 32),
        .byte("the leaf hash in a header", .leafHash, offset: 50),
        .byte("a byte of the JSON", .leafHash, offset: 90),
        .byte("the last byte of a record", .leafHash, offset: 72),
        Damage("a record that is gone", .missingRecord, at: 5) { (ledger, transaction) throws(StorageError) in
            let access = TableAccess(transaction, ledger.tables.events)
            defer { access.end() }
            try access.remove([0, 0, 0, 0, 0, 0, 0, 5])
        },
        Damage("a node of the tree", .node, at: nil) { (ledger, transaction) throws(StorageError) in
            try transaction.put(ledger.tables.nodes, 2, [UInt8](repeating: 7, count: 32).rawBytes)
        },
        Damage("an identity that leads elsewhere", .index, at: 3) { (ledger, transaction) throws(StorageError) in
            let key = LedgerTables.identityKey(source: 0, id: "e-3")
            try transaction.put(ledger.tables.identities, key: key.rawBytes, UInt64(4).littleEndianBytes.rawBytes)
        },
        Damage("a stream's index that is another's", .index, at: 1) { (ledger, transaction) throws(StorageError) in
            let key = LedgerTables.streamKey(.ticket("0"))
            try transaction.put(ledger.tables.streams, key: key.rawBytes, UInt32(1).littleEndianBytes.rawBytes)
        },
        Damage("a stream's latest version", .heads, at: 12) { (ledger, transaction) throws(StorageError) in
            let key = LedgerTables.headKey(.ticket, index: 2)
            var head: [UInt8] = []
            StreamHead(index: 2, version: 9, lastSequence: 12).append(to: &head)
            try transaction.put(ledger.tables.heads, key: key.rawBytes, head.rawBytes)
        },
        .counters("the count of streams") { $0[4 * (Int(Stream.Kind.ticket.rawValue) - 1)] ^= 4 },
        .counters("the count of streams of a kind that has none") { $0[0] = 1 },
        .counters("the count of sources") { $0[$0.count - 4] ^= 2 },
        .counters("the length of the counters") { $0.removeLast() },
        Damage("a source's number", .index, at: 1) { (ledger, transaction) throws(StorageError) in
            let key = LedgerTables.key(text: "test")
            try transaction.put(ledger.tables.sources, key: key.rawBytes, UInt32(9).littleEndianBytes.rawBytes)
        },
        .left("an identity of no event", "identities", key: [0, 0, 0, 0, 65], value: [3, 0, 0, 0, 0, 0, 0, 0]),
        .left("a source of no event", "sources", .heads, key: [65], value: [1, 0, 0, 0]),
        .left("a node above no event", "nodes", key: [0, 0, 0, 0, 0, 0, 1, 0], value: [1]),
        .left("an event before the first", "events", key: [UInt8](repeating: 0, count: 8), value: [1]),
        .left("a stream of no event", "streams", key: [1, 65], value: [0, 0, 0, 0]),
        .left("a note of what was never signed", "meta", .checkpoint, key: LedgerTables.signed + [65], value: [1]),
        Damage("a note of another history", .root, at: nil) { (ledger, transaction) throws(StorageError) in
            let name = try? KeyName("ledger.example/main")
            guard let name else { return }
            let note = Checkpoint(origin: name, size: 5, root: .ofEmptyTree)
            let key = LedgerTables.signed + Array("\(name)".utf8)
            try transaction.put(ledger.tables.meta, key: key.rawBytes, note.text.rawBytes)
        },
    ]

    let temporary: TemporaryLedger
    var ledger: Ledger { temporary.ledger }
    let key: SigningKey

    init() throws {
        key = SigningKey(generatingFor: try KeyName("ledger.example/main"))
        let clock = SettableClock(Instant(year: 2026, month: 1, day: 1))
        temporary = try TemporaryLedger(clock: clock.read)
        for number in 1...12 {
            clock.advance(microseconds: 1_000)
            try temporary.ledger.append([note(EventID("e-\(number)"), on: .ticket(TicketID("\((number - 1) % 3)")))])
        }
    }

    @Test func `finds nothing in a sound one, and says what it looked at`() throws {
        let checkpoint = try ledger.signCheckpoint(by: key).checkpoint
        var options = VerificationOptions()
        options.checkpoints = [checkpoint]
        let report = ledger.verify(options)
        #expect(report.findings.isEmpty, "\(report.findings)")
        #expect(report.range == "events 1 to 12 computed from their bytes")
        #expect(report.checkpoints == [12])
        #expect(report.root == checkpoint.root)
    }

    @Test(arguments: damages)
    func `finds one root cause for one change`(_ damage: Damage) throws {
        let checkpoint = try ledger.signCheckpoint(by: key).checkpoint
        try ledger.environment.write { (transaction) throws(StorageError) in try damage.change(ledger, &transaction) }
        var options = VerificationOptions()
        options.checkpoints = [checkpoint]
        let report = ledger.verify(options)
        #expect(report.findings.map(\.code) == [damage.code], "\(report.findings)")
        #expect(report.findings.first?.sequence == damage.sequence, "\(report.findings)")
    }

    @Test func `notices an event exchanged together with everything that vouches for it, by a checkpoint kept outside`()
        throws
    {
        let checkpoint = try ledger.signCheckpoint(by: key).checkpoint
        let other = try TemporaryLedger(clock: SettableClock(Instant(year: 2026, month: 1, day: 1)).read)
        for number in 1...12 {
            try other.ledger.append([note(EventID("e-\(number)"), saying: number == 7 ? "another" : "a word")])
        }
        var options = VerificationOptions()
        options.checkpoints = [checkpoint]
        #expect(other.ledger.verify().isSound)
        #expect(other.ledger.verify(options).findings.map(\.code) == [.root])
    }

    @Test func `notices that a ledger is shorter than a checkpoint`() throws {
        var options = VerificationOptions()
        options.checkpoints = [Checkpoint(origin: key.name, size: 13, root: .ofEmptyTree)]
        let report = ledger.verify(options)
        #expect(report.findings.map(\.code) == [.shorter])
        #expect(
            report.findings.first?.description == """
                F202 checkpoint of size 13: the ledger ends at 12
                  the ledger was cut or rolled back, or it is another one: compare with a backup
                """)
    }

    @Test func `goes on behind a checkpoint that was verified before`() throws {
        let checkpoint = try ledger.signCheckpoint(by: key).checkpoint
        for number in 13...20 { try ledger.append([note(EventID("e-\(number)"), on: .ticket("1"))]) }
        var options = VerificationOptions()
        options.since = checkpoint
        let report = ledger.verify(options)
        #expect(report.findings.isEmpty, "\(report.findings)")
        #expect(
            report.range == "events 13 to 20 computed from their bytes; the 12 before rest on the checkpoint given")
        #expect(report.root == (try ledger.snapshot().root()))
        options.since = Checkpoint(origin: key.name, size: 12, root: .ofEmptyTree)
        #expect(ledger.verify(options).findings.map(\.code) == [.root])
    }

    @Test func `says of a quick verification that it is partial`() throws {
        var options = VerificationOptions()
        options.isQuick = true
        options.checkpoints = [try ledger.signCheckpoint(by: key).checkpoint]
        let report = ledger.verify(options)
        #expect(report.isSound)
        #expect(report.range.hasPrefix("quick and partial"))
    }

    @Test func `lists no more findings than asked for`() throws {
        try ledger.environment.write { (transaction) throws(StorageError) in
            for sequence in 1...12 as ClosedRange<UInt64> {
                try transaction.put(ledger.tables.events, sequence, [UInt8](repeating: 1, count: 9).rawBytes)
            }
        }
        var options = VerificationOptions()
        options.findingLimit = 5
        let report = ledger.verify(options)
        #expect(report.findings.count == 5)
        #expect(report.unlisted >= 7)
    }
}
