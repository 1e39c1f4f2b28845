import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

@Suite(.timeLimit(.minutes(2))) struct `A subscription` {
    private let temporary: TemporaryLedger
    private var ledger: Ledger { temporary.ledger }

    init() throws { temporary = try TemporaryLedger() }

    @Test func `gives what is there and then what is appended, each event once and in order`() async throws {
        // More than a chunk, so that the past takes several reads.
        try ledger.append(notes(1_300, named: "past"))
        let ledger = ledger
        var iterator = ledger.events().makeAsyncIterator()
        for sequence in 1...1_300 as ClosedRange<UInt64> {
            let event = try await iterator.next()
            #expect(event?.sequence == sequence)
            #expect(event?.event.id.text == "past-\(sequence)")
        }
        for batch in 0..<20 {
            // Half of the time the consumer is waiting already.
            async let appending = ledger.append(notes(3, named: "live-\(batch)"))
            if batch.isMultiple(of: 2) { _ = try await appending }
            for place in 1...3 {
                let event = try await iterator.next()
                #expect(event?.sequence == UInt64(1_300 + 3 * batch + place))
                #expect(event?.event.id.text == "live-\(batch)-\(place)")
            }
            _ = try await appending
        }
    }

    @Test func `begins behind its position, each time anew`() async throws {
        try ledger.append(notes(10, named: "event"))
        let events = ledger.events(after: 7)
        for _ in 0..<2 {
            var iterator = events.makeAsyncIterator()
            for sequence in 8...10 as ClosedRange<UInt64> { #expect(try await iterator.next()?.sequence == sequence) }
        }
        var fromHead = ledger.events(after: 10).makeAsyncIterator()
        try ledger.append([note("next")])
        #expect(try await fromHead.next()?.sequence == 11)
    }

    @Test func `behind the end of the ledger is an error, and not a wait`() async throws {
        try ledger.append(notes(3, named: "event"))
        var iterator = ledger.events(after: 4).makeAsyncIterator()
        await #expect(throws: ReadError.damaged(sequence: 4, reason: "the ledger ends at 3")) {
            try await iterator.next()
        }
        #expect(try await iterator.next() == nil)
    }

    @Test func `ends when its task is cancelled, waiting or not`() async throws {
        try ledger.append(notes(5, named: "event"))
        let ledger = ledger
        let waiting = Task { try await count(ledger.events()) }
        try await become { ledger.commits.waiterCount == 1 }
        waiting.cancel()
        #expect(try await waiting.value == 5)
        #expect(ledger.commits.waiterCount == 0)
        let working = Task {
            var count = 0
            for try await _ in ledger.events() {
                count += 1
                withUnsafeCurrentTask { $0?.cancel() }
            }
            return count
        }
        #expect(try await working.value == 1)
    }

    @Test func `beside another gives each consumer every event`() async throws {
        let ledger = ledger
        let consumers = [0, 0, 40].map { position in
            Task { try await sequences(of: ledger.events(after: position), upTo: 120) }
        }
        for batch in 1...30 { try ledger.append(notes(4, named: "\(batch)")) }
        for (consumer, first) in zip(consumers, [1, 1, 41] as [UInt64]) {
            #expect(try await consumer.value == Array(first...120))
        }
    }

    @Test func `holds no snapshot for a slow consumer, who loses nothing`() async throws {
        try ledger.append(notes(20, named: "past"))
        var iterator = ledger.events().makeAsyncIterator()
        #expect(try await iterator.next()?.sequence == 1)
        let before = ledger.environment.usage.usedPages
        for round in 0..<400 { try ledger.append([note(EventID("\(round)"))]) }
        // A snapshot held meanwhile keeps about six pages of each commit: 2,400.
        #expect(ledger.environment.usage.usedPages - before < 400)
        for sequence in 2...420 as ClosedRange<UInt64> { #expect(try await iterator.next()?.sequence == sequence) }
    }

    @Test func `gives the events before a damaged one, and then says which`() async throws {
        try ledger.append(notes(5, named: "event"))
        let events = ledger.tables.events
        try ledger.environment.write { (transaction) throws(StorageError) in
            try transaction.put(events, 4, Array("no record".utf8).span.bytes)
        }
        var iterator = ledger.events().makeAsyncIterator()
        for sequence in 1...3 as ClosedRange<UInt64> { #expect(try await iterator.next()?.sequence == sequence) }
        await #expect(throws: ReadError.damaged(sequence: 4, reason: "9 bytes are too few for a record")) {
            try await iterator.next()
        }
        #expect(try await iterator.next() == nil)
    }

    @Test func `keeps the ledger open no longer than its consumer`() async throws {
        for _ in 0..<20 {
            let folder = try LedgerFolder()
            do {
                let ledger = try Ledger.create(at: folder.path)
                try ledger.append([note("a")])
                #expect(try await sequences(of: ledger.events(), upTo: 1) == [1])
                let waiting = Task { try await count(ledger.events()) }
                try await become { ledger.commits.waiterCount == 1 }
                waiting.cancel()
                #expect(try await waiting.value == 1)
            }
            // The task's own context may go a moment after its value came.
            var reopened: Ledger?
            try await become {
                reopened = try? Ledger.open(at: folder.path)
                return reopened != nil
            }
        }
    }
}

/// The sequences given until one is reached.
func sequences(of events: LedgerSubscription, upTo last: UInt64) async throws -> [UInt64] {
    var sequences: [UInt64] = []
    for try await event in events {
        sequences.append(event.sequence)
        if event.sequence >= last { break }
    }
    return sequences
}

/// How many events come until the task is cancelled.
private func count(_ events: LedgerSubscription) async throws -> Int {
    try await events.reduce(into: 0) { count, _ in count += 1 }
}
