import ClaimCommands
import ClaimLedger
import ClaimProjections
import SystemPackage

/// What came of running scenarios.
public struct ScenarioReport: Sendable {
    /// How many scenarios ran.
    public internal(set) var scenarios = 0
    /// How many parts of their expectations held.
    public internal(set) var expectations = 0
    /// Where answers differed from what was expected, in the order found.
    public internal(set) var mismatches: [ScenarioMismatch] = []

    /// A report of no scenario yet.
    public init() {}

    /// Whether something ran, and everything held.
    public var isClean: Bool { mismatches.isEmpty && scenarios > 0 }
}

/// Runs scenario files, each through a real ledger of its own.
public enum ScenarioCheck {
    /// The end of a scenario file's name.
    public static let suffix = ".scenario.json"

    /// Runs files, and every scenario below folders.
    ///
    /// - Throws: `ScenarioError` where a path cannot be read or a file is not a scenario.
    public static func run(paths: [String]) throws(ScenarioError) -> ScenarioReport {
        var report = ScenarioReport()
        for path in paths {
            for file in try ScenarioFiles.below(path) {
                try run(Scenario(parsing: ScenarioFiles.contents(of: file), file: file), file: file, &report)
            }
        }
        return report
    }

    /// Runs one scenario.
    public static func run(_ scenario: Scenario, file: String, _ report: inout ScenarioReport) throws(ScenarioError) {
        let temporary: TemporaryLedger
        do { temporary = try TemporaryLedger() } catch {
            throw ScenarioError(kind: .storage, file: file, reason: error.description)
        }
        let lines = scenario.events.flatMap { JSONValue.object($0.json).canonicalBytes() + [UInt8(ascii: "\n")] }
        do { _ = try Importer(ledger: temporary.ledger).run([MemoryInput(name: "events", bytes: lines)]) } catch {
            throw ScenarioError(
                kind: error.kind == .inputOutput ? .storage : .malformed, file: file, reason: error.description)
        }
        report.scenarios += 1
        for expectation in scenario.expectations { try check(expectation, on: temporary.ledger, file: file, &report) }
    }

    private static func check(
        _ expectation: Scenario.Expectation, on ledger: Ledger, file: String, _ report: inout ScenarioReport
    ) throws(ScenarioError) {
        var state: ClaimsProjection
        do {
            let selection = ReplaySelection(asOf: expectation.asOf)
            state = try Replay.fold(over: ledger, selection, now: expectation.asOf).state
        } catch { throw ScenarioError(kind: .storage, file: file, reason: "\(error)") }
        state.advance(to: expectation.asOf)
        for part in expectation.parts {
            var comparison = ScenarioComparison(state, asOf: expectation.asOf)
            comparison.compare(part.name, with: part.expected)
            if comparison.differences.isEmpty { report.expectations += 1 }
            report.mismatches += comparison.differences.map {
                ScenarioMismatch(
                    file: file, asOf: expectation.asOf, place: $0.place, expected: $0.expected, found: $0.found)
            }
        }
    }
}
