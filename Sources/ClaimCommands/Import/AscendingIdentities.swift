import ClaimLedger

/// Whether the ids of each source ascend, shorter ones first: then no identity occurs twice, and none need be compared.
struct AscendingIdentities: Sendable {
    private struct Run: Sendable {
        let source: EventSource
        let first: EventID
        var last: EventID
    }

    /// With more sources than this it is given up: each event would be compared with too many.
    private static let mostSources = 16

    private var runs: [Run] = []
    private(set) var isAscending = true

    mutating func add(_ event: PreparedEvent) {
        add(Run(source: event.source, first: event.id, last: event.id))
    }

    /// Adds what comes behind.
    mutating func add(_ later: AscendingIdentities) {
        isAscending = isAscending && later.isAscending
        for run in later.runs { add(run) }
    }

    private mutating func add(_ later: Run) {
        guard isAscending else { return }
        guard let place = runs.firstIndex(where: { $0.source.text == later.source.text }) else {
            runs.append(later)
            isAscending = runs.count <= Self.mostSources
            return
        }
        isAscending = Self.precedes(runs[place].last.text, later.first.text)
        runs[place].last = later.last
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count ? left < right : left.utf8.count < right.utf8.count
    }
}
