import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

@Suite struct `Reading` {
    private let temporary: TemporaryLedger
    private var ledger: Ledger { temporary.ledger }

    /// Ten events: the odd ones on ticket/odd, the even ones on ticket/even.
    init() throws {
        temporary = try TemporaryLedger()
        try ledger.append((1...10).map { try note(EventID("\($0)"), on: Self.stream(of: $0)) })
    }

    private static func stream(of sequence: Int) -> Stream { .ticket(sequence.isMultiple(of: 2) ? "even" : "odd") }

    @Test(
        arguments: [
            (0, Array(1...10)), (1, Array(1...10)), (2, Array(2...10)), (10, [10]), (11, []), (.max, []),
        ] as [(UInt64, [UInt64])])
    func `goes forwards from a position to the head`(start: UInt64, expected: [UInt64]) throws {
        let snapshot = try ledger.snapshot()
        var cursor = try snapshot.events(from: start)
        #expect(try drain(&cursor) == expected)
        // Past the end there is nothing, however often one asks.
        let isOver = try cursor.next() == nil
        #expect(isOver)
    }

    @Test(
        arguments: [
            (nil, (1...10).reversed()), (0, []), (1, [1]), (2, [2, 1]), (9, (1...9).reversed()),
            (10, (1...10).reversed()),
            (11, (1...10).reversed()), (.max, (1...10).reversed()),
        ] as [(UInt64?, [UInt64])])
    func `goes backwards from a position to the first event`(start: UInt64?, expected: [UInt64]) throws {
        let snapshot = try ledger.snapshot()
        var cursor = try snapshot.eventsBackwards(from: start)
        #expect(try drain(&cursor) == expected)
        let isOver = try cursor.next() == nil
        #expect(isOver)
    }

    @Test func `finds one event by its sequence`() throws {
        let snapshot = try ledger.snapshot()
        for sequence in 1...10 as ClosedRange<UInt64> {
            #expect(try snapshot.event(at: sequence)?.recorded().event.id == EventID("\(sequence)"))
        }
        for sequence in [0, 11, UInt64.max] { #expect(try snapshot.event(at: sequence)?.sequence == nil) }
    }

    @Test(
        arguments: [
            (1, [1, 3, 5, 7, 9]), (0, [1, 3, 5, 7, 9]), (2, [3, 5, 7, 9]), (5, [9]), (6, []), (.max, []),
        ] as [(UInt32, [UInt64])])
    func `finds the events of a stream from a version on`(version: UInt32, expected: [UInt64]) throws {
        let snapshot = try ledger.snapshot()
        #expect(try snapshot.sequences(of: .ticket("odd"), from: version) == expected)
        #expect(try snapshot.sequences(of: .ticket("other"), from: version) == [])
        #expect(try snapshot.sequences(of: .location("odd"), from: version) == [])
    }

    @Test func `tells the version and the index of a stream`() throws {
        let snapshot = try ledger.snapshot()
        #expect(try snapshot.version(of: .ticket("odd")) == 5)
        #expect(try snapshot.version(of: .ticket("other")) == 0)
        #expect(try snapshot.index(of: .ticket("odd")) == 0)
        #expect(try snapshot.index(of: .ticket("even")) == 1)
        #expect(try snapshot.index(of: .ticket("other")) == nil)
        #expect(try snapshot.sequence(of: "7", from: "test") == 7)
        #expect(try snapshot.sequence(of: "11", from: "test") == nil)
        #expect(try snapshot.find(note("7", on: .ticket("odd")))?.isSame == true)
        #expect(try snapshot.find(note("7", on: .ticket("even")))?.isSame == false)
        #expect(try snapshot.find(note("11"))?.sequence == nil)
    }

    @Test func `in one snapshot sees nothing that comes later`() throws {
        let snapshot = try ledger.snapshot()
        var cursor = try snapshot.events(from: 9)
        #expect(try cursor.next()?.sequence == 9)
        try ledger.append([note("later", on: .ticket("odd")), note("new", on: .location("new"))])
        #expect(snapshot.head == 10)
        #expect(try cursor.next()?.sequence == 10)
        #expect(try cursor.next()?.sequence == nil)
        #expect(try snapshot.event(at: 11)?.sequence == nil)
        #expect(try snapshot.version(of: .ticket("odd")) == 5)
        #expect(try snapshot.streamCount(of: .location) == 0)
        #expect(try snapshot.sequence(of: "later", from: "test") == nil)
        #expect(try snapshot.sequences(of: .ticket("odd")) == [1, 3, 5, 7, 9])
        let later = try ledger.snapshot()
        #expect(later.head == 12)
        #expect(try later.sequences(of: .ticket("odd")) == [1, 3, 5, 7, 9, 11])
        #expect(try later.event(at: 12)?.header.previousInStream == 0)
    }

    @Test(
        arguments: [
            (nil, Array(1...10)), (1...10, Array(1...10)), (0...3, [1, 2, 3]), (4...6, [4, 5, 6]), (10...10, [10]),
            (9...99, [9, 10]), (0...0, []), (11...20, []), (0...UInt64.max, Array(1...10)),
            (UInt64.max...UInt64.max, []),
        ] as [(ClosedRange<UInt64>?, [UInt64])])
    func `goes over every event of a range`(range: ClosedRange<UInt64>?, expected: [UInt64]) throws {
        var seen: [UInt64] = []
        try ledger.forEachEvent(in: range) { event in
            seen.append(event.sequence)
            return true
        }
        #expect(seen == expected)
    }

    @Test(arguments: [1, 3, 10] as [UInt64])
    func `stops where it is told to`(last: UInt64) throws {
        var seen: [UInt64] = []
        try ledger.forEachEvent { event in
            seen.append(event.sequence)
            return event.sequence < last
        }
        #expect(seen == Array(1...last))
    }

    @Test func `passes on what the closure throws`() throws {
        struct Enough: Error {}
        var seen = 0
        #expect(throws: Enough.self) {
            try ledger.forEachEvent { event in
                seen += 1
                if event.sequence == 4 { throw Enough() }
                return true
            }
        }
        #expect(seen == 4)
    }

    @Test func `ends at the head seen first, whatever is appended meanwhile`() throws {
        var seen: [UInt64] = []
        try ledger.forEachEvent { event in
            seen.append(event.sequence)
            try ledger.append([note(EventID("while-\(event.sequence)"))])
            return true
        }
        #expect(seen == Array(1...10))
        #expect(try ledger.head() == 20)
    }

    @Test(arguments: [4_095, 4_096, 4_097, 8_193] as [UInt64])
    func `of more events than one snapshot is kept for leaves none out`(count: UInt64) throws {
        let long = try TemporaryLedger()
        try long.ledger.append((1...count).map { try note(EventID("\($0)"), on: .rules) })
        var next: UInt64 = 1
        try long.ledger.forEachEvent { event in
            guard event.sequence == next, event.header.streamVersion == next else { return false }
            next += 1
            return true
        }
        #expect(next == count + 1)
        #expect(
            try long.ledger.snapshot().sequences(of: .rules, from: UInt32(count - 2)) == [count - 2, count - 1, count])
    }

    @Test func `an empty ledger finds nothing and fails at nothing`() throws {
        let empty = try TemporaryLedger().ledger
        #expect(try empty.head() == 0)
        let snapshot = try empty.snapshot()
        #expect(snapshot.head == 0)
        for sequence in [0, 1, UInt64.max] { #expect(try snapshot.event(at: sequence)?.sequence == nil) }
        var forwards = try snapshot.events()
        #expect(try drain(&forwards) == [])
        var backwards = try snapshot.eventsBackwards()
        #expect(try drain(&backwards) == [])
        #expect(try snapshot.version(of: .rules) == 0)
        #expect(try snapshot.index(of: .rules) == nil)
        for kind in Stream.Kind.allCases { #expect(try snapshot.streamCount(of: kind) == 0) }
        #expect(try snapshot.sequences(of: .rules) == [])
        #expect(try snapshot.sequence(of: "a", from: "b") == nil)
        try empty.forEachEvent { _ in
            Issue.record("there is no event")
            return true
        }
    }

    @Test func `stops at damage, and names the record`() throws {
        let damaged = try TemporaryLedger().ledger
        try damaged.append(notes(3, named: "n"))
        let tables = damaged.tables
        try damaged.environment.write { (transaction) throws(StorageError) in
            try transaction.put(tables.events, 2, [1, 2, 3].rawBytes)
        }
        var seen: [UInt64] = []
        #expect(throws: ReadError.damaged(sequence: 2, reason: "3 bytes are too few for a record")) {
            try damaged.forEachEvent { event in
                seen.append(event.sequence)
                return true
            }
        }
        #expect(seen == [1])
        #expect(
            ReadError.damaged(sequence: 2, reason: "it is missing").description
                == "record 2 is damaged: it is missing\n  compare with a backup")
        // Nothing is built on a head that cannot be read.
        try damaged.environment.write { (transaction) throws(StorageError) in
            try transaction.put(tables.events, 9, [1, 2, 3].rawBytes)
        }
        #expect(throws: AppendError.damaged(sequence: 9, reason: "3 bytes are too few for a record")) {
            try damaged.append([note("new")])
        }
    }

    private func drain(_ cursor: inout EventCursor) throws -> [UInt64] {
        var sequences: [UInt64] = []
        while let event = try cursor.next() {
            sequences.append(event.sequence)
            #expect(try event.event().id == EventID("\(event.sequence)"))
        }
        return sequences
    }
}
