import ClaimLedger
import ClaimLedgerTesting
import MadeHistories

/// The events that the small benchmarks work on.
enum Sample {
    static let lines: [[UInt8]] = {
        var history = MadeHistory(seed: 1, events: 1_000)
        return history.lines(1_000)
    }()

    /// A ledger that holds them.
    static func ledger() throws -> TemporaryLedger {
        let temporary = try TemporaryLedger()
        try temporary.ledger.append(lines.map { try PreparedEvent(ClaimEvent(parsing: $0)) })
        return temporary
    }
}

/// A ledger that a benchmark appends to in each of its iterations.
final class GrowingLedger {
    let temporary: TemporaryLedger
    let writer: LedgerWriter
    private var history = MadeHistory(seed: 2, events: 1_000_000)

    init() throws {
        temporary = try TemporaryLedger()
        writer = LedgerWriter(temporary.ledger)
    }

    /// The next events, ready to be appended.
    func next(_ count: Int) throws -> [PreparedEvent] {
        try history.lines(count).map { try PreparedEvent(ClaimEvent(parsing: $0)) }
    }
}
