import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

/// Ids beyond all of their source are taken for new without a lookup; whatever their order, no event may stand twice.
@Suite struct `Ids in any order` {
    private let temporary: TemporaryLedger
    private var ledger: Ledger { temporary.ledger }

    init() throws { temporary = try TemporaryLedger() }

    @Test(arguments: SeededGenerator.seeds(1...8))
    func `from several sources, over several transactions, stand once each`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var model: [String: UInt64] = [:]
        for _ in 0..<20 {
            // Even seeds append each batch alone, odd ones several requests in one transaction.
            try ledger.write { (transaction) throws(AppendError) in
                for _ in 0..<(seed.isMultiple(of: 2) ? 1 : 4) {
                    let batch = Self.batch(using: &generator)
                    let head = UInt64(model.count)
                    let expected = batch.map { event in
                        let identity = "\(event.source)\n\(event.id)"
                        let sequence = model[identity] ?? UInt64(model.count) + 1
                        model[identity] = sequence
                        return sequence
                    }
                    let receipt = try transaction.append(batch)
                    #expect(receipt.sequences == expected, "seed \(seed)")
                    #expect(receipt.appended == model.count - Int(head), "seed \(seed)")
                }
            }
        }
        let stored = try ledger.storedNotes()
        #expect(stored.count == model.count, "seed \(seed)")
        #expect(ledger.verify().findings.isEmpty, "seed \(seed)")
    }

    @Test func `with other content are refused, before and behind the greatest`() throws {
        try ledger.append([note("b"), note("d")])
        for batch in [
            [try note("a"), try note("c"), try note("d", saying: "another word")],
            [try note("e"), try note("f"), try note("b", saying: "another word")],
        ] {
            #expect(throws: AppendError.self) { try ledger.append(batch) }
        }
        #expect(throws: AppendError.differentContent(source: "test", id: "f", sequence: 4)) {
            try ledger.append([note("e"), note("f"), note("g"), note("f", saying: "another word")])
        }
        #expect(try ledger.head() == 2)
    }

    @Test func `refused in one request do not keep the next request from them`() throws {
        let events = [try note("x"), try note("y"), try note("z")]
        try ledger.write { (transaction) throws(AppendError) in
            #expect(throws: AppendError.headMoved(expected: 7, actual: 0)) {
                try transaction.append(events, ifHeadIs: 7)
            }
            #expect(try transaction.append([events[1]]).sequences == [1])
            #expect(try transaction.append(events).sequences == [2, 1, 3])
        }
    }

    @Test func `the greatest of a source is found between its neighbours'`() throws {
        let sources: [EventSource] = ["first", "second", "third"]
        #expect(try greatest(of: 0) == nil)
        for source in [sources[0], sources[2], sources[1]] {
            try ledger.append(try ["b", "a", "ab"].map { try note($0, from: source) })
        }
        for number in 0..<3 as Range<UInt32> {
            #expect(try greatest(of: number) == LedgerTables.identityKey(source: number, id: "b"))
        }
        #expect(try greatest(of: 3) == nil)
        #expect(try greatest(of: .max) == nil)
    }

    private func greatest(of source: UInt32) throws -> [UInt8]? {
        try ledger.environment.write { (transaction) throws(StorageError) in
            try transaction.lastKey(ledger.tables.identities, beginningWith: source)
        }
    }

    /// Some ascending ids, some from anywhere, some beginnings of others, some too long for a key.
    private static func batch(using generator: inout SeededGenerator) -> [PreparedEvent] {
        (0..<Int.random(in: 1...12, using: &generator)).compactMap { _ in
            let number = Int.random(in: 1...60, using: &generator)
            let id =
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: String(repeating: "9", count: number % 5 + 1)
                case 1: String(repeating: "long", count: 130 + number % 3)
                default: "e\(number + 100)"
                }
            let source = EventSource("source-\(Int.random(in: 0..<3, using: &generator))")
            return try? note(EventID(id), from: source)
        }
    }
}
