import ClaimLedger

/// Counts the events of each stream, by its subject.
struct EventsPerStream: StoredProjection {
    static let name = "events-per-stream"
    static let version: UInt32 = 1

    let state: ProjectionState

    init(state: ProjectionState) { self.state = state }

    mutating func evolve(_ event: borrowing EventView) throws {
        let key = Array(try event.event().stream.subject.utf8)
        state.set([(try state.value(for: key)?.first ?? 0) + 1], for: key)
    }

    static func describe(key: [UInt8]) -> String { String(decoding: key, as: UTF8.self) }

    /// Subject and count of every stream, in the order of the keys.
    func counts() throws -> [String] {
        var found: [String] = []
        try state.forEach { key, value in
            found.append("\(Self.describe(key: key)) \(value[0])")
            return true
        }
        return found
    }
}

/// The same counts, told otherwise: the next version of the projection.
struct EventsPerStreamDoubled: StoredProjection {
    static let name = "events-per-stream"
    static let version: UInt32 = 2

    var counts: EventsPerStream

    init(state: ProjectionState) { counts = EventsPerStream(state: state) }

    mutating func evolve(_ event: borrowing EventView) throws {
        try counts.evolve(event)
        try counts.evolve(event)
    }
}

/// Takes every event but those whose id begins with `poison`.
struct Fastidious: StoredProjection {
    struct Disgust: Error, CustomStringConvertible {
        let description: String
    }

    static let name = "fastidious"
    static let version: UInt32 = 1

    var counts: EventsPerStream

    init(state: ProjectionState) { counts = EventsPerStream(state: state) }

    mutating func evolve(_ event: borrowing EventView) throws {
        try counts.evolve(event)
        if try event.event().id.text.hasPrefix("poison") { throw Disgust(description: "this is poison") }
    }
}
