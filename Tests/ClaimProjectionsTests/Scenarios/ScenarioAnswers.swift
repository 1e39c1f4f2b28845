import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Foundation
import Testing

/// A file of rows that a scenario's events must come to, for answers that scenarios have no expectation for.
///
/// A row is compared in the members it names; all rows must be there and no others, in whatever order.
struct ScenarioAnswers {
    let scenario: Scenario
    let asOf: Instant
    let rows: [JSONObject]

    /// The files of a folder, relative to the project.
    static func files(in folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: ProjectFiles.path(folder))?.compactMap { $0 as? String }
        return (names ?? []).filter { $0.hasSuffix(".json") }.map { "\(folder)/\($0)" }.sorted()
    }

    init(_ file: String, rows name: String) throws {
        let value = try JSONValue(parsing: ProjectFiles.contents(file))
        guard case .object(let members) = value, case .string(let scenario) = members["scenario"],
            case .string(let instant) = members["asOf"], case .array(let rows) = members[name]
        else { throw CocoaError(.coderReadCorrupt) }
        let path = "Fixtures/\(scenario)"
        self.scenario = try Scenario(parsing: ProjectFiles.contents(path), file: path)
        asOf = try Instant(parsing: instant)
        self.rows = rows.compactMap { if case .object(let row) = $0 { row } else { nil } }
        #expect(self.rows.count == rows.count)
    }

    /// What a fold of the scenario's events comes to.
    func replay<State: Projection>(_ type: State.Type = State.self) throws -> State { try replay(into: State()) }

    /// What a fold of the scenario's events comes to, from a state that says what to keep.
    func replay<State: Projection>(into initial: State) throws -> State {
        let temporary = try TemporaryLedger()
        let lines = scenario.events.flatMap { JSONValue.object($0.json).canonicalBytes() + [UInt8(ascii: "\n")] }
        _ = try Importer(ledger: temporary.ledger).run([MemoryInput(name: "events", bytes: lines)])
        return try Replay.fold(into: initial, over: temporary.ledger, ReplaySelection(asOf: asOf), now: asOf).state
    }

    /// Compares the rows with answers, each row with an answer of its own.
    func check(_ answers: [JSONObject]) {
        var left = answers
        for row in rows {
            let found = left.firstIndex { answer in row.members.allSatisfy { answer[$0.name] == $0.value } }
            if let found {
                left.remove(at: found)
            } else {
                Issue.record("\(scenario.name): no answer is \(Self.text(row)) among\n\(left.map(Self.text))")
            }
        }
        #expect(left.isEmpty, "\(scenario.name): not expected: \(left.map(Self.text))")
    }

    private static func text(_ row: JSONObject) -> String {
        String(decoding: JSONValue.object(row).canonicalBytes(), as: UTF8.self)
    }
}

extension JSONAnswer {
    /// The answer's members.
    var object: JSONObject { if case .object(let members) = json { members } else { JSONObject() } }
}
