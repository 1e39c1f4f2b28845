// snippet: create-ledger
import ClaimLedger
// end
import ClaimLedgerTesting
import Testing

/// The code of "Your first ledger".
@Suite struct `Your first ledger` {
    private let folder: SnippetFolder
    private var path: String { folder.path + "/claims" }

    init() throws { folder = try SnippetFolder() }

    @Test func `takes events, gives them back and refuses a stale writer`() async throws {
        let print = Printed()
        let path = path
        // snippet: create-ledger
        let ledger = try Ledger.create(at: path)
        // end
        // snippet: append
        let location = Stream.location("northwind-main")
        let enrolled = try ClaimEvent(
            id: "enrolment-1", source: "my-app", stream: location, time: Instant(parsing: "2026-01-05T10:00:00Z"),
            actor: Actor(.microsoft, "enrolment"),
            fact: .locationEnrolled(LocationEnrolled(partner: "northwind", country: "US", status: .enrolled)))
        let receipt = try ledger.append([PreparedEvent(enrolled)], to: location, expecting: .noStream)
        print(receipt.sequences)  // [1]
        // end
        // snippet: wrong-version
        let granted = try ClaimEvent(
            id: "role-1", source: "my-app", stream: location, time: Instant(parsing: "2026-01-06T09:00:00Z"),
            actor: Actor(.microsoft, "enrolment"),
            fact: .roleGranted(RoleAssignment(user: "ann", role: .incentiveUser)))
        do {
            try ledger.append([PreparedEvent(granted)], to: location, expecting: .noStream)
        } catch AppendError.wrongExpectedVersion(_, _, let actual, let since) {
            print("found version \(actual), new are \(since)")  // found version 1, new are [1]
        }
        // end
        // snippet: append-many
        let other = Stream.location("northwind-west")
        let invited = try ClaimEvent(
            id: "enrolment-2", source: "my-app", stream: other, time: Instant(parsing: "2026-01-06T09:00:00Z"),
            actor: Actor(.microsoft, "enrolment"),
            fact: .locationEnrolled(LocationEnrolled(partner: "northwind", country: "US", status: .invited)))
        let both = try [PreparedEvent(granted), PreparedEvent(invited)]
        try ledger.append(both, expecting: [location: .exactly(1), other: .noStream])
        let again = try ledger.append(both, expecting: [location: .exactly(1), other: .noStream])
        print(again.appended)  // 0: the call was a retry
        // end
        // snippet: read
        try ledger.forEachEvent { event in
            print("\(event.sequence) \(event.kind.wireName) \(event.time)")
            return true
        }
        try ledger.read { snapshot in
            for sequence in try snapshot.sequences(of: location) {
                guard let event = try snapshot.event(at: sequence)?.event() else { continue }
                print("\(event.actor.id) recorded \(event.fact.kind.wireName)")
            }
        }
        // end
        // snippet: subscribe
        for try await event in ledger.events(after: 1) {
            print("\(event.sequence) \(event.event.id)")
            if event.sequence == 3 { break }
        }
        // end
        #expect(
            print.lines == [
                "[1]", "found version 1, new are [1]", "0", "1 location-enrolled 2026-01-05T10:00:00Z",
                "2 role-granted 2026-01-06T09:00:00Z", "3 location-enrolled 2026-01-06T09:00:00Z",
                "enrolment recorded location-enrolled", "enrolment recorded role-granted", "2 role-1",
                "3 enrolment-2",
            ])
    }

    @Test func `is opened once in a process`() throws {
        let print = Printed()
        let path = path
        let ledger = try Ledger.create(at: path)
        // snippet: open-twice
        do {
            _ = try Ledger.open(at: path)
        } catch LedgerOpenError.storage(_, let fault) where fault.kind == .alreadyOpen {
            print(fault.advice)  // share the one that is open, or close it first
        }
        // end
        #expect(print.lines == ["share the one that is open, or close it first"])
        #expect(try ledger.head() == 0)
    }

    @Test func `is written by many tasks together`() async throws {
        let ledger = try Ledger.create(at: path)
        let events = try notes(count: 20)
        // snippet: writer
        let writer = LedgerWriter(ledger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for event in events {
                group.addTask { try await writer.append([event], expecting: [event.stream: .noStream]) }
            }
            try await group.waitForAll()
        }
        await writer.close()
        // end
        #expect(try ledger.head() == 20)
    }

    @Test(.timeLimit(.minutes(1)))
    func `hands a consumer each event once, over restarts`() async throws {
        let ledger = try Ledger.create(at: path)
        let events = try notes(count: 5)
        try ledger.append(Array(events.prefix(3)))
        let position = PositionFile(path: folder.path + "/mailer", ledger: ledger)
        let delivered = Printed()
        func consume(until last: UInt64) async throws {
            try await forward(ledger, keeping: position) { event in
                delivered(event.sequence)
                // The task's end is what ends a subscription.
                if event.sequence == last { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        try await Task { try await consume(until: 3) }.value
        try ledger.append(Array(events.suffix(2)))
        try await Task { try await consume(until: 5) }.value
        #expect(delivered.lines == ["1", "2", "3", "4", "5"])
        #expect(try position.load() == 5)
    }

    private func notes(count: Int) throws -> [PreparedEvent] {
        try (1...count).map { number in
            try PreparedEvent(
                ClaimEvent(
                    id: EventID("event-\(number)"), source: "my-app",
                    stream: .location(LocationID("location-\(number)")), time: Instant(year: 2026, month: 1, day: 5),
                    actor: Actor(.microsoft, "enrolment"),
                    fact: .roleGranted(RoleAssignment(user: "ann", role: .incentiveUser))))
        }
    }
}

// snippet: forward
/// Delivers every event of a ledger, from where it was left; ends when its task is cancelled.
func forward(
    _ ledger: Ledger, keeping position: PositionFile, deliver: (RecordedEvent) async throws -> Void
) async throws {
    for try await event in ledger.events(after: try position.load()) {
        try await deliver(event)
        try position.store(event.sequence)
    }
}
// end
