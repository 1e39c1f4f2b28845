import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

@Suite struct `Appending the same event again` {
    private let temporary: TemporaryLedger
    private var ledger: Ledger { temporary.ledger }

    init() throws {
        temporary = try TemporaryLedger()
        try ledger.append([note("a"), note("b", on: .ticket("2")), note("c")])
    }

    @Test func `gives the sequences it got first and appends nothing`() throws {
        let before = try ledger.storedNotes()
        try check([note("c"), note("a"), note("b", on: .ticket("2"))], gives: [3, 1, 2], appends: 0)
        #expect(try ledger.storedNotes() == before)
    }

    @Test func `together with new ones appends those only, in their order`() throws {
        try check(
            [note("d"), note("b", on: .ticket("2")), note("e", on: .ticket("2")), note("a")], gives: [4, 2, 5, 1],
            appends: 2)
        #expect(
            try ledger.storedNotes().suffix(2) == [
                StoredNote(4, "d", "ticket/1", 3, 3), StoredNote(5, "e", "ticket/2", 2, 2),
            ])
    }

    @Test func `inside one batch counts once`() throws {
        try check([note("d"), note("d"), note("e"), note("d")], gives: [4, 4, 5, 4], appends: 2)
    }

    @Test func `answers a retry whose expectation has become stale`() throws {
        let (stream, again) = (Stream.ticket("1"), [try note("a"), try note("c")])
        for stale in [ExpectedVersion.noStream, .exactly(0), .exactly(7)] {
            #expect(try ledger.append(again, to: stream, expecting: stale).sequences == [1, 3])
        }
        // With a new event among them it is no retry, and the expectation holds.
        #expect(
            throws: AppendError.wrongExpectedVersion(stream: stream, expected: .noStream, actual: 2, since: [1, 3])
        ) {
            try ledger.append(again + [note("d")], to: stream, expecting: .noStream)
        }
        #expect(try ledger.append(again + [note("d")], to: stream, expecting: .exactly(2)).sequences == [1, 3, 4])
    }

    @Test func `with another word, stream, time, party or extra member is refused`() throws {
        let time = Instant(year: 2024, month: 1, day: 3)
        var stranger = try #require(try ledger.snapshot().event(at: 1)?.event().json)
        stranger["extra"] = true
        var otherParty = try #require(try ledger.snapshot().event(at: 1)?.event().json)
        otherParty["actorparty"] = "microsoft"
        for changed in [
            try note("a", saying: "another word"), try note("a", on: .ticket("2")), try note("a", at: time),
            try PreparedEvent(ClaimEvent(json: stranger)), try PreparedEvent(ClaimEvent(json: otherParty)),
        ] {
            #expect(throws: AppendError.differentContent(source: "test", id: "a", sequence: 1)) {
                try ledger.append([changed])
            }
            let found = try #require(try ledger.snapshot().find(changed))
            #expect(found.sequence == 1 && !found.isSame)
        }
        #expect(try ledger.head() == 3)
    }

    @Test func `with other content earlier in the same batch is refused`() throws {
        #expect(throws: AppendError.differentContent(source: "test", id: "d", sequence: 4)) {
            try ledger.append([note("d"), note("d", saying: "another word")])
        }
        #expect(try ledger.head() == 3)
    }

    @Test func `from another source is another event`() throws {
        try check([note("a", saying: "another word", from: "elsewhere")], gives: [4], appends: 1)
        try check([note("a"), note("a", saying: "another word", from: "elsewhere")], gives: [1, 4], appends: 0)
        #expect(try ledger.snapshot().sequence(of: "a", from: "test") == 1)
        #expect(try ledger.snapshot().sequence(of: "a", from: "elsewhere") == 4)
        #expect(try ledger.snapshot().sequence(of: "a", from: "nowhere") == nil)
    }

    @Test func `spelled otherwise, at the same instant in another zone, is the same event`() throws {
        let line = """
            {"specversion":"1.0","type":"claimledger.ticket-assigned.v1","id":"\\u0061","source":"test",
             "subject":"ticket\\/1","time":"2024-01-02T01:00:00.000+01:00","actorparty":"system","actorid":"test",
             "datacontenttype":"application/json", "data":{"owner":"a\\u0020word"},
             "sequence":"77","recordedtime":"x","streamversion":null}
            """
        let event = try PreparedEvent(ClaimEvent(parsing: Array(line.utf8)))
        try check([event], gives: [1], appends: 0)
        let found = try #require(try ledger.snapshot().find(event))
        #expect(found.sequence == 1 && found.isSame)
    }

    @Test func `read back and given as exported is the same event`() throws {
        for sequence in 1...3 as ClosedRange<UInt64> {
            let exported = try #require(try ledger.snapshot().event(at: sequence)?.jsonBytes())
            try check([PreparedEvent(ClaimEvent(parsing: exported))], gives: [sequence], appends: 0)
        }
    }

    private func check(_ events: [PreparedEvent], gives sequences: [UInt64], appends count: Int) throws {
        let head = try ledger.head()
        let receipt = try ledger.append(events)
        #expect(receipt == AppendReceipt(sequences: sequences, appended: count, lastSequence: head + UInt64(count)))
        #expect(try ledger.head() == head + UInt64(count))
    }
}
