import ClaimCommands
import ClaimLedger

/// One answer of a desk, as the load tells it through its pipe: the sequences of its events, then the first one's id.
struct Acknowledgement: Hashable {
    let sequences: [UInt64]
    let id: EventID

    init(_ performed: Performed) {
        precondition(!performed.events.isEmpty, "an action records its own event")
        sequences = performed.events.map(\.sequence)
        id = performed.events[0].event.id
    }

    /// Reads a line; nil where it is none.
    init?(_ line: String) {
        let words = line.split(separator: " ")
        let numbers = words.dropLast().compactMap { UInt64($0) }
        guard let last = words.last, words.count > 1, numbers.count == words.count - 1 else { return nil }
        sequences = numbers
        id = EventID(String(last))
    }

    /// The line, without a line feed; a pipe takes 4,096 bytes at once or not at all, and a few rivals take a few hundred.
    var line: String { sequences.map(String.init).joined(separator: " ") + " \(id)" }
}
