import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import Testing

/// A ledger of its own that a test imports into; the only place that calls the importer.
final class ImportBench {
    /// What an import came to: its report, or the message it stopped with.
    enum Outcome: Equatable, CustomStringConvertible {
        case done(appended: Int, present: Int, violations: Int, last: UInt64)
        case stopped(ImportError.Kind, String)

        var description: String {
            switch self {
            case .done(let appended, let present, let violations, let last):
                "\(appended) appended, \(present) present, \(violations) violations, ends at \(last)"
            case .stopped(let kind, let message): "\(kind): \(message)"
            }
        }
    }

    private let temporary: TemporaryLedger
    var ledger: Ledger { temporary.ledger }
    /// How far each append of the latest import had come, in events.
    private(set) var appendedSoFar: [Int] = []

    /// The clock stands still, so that ledgers of equal histories are equal to the last byte.
    init() throws { temporary = try TemporaryLedger(clock: { Instant(year: 2026, month: 1, day: 1) }) }

    /// Imports texts as the files a.jsonl, b.jsonl and so on.
    func run(
        _ texts: String..., enforce: Bool = false, allowUnknown: Bool = false,
        during: @escaping (Importer.Progress) -> Void = { _ in }
    ) -> Outcome {
        let names = ["a.jsonl", "b.jsonl", "c.jsonl"]
        return run(
            inputs: zip(names, texts).map { MemoryInput(name: $0, bytes: Array($1.utf8)) }, enforce: enforce,
            allowUnknown: allowUnknown, during: during)
    }

    func run(
        inputs: [any ImportInput], enforce: Bool = false, allowUnknown: Bool = false,
        during: @escaping (Importer.Progress) -> Void = { _ in }
    ) -> Outcome {
        appendedSoFar = []
        var options = Importer.Options()
        options.enforce = enforce
        options.allowUnknown = allowUnknown
        let importer = Importer(ledger: ledger, options: options) { progress in
            if progress.phase == .appending { self.appendedSoFar.append(progress.done) }
            during(progress)
        }
        do {
            let report = try importer.run(inputs)
            return .done(
                appended: report.appended, present: report.alreadyPresent, violations: report.violations,
                last: report.lastSequence)
        } catch {
            return .stopped(error.kind, error.description)
        }
    }

    /// The ids of the events in the ledger, in order.
    func ids() throws -> [String] {
        var ids: [String] = []
        try ledger.forEachEvent { event in
            ids.append(try event.event().id.text)
            return true
        }
        return ids
    }

    /// The events as they are exported.
    func export() throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        try ledger.forEachEvent { event in
            lines.append(event.jsonBytes())
            return true
        }
        return lines
    }

    /// Everything a record holds but its hash, which follows from it.
    func records() throws -> [StoredRecord] {
        var records: [StoredRecord] = []
        try ledger.forEachEvent { event in
            records.append(StoredRecord(header: event.header, json: event.jsonBytes()))
            return true
        }
        return records
    }
}

struct StoredRecord: Hashable {
    let header: EventHeader
    let json: [UInt8]
}
