import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import MadeHistories

/// Does one thing to a number of made events, for `Benchmarks/check`, which counts the instructions it takes.
///
/// Each part does what the one before it does, and a little more: what is behind `append` begins with an append, but does
/// only one of the others. No tasks: valgrind does not survive the threads they bring.
@main
enum LedgerCount {
    private enum Part: String, CaseIterable {
        case make, parse, prepare, append, scan, fold, verify
    }

    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let part = arguments.first.flatMap(Part.init(rawValue:)),
            let count = arguments.last.flatMap({ Int($0) }), count > 0
        else {
            let parts = Part.allCases.map(\.rawValue).joined(separator: "|")
            throw Failure(description: "usage: ledger-count \(parts) EVENTS")
        }
        try run(part, count)
    }

    private static func run(_ part: Part, _ count: Int) throws {
        // As of a history of one size, so that a shorter one is the beginning of a longer one.
        var history = MadeHistory(seed: 1, events: 2_400)
        let lines = history.lines(count)
        guard part != .make else { return }
        let events = try lines.map { try ClaimEvent(parsing: $0) }
        guard part != .parse else { return }
        let prepared = try events.map { try PreparedEvent($0) }
        guard part != .prepare else { return }
        let temporary = try TemporaryLedger(clock: { Instant(year: 2026, month: 1, day: 1) })
        try temporary.ledger.append(prepared)
        switch part {
        case .make, .parse, .prepare, .append: break
        case .scan: try temporary.ledger.forEachEvent { $0.json.byteCount > 0 }
        case .fold: _ = try Replay.fold(ClaimsProjection.self, over: temporary.ledger, now: .latest)
        case .verify:
            guard temporary.ledger.verify().findings.isEmpty else {
                throw Failure(description: "the ledger is damaged")
            }
        }
    }
}
