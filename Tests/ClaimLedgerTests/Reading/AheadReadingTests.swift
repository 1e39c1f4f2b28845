import ClaimLedgerTesting
import Synchronization
import Testing

@testable import ClaimLedger

/// Replays long enough to be read ahead on another thread.
@Suite struct `Reading ahead` {
    private static let count = 6 * EventBlocks.size + 17
    private let temporary: TemporaryLedger
    private var ledger: Ledger { temporary.ledger }

    /// Events that each say their own sequence, on two streams by turns.
    init() throws {
        temporary = try TemporaryLedger()
        let events = try (1...Self.count).map { sequence in
            try note(
                EventID("\(sequence)"), on: .ticket(sequence.isMultiple(of: 2) ? "even" : "odd"), saying: "\(sequence)")
        }
        try ledger.append(events)
    }

    @Test func `divides a range into blocks without a gap`() {
        for last in [1, 1_023, 1_024, 1_025, 2_048, 5_000] as [UInt64] {
            let blocks = EventBlocks(7...(6 + last))
            let sequences = (0..<blocks.count).flatMap { Array(blocks[$0]) }
            #expect(sequences == Array(7...(6 + last)))
        }
    }

    @Test func `shows every event once, with the content that its JSON has`() throws {
        var next: UInt64 = 1
        try ledger.forEachEvent(asking: { $0.streamVersion.isMultiple(of: 3) }) { event in
            let content = try event.content()
            let whole = try event.event()
            guard event.sequence == next, content.fact == .ticketAssigned(owner: "\(next)"),
                content.stream == whole.stream, content.actor == whole.actor.id
            else {
                Issue.record("event \(next) says something else")
                return false
            }
            next += 1
            return true
        }
        #expect(next == Self.count + 1)
    }

    @Test func `reads ahead what is asked for, and no further than a few blocks`() throws {
        let asked = Mutex<UInt64>(0)
        var farthest: UInt64 = 0
        try ledger.forEachEvent(asking: { _ in
            asked.withLock { $0 += 1 }
            return true
        }) { event in
            let lead = asked.withLock { $0 } - min(event.sequence - 1, asked.withLock { $0 })
            farthest = max(farthest, lead)
            return true
        }
        #expect(asked.withLock { $0 } == Self.count)
        #expect(farthest <= 5 * EventBlocks.size)
    }

    @Test(arguments: [1, 1_025] as [UInt64])
    func `stops where the fold does`(last: UInt64) throws {
        var seen: UInt64 = 0
        try ledger.forEachEvent(asking: { _ in true }) { event in
            seen = event.sequence
            return seen < last
        }
        #expect(seen == last)
    }

    @Test(arguments: [0, 2])
    func `leaves no thread behind that holds the ledger`(taken: Int) {
        var reader = AheadReader(ledger, EventBlocks(1...Self.count), asking: nil)
        for place in 0..<taken { #expect(reader?.take(place).count == Int(EventBlocks.size)) }
        weak let held = reader
        reader?.stop()
        reader = nil
        #expect(held == nil)
    }

    @Test func `takes no thread for a short range`() {
        #expect(AheadReader(ledger, EventBlocks(1...EventBlocks.size), asking: nil) == nil)
    }

    @Test(arguments: [1, 3_072, 6_000] as [UInt64])
    func `tells damage when the fold comes to it`(sequence: UInt64) throws {
        let tables = ledger.tables
        try ledger.environment.write { (transaction) throws(StorageError) in
            try transaction.put(tables.events, sequence, [1, 2, 3].rawBytes)
        }
        var seen: UInt64 = 0
        #expect(throws: ReadError.damaged(sequence: sequence, reason: "3 bytes are too few for a record")) {
            try ledger.forEachEvent(asking: { _ in true }) { event in
                seen = event.sequence
                return true
            }
        }
        #expect(seen == sequence - 1)
    }

    @Test func `leaves JSON that is none to whoever asks for its content`() throws {
        let sequence: UInt64 = 2_500
        let tables = ledger.tables
        var record = try #require(try ledger.snapshot().rawRecord(at: sequence))
        record[EventHeader.byteCount] = UInt8(ascii: "[")
        let changed = record
        try ledger.environment.write { (transaction) throws(StorageError) in
            try transaction.put(tables.events, sequence, changed.rawBytes)
        }
        var unread: [UInt64] = []
        try ledger.forEachEvent(asking: { _ in true }) { event in
            do throws(ReadError) { _ = try event.content() } catch { unread.append(event.sequence) }
            return true
        }
        #expect(unread == [sequence])
    }

    @Test func `passes on what the fold throws`() throws {
        struct Enough: Error {}
        #expect(throws: Enough.self) {
            try ledger.forEachEvent(asking: { _ in true }) { event in
                if event.sequence == 2_000 { throw Enough() }
                return true
            }
        }
    }
}
