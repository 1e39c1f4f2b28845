/// Whether the look-up tables lead to the events of each source, so that a source that leads nowhere is told once.
struct SourceLookups {
    private struct Known {
        /// Whether any event of the source was found by its identity.
        var isFound = false
        var firstMiss: UInt64?
        /// How many more were not found, before any was.
        var more = 0
    }

    private var known: [EventSource: Known] = [:]

    /// How many sources the events have.
    var count: Int { known.count }

    /// Takes what came of looking an event up; true where that is a fault of its own.
    mutating func takes(_ source: EventSource, at sequence: UInt64, isFound: Bool) -> Bool {
        guard !isFound else {
            known[source, default: Known()].isFound = true
            return false
        }
        var entry = known[source] ?? Known()
        defer { known[source] = entry }
        guard !entry.isFound, entry.firstMiss != nil else {
            entry.firstMiss = entry.firstMiss ?? sequence
            return true
        }
        entry.more += 1
        return false
    }

    /// What follows from a source whose number is wrong, at the first event that showed it.
    var consequences: [(sequence: UInt64, words: String)] {
        known.values.compactMap { entry in
            guard let first = entry.firstMiss, entry.more > 0 else { return nil }
            return (first, "\(entry.more) more of the same source are not found either")
        }.sorted { $0.sequence < $1.sequence }
    }
}
