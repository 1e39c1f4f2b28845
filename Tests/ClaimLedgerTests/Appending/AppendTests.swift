import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

@Suite struct `Appending` {
    private let temporary: TemporaryLedger
    private var ledger: Ledger { temporary.ledger }

    init() throws { temporary = try TemporaryLedger() }

    @Test(
        arguments: [
            (.noStream, [true, false, false]), (.exactly(0), [true, false, false]),
            (.exactly(1), [false, true, false]), (.exactly(2), [false, false, false]),
            (.exactly(3), [false, false, true]), (.exactly(4), [false, false, false]),
            (.exactly(.max), [false, false, false]), (.exists, [false, true, true]), (.any, [true, true, true]),
        ] as [(ExpectedVersion, [Bool])])
    func `happens only where the stream has the version expected: none, one, three`(
        expected: ExpectedVersion, isMet: [Bool]
    ) throws {
        for (version, isMet) in zip([0, 1, 3] as [UInt32], isMet) {
            let stream = Stream.ticket(TicketID("with-\(version)"))
            if version > 0 { try ledger.append(notes(Int(version), named: "v\(version)", on: stream)) }
            let head = try ledger.head()
            let all = try ledger.snapshot().sequences(of: stream)
            let seen: Int = if case .exactly(let version) = expected { Int(version) } else { 0 }
            let since = Array(all.dropFirst(seen))
            let added = try note(EventID("added-\(version)"), on: stream)
            if isMet {
                #expect(try ledger.append([added], to: stream, expecting: expected).sequences == [head + 1])
                #expect(try ledger.snapshot().version(of: stream) == version + 1)
            } else {
                #expect(
                    throws: AppendError.wrongExpectedVersion(
                        stream: stream, expected: expected, actual: version, since: since)
                ) { try ledger.append([added], to: stream, expecting: expected) }
                #expect(try ledger.head() == head)
                #expect(try ledger.snapshot().version(of: stream) == version)
            }
        }
    }

    @Test func `to several streams keeps the order given and links each stream to its own past`() throws {
        let (claim, rules) = (try claimStream("3015949"), Stream.rules)
        let subscription = Stream.subscription("tenant", "sub")
        try ledger.append(
            [
                note("a", on: claim), note("b", on: .ticket("7")), note("c", on: claim), note("d", on: subscription),
                note("e", on: claim),
            ])
        let receipt = try ledger.append(
            [note("f", on: .ticket("7")), note("g", on: rules), note("h", on: claim)],
            expecting: [claim: .exactly(3), .ticket("7"): .exists, rules: .noStream])
        #expect(receipt == AppendReceipt(sequences: [6, 7, 8], appended: 3, lastSequence: 8))
        #expect(
            try ledger.storedNotes() == [
                StoredNote(1, "a", "claim/3015949", 1, 0), StoredNote(2, "b", "ticket/7", 1, 0),
                StoredNote(3, "c", "claim/3015949", 2, 1), StoredNote(4, "d", "subscription/tenant/sub", 1, 0),
                StoredNote(5, "e", "claim/3015949", 3, 3), StoredNote(6, "f", "ticket/7", 2, 2),
                StoredNote(7, "g", "rules", 1, 0), StoredNote(8, "h", "claim/3015949", 4, 5),
            ])
    }

    @Test func `adds all or nothing when the last condition is not met`() throws {
        try ledger.append([note("a", on: .ticket("1"))])
        for expected in [ExpectedVersion.noStream, .exactly(2)] {
            #expect(
                throws: AppendError.wrongExpectedVersion(
                    stream: .ticket("1"), expected: expected, actual: 1, since: expected == .noStream ? [1] : [])
            ) {
                try ledger.append(
                    [note("b", on: .ticket("2")), note("c", on: .location("3")), note("d", on: .ticket("1"))],
                    expecting: [.ticket("2"): .noStream, .location("3"): .any, .ticket("1"): expected])
            }
        }
        try expectOnlyFirst()
    }

    @Test func `adds all or nothing when the last event contradicts the first`() throws {
        try ledger.append([note("a", on: .ticket("1"))])
        #expect(throws: AppendError.differentContent(source: "test", id: "a", sequence: 1)) {
            try ledger.append(
                [
                    note("b", on: .ticket("2")), note("c", on: .location("3"), from: "another source"),
                    note("a", on: .ticket("1"), saying: "another word"),
                ])
        }
        try expectOnlyFirst()
    }

    /// Nothing of a refused batch is left: no event, no stream, no source, no identity.
    private func expectOnlyFirst() throws {
        #expect(try ledger.storedNotes() == [StoredNote(1, "a", "ticket/1", 1, 0)])
        let snapshot = try ledger.snapshot()
        #expect(try snapshot.version(of: .ticket("2")) == 0)
        #expect(try snapshot.index(of: .location("3")) == nil)
        #expect(try snapshot.streamCount(of: .ticket) == 1)
        #expect(try snapshot.streamCount(of: .location) == 0)
        #expect(try snapshot.sequence(of: "b", from: "test") == nil)
        #expect(try ledger.append([note("b", on: .ticket("2"))]).sequences == [2])
        #expect(try ledger.snapshot().index(of: .ticket("2")) == 1)
    }

    @Test func `may depend on the head the caller has seen`() throws {
        #expect(try ledger.append([note("a")], ifHeadIs: 0).lastSequence == 1)
        #expect(throws: AppendError.headMoved(expected: 0, actual: 1)) { try ledger.append([note("b")], ifHeadIs: 0) }
        #expect(throws: AppendError.headMoved(expected: 2, actual: 1)) { try ledger.append([note("b")], ifHeadIs: 2) }
        #expect(try ledger.append([note("b")], ifHeadIs: 1).lastSequence == 2)
        // A retry is answered, wherever the ledger ends by now.
        #expect(
            try ledger.append([note("a")], ifHeadIs: 0) == AppendReceipt(sequences: [1], appended: 0, lastSequence: 2))
    }

    @Test func `nothing does nothing`() throws {
        #expect(try ledger.append([]) == AppendReceipt(sequences: [], appended: 0, lastSequence: 0))
        try ledger.append([note("a")])
        #expect(try ledger.append([]) == AppendReceipt(sequences: [], appended: 0, lastSequence: 1))
    }

    @Test func `an event of another stream to one stream stops the program`() async {
        await #expect(processExitsWith: .failure) {
            let temporary = try TemporaryLedger()
            try temporary.ledger.append([note("a", on: .ticket("1"))], to: .ticket("2"), expecting: .any)
        }
    }

    @Test func `numbers streams of each kind from nought, in the order they appear`() throws {
        try ledger.append(
            [
                note("a", on: .ticket("z")), note("b", on: .location("z")), note("c", on: .ticket("a")),
                note("d", on: .ticket("z")), note("e", on: .location("a")),
            ])
        try ledger.append([note("f", on: .ticket("m"))])
        let snapshot = try ledger.snapshot()
        #expect(try ["z", "a", "m"].map { try snapshot.index(of: .ticket($0)) } == [0, 1, 2])
        #expect(try ["z", "a"].map { try snapshot.index(of: .location($0)) } == [0, 1])
        #expect(try snapshot.streamCount(of: .ticket) == 3)
        #expect(try snapshot.streamCount(of: .claim) == 0)
        #expect(try snapshot.event(at: 6)?.header.streamIndex == 2)
    }

    @Test func `takes ten thousand events at once and no more`() throws {
        let event = try note("a")
        let most = [PreparedEvent](repeating: event, count: AppendBatch.eventLimit)
        #expect(
            throws: AppendError.batchTooLarge(events: 10_001, bytes: 10_001 * event.largestByteCount)
        ) { try ledger.append(most + [event]) }
        #expect(try ledger.head() == 0)
        let receipt = try ledger.append(most)
        #expect(receipt.appended == 1)
        #expect(receipt.sequences == [UInt64](repeating: 1, count: 10_000))
    }

    @Test func `takes 16 MiB at once and no more`() throws {
        let room = PreparedEvent.byteLimit - (try note("a", saying: "").largestByteCount)
        let large = try note("a", saying: String(repeating: "x", count: room))
        #expect(large.largestByteCount == PreparedEvent.byteLimit)
        let fitting = [PreparedEvent](repeating: large, count: AppendBatch.byteLimit / PreparedEvent.byteLimit)
        #expect(throws: AppendError.batchTooLarge(events: 257, bytes: 257 * 65_535)) {
            try ledger.append(fitting + [large])
        }
        #expect(try ledger.append(fitting).appended == 1)
        #expect(try ledger.snapshot().event(at: 1)?.json.byteCount ?? 0 > 65_000)
    }

    @Test func `from several threads gives each event a place of its own`() async throws {
        let ledger = ledger
        let receipts = try await withThrowingTaskGroup(of: [UInt64].self) { group in
            for writer in 0..<4 {
                group.addTask {
                    try (0..<10).flatMap { round in
                        try ledger.append(notes(3, named: "\(writer)-\(round)", on: .ticket(TicketID("\(writer)"))))
                            .sequences
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(receipts.flatMap { $0 }.sorted() == Array(1...120))
        for sequences in receipts {
            for batch in stride(from: 0, to: 30, by: 3) {
                #expect(Array(sequences[batch..<batch + 3]) == Array(sequences[batch]...sequences[batch] + 2))
            }
        }
        let stored = try ledger.storedNotes()
        #expect(stored.map(\.sequence) == Array(1...120))
        for writer in 0..<4 {
            #expect(stored.filter { $0.subject == "ticket/\(writer)" }.map(\.version) == Array(1...30))
        }
    }

    @Test(arguments: [
        (
            AppendError.wrongExpectedVersion(stream: .ticket("7"), expected: .exactly(4), actual: 6, since: [12, 17]),
            "ticket/7: expected version 4, found version 6\n  read the 2 events from 12 to 17 and decide again"
        ),
        (
            .wrongExpectedVersion(stream: .rules, expected: .exists, actual: 0, since: []),
            "rules: expected a stream that exists, found no stream\n  read the stream again and decide again"
        ),
        (
            .wrongExpectedVersion(stream: .rules, expected: .noStream, actual: 1, since: [3]),
            "rules: expected no stream, found version 1\n  read the event at 3 and decide again"
        ),
        (
            .headMoved(expected: 4, actual: 6),
            "expected the ledger to end at 4, found 6\n  another process has appended; read again and decide again"
        ),
        (
            .differentContent(source: "portal", id: "f-1", sequence: 9),
            "event f-1 of portal stands at 9 with other content\n"
                + "  an event never changes: give the new fact an id of its own"
        ),
        (
            .batchTooLarge(events: 10_001, bytes: 5),
            "10001 events with 5 bytes are too many for one transaction\n"
                + "  append at most 10000 events and 16777216 bytes at once"
        ),
        (
            .damaged(sequence: 9, reason: "it is missing"),
            "record 9 is damaged: it is missing\n  compare with a backup before anything is appended"
        ),
    ])
    func `says why nothing was appended, and what to do`(error: AppendError, text: String) {
        #expect(error.description == text)
    }
}
