import Synchronization
import Testing

@testable import ClaimLedger

/// An event with little to it but its identity and its stream: what tests of the ledger itself append.
///
/// The word makes events of one identity differ.
func note(
    _ id: EventID, on stream: Stream = .ticket("1"), saying word: String = "a word", from source: EventSource = "test",
    at time: Instant = Instant(year: 2024, month: 1, day: 2)
) throws -> PreparedEvent {
    let fact: Fact =
        switch stream {
        case .claim: .commentAdded(.plain(word))
        case .subscription: .subscriptionEnded
        case .engagement:
            .customerEligibilitySet(CustomerEligibilitySet(idType: .tpid, id: word, isEligible: true))
        case .location: .roleGranted(RoleAssignment(user: UserID(word), role: .incentiveUser))
        case .ticket: .ticketAssigned(owner: word)
        case .rules: .rulesAdopted(RulesAdopted(edition: word, effectiveFrom: time, figures: .init()))
        }
    return try PreparedEvent(
        ClaimEvent(id: id, source: source, stream: stream, time: time, actor: Actor(.system, "test"), fact: fact))
}

/// Several notes on one stream, with ids that begin alike.
func notes(_ count: Int, named prefix: String, on stream: Stream = .ticket("1")) throws -> [PreparedEvent] {
    try (1...count).map { try note(EventID("\(prefix)-\($0)"), on: stream) }
}

/// The claim with a number.
func claimStream(_ number: String) throws -> Stream { .claim(try #require(ClaimID(number))) }

/// A clock that a test sets by hand.
final class HandClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ instant: Instant) { self.instant = Mutex(instant) }

    var now: Instant {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }

    @Sendable func read() -> Instant { now }
}

/// What a test compares of one stored event.
struct StoredNote: Equatable, CustomStringConvertible {
    var sequence: UInt64
    var id: String
    var subject: String
    var version: UInt32
    var previous: UInt64

    init(_ sequence: UInt64, _ id: String, _ subject: String, _ version: UInt32, _ previous: UInt64) {
        self.sequence = sequence
        self.id = id
        self.subject = subject
        self.version = version
        self.previous = previous
    }

    init(_ view: borrowing EventView) throws {
        let event = try view.event()
        self.init(
            view.sequence, event.id.text, event.stream.subject, view.header.streamVersion, view.header.previousInStream)
    }

    var description: String { "\(sequence) \(id) \(subject) v\(version) after \(previous)" }
}

extension Ledger {
    /// Everything in it, in order.
    func storedNotes() throws -> [StoredNote] {
        var notes: [StoredNote] = []
        try forEachEvent { event in
            notes.append(try StoredNote(event))
            return true
        }
        return notes
    }
}
