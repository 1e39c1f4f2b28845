import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

@Suite struct `Unusual identifiers` {
    private let temporary: TemporaryLedger
    private var ledger: Ledger { temporary.ledger }

    init() throws { temporary = try TemporaryLedger() }

    /// Around the length up to which a key is the text itself, LMDB's own limit, and far beyond.
    private static let lengths = [1, 400, 494, 495, 496, 497, 498, 499, 500, 501, 502, 506, 507, 511, 512, 600, 5_000]

    @Test(arguments: lengths)
    func `are told apart by their last character, however long they are`(length: Int) throws {
        let stem = String(repeating: "x", count: length - 1)
        for (index, end) in ["a", "b"].enumerated() {
            let stream = Stream.ticket(TicketID(stem + end))
            let event = try note(EventID(stem + end), on: stream, saying: end, from: EventSource(stem + end))
            #expect(try ledger.append([event], to: stream, expecting: .noStream).sequences == [UInt64(index + 1)])
            #expect(try ledger.append([event]).appended == 0)
        }
        try checkKnown([stem + "a", stem + "b"])
    }

    /// Two spellings of é are one `String`, but two texts: ids are kept and compared as given.
    @Test(arguments: [
        ("\u{E9}", "e\u{301}"), ("\u{212B}", "\u{C5}"), ("\u{AC00}", "\u{1100}\u{1161}"),
        ("a\u{323}\u{307}", "a\u{307}\u{323}"),
    ])
    func `that only look alike are two`(first: String, second: String) throws {
        for (index, name) in [first, second].enumerated() {
            let stream = Stream.ticket(TicketID(name))
            let event = try note(EventID(name), on: stream, from: EventSource(name))
            #expect(try ledger.append([event], to: stream, expecting: .noStream).sequences == [UInt64(index + 1)])
        }
        try checkKnown([first, second])
    }

    @Test(arguments: [("\u{E9}", "e\u{301}"), ("\u{212B}", "\u{C5}")])
    func `that only look alike are two inside one batch as well`(first: String, second: String) throws {
        try ledger.append(
            [first, second].map { name in
                try note(EventID(name), on: .ticket(TicketID(name)), from: EventSource(name))
            })
        #expect(try ledger.storedNotes().map(\.version) == [1, 1])
        #expect(try ledger.storedNotes().map(\.previous) == [0, 0])
        #expect(try ledger.snapshot().streamCount(of: .ticket) == 2)
        try checkKnown([first, second])
    }

    @Test func `that only look alike are not equal`() {
        #expect(EventID("\u{E9}") != EventID("e\u{301}"))
        #expect(Set([TicketID("\u{E9}"), TicketID("e\u{301}")]).count == 2)
        #expect(Stream.ticket("\u{E9}") != Stream.ticket("e\u{301}"))
    }

    @Test(arguments: [
        "😂", "e\u{301}x", "\u{301}x", "\u{200D}", "x\u{301}", "ｅ", "日本", " ", "\"\\", "%2F", "\u{2028}", "\u{FFFF}",
        "\u{10FFFF}",
    ])
    func `of any characters name a stream`(name: String) throws {
        let stream = Stream.subscription(TenantID(name), SubscriptionID(name))
        try ledger.append([note("a", on: stream), note("b", on: .ticket(TicketID(name)))])
        #expect(try ledger.snapshot().version(of: stream) == 1)
        #expect(try ledger.snapshot().event(at: 1)?.event().stream == stream)
        #expect(Stream(subject: stream.subject) == stream)
    }

    @Test func `do not run into each other`() throws {
        let streams: [Stream] = [
            .subscription("a", "b"), .engagement("a"), .location("a"), .ticket("a"), .ticket("A"), .rules,
            try claimStream("1"), try claimStream("11"), try claimStream("999999999999999999"), .ticket("1"),
            .engagement("1"), .subscription("a", "b "), .subscription("A", "b"),
        ]
        for (index, stream) in streams.enumerated() {
            try ledger.append([note(EventID("\(index)"), on: stream)], to: stream, expecting: .noStream)
        }
        // An id of one source is none of another, even if the two texts together are the same.
        try ledger.append([note("bc", from: "a"), note("c", from: "ab")])
        for (index, stream) in streams.enumerated() {
            let expected: [UInt64] = index == 9 ? [10, 14, 15] : [UInt64(index + 1)]
            #expect(try ledger.snapshot().sequences(of: stream) == expected)
        }
    }

    private func checkKnown(_ names: [String]) throws {
        let snapshot = try ledger.snapshot()
        for (index, name) in names.enumerated() {
            let sequence = UInt64(index + 1)
            #expect(try snapshot.sequence(of: EventID(name), from: EventSource(name)) == sequence)
            #expect(try snapshot.version(of: .ticket(TicketID(name))) == 1)
            #expect(try snapshot.index(of: .ticket(TicketID(name))) == UInt32(index))
            #expect(try snapshot.sequences(of: .ticket(TicketID(name))) == [sequence])
            let stored = try #require(try snapshot.event(at: sequence)?.event())
            #expect(Array(stored.id.text.utf8) == Array(name.utf8))
        }
        for name in names {
            #expect(try snapshot.sequence(of: EventID(name), from: EventSource(name + "x")) == nil)
            #expect(try snapshot.version(of: .location(LocationID(name))) == 0)
        }
    }
}
