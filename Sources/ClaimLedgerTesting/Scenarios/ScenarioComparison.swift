public import ClaimLedger
import ClaimProjections

/// One place where an answer is not what a scenario expects.
public struct ScenarioMismatch: Equatable, Sendable, CustomStringConvertible {
    /// The scenario's path, as it was given or found below a folder.
    public let file: String
    /// The instant that the expectation is about.
    public let asOf: Instant
    /// The part and where in it, for example `status.3015949`.
    public let place: String
    /// What the file expects at that place, as JSON.
    public let expected: String
    /// What was answered there, as JSON or in words.
    public let found: String

    /// Where it is on the first line, and both values below it.
    public var description: String {
        """
        \(file): as of \(asOf): \(place)
          expected \(expected)
          found    \(found)
        """
    }
}

/// Compares the parts of an expectation with the answers of a replayed state.
///
/// A map (`status`, `matrix`, `actions`) is compared at the claims or processes it names; a list must have the same rows
/// in the same order. A row is compared in the members it names, so that sentences need not be repeated word for word.
struct ScenarioComparison {
    let state: ClaimsProjection
    let asOf: Instant
    private(set) var differences: [(place: String, expected: String, found: String)] = []

    init(_ state: ClaimsProjection, asOf: Instant) {
        self.state = state
        self.asOf = asOf
    }

    mutating func compare(_ part: Scenario.Part, with expected: JSONValue) {
        let answers = self
        switch part {
        case .status: compareMap(expected, "status") { answers.claim($0).map { .string($0.status.rawValue) } }
        case .matrix: compareMap(expected, "matrix") { answers.matrix($0) }
        case .actions: compareActions(expected)
        case .ownership: compareList(expected, state.ownership().json, "ownership")
        case .deadlines: compareList(expected, state.deadlines(after: asOf).json, "deadlines")
        case .violations: compareList(expected, state.violationAnswers.json, "violations")
        }
    }

    private func claim(_ name: String) -> ClaimState? { ClaimID(name).flatMap { state[$0] } }

    /// A process's whole matrix, or the row that a claim's status has in it.
    private func matrix(_ name: String) -> JSONValue? {
        if let process = ClaimProcess(rawValue: name) { return ActionMatrix.json(of: process) }
        return claim(name).map { ActionMatrix.of($0.process).json(of: $0.status, withAssociation: $0.hasAssociation) }
    }

    /// The `actions` answer for a claim.
    private func actions(_ name: String) -> JSONObject? {
        guard let claim = claim(name), let matrix = matrix(name) else { return nil }
        return [
            "claim": .string(name), "status": .string(claim.status.rawValue), "matrix": matrix,
            "now": state.actionsNow(of: claim, at: asOf).json,
        ]
    }

    /// Claims with rows of their `now`, or with members of the whole answer; or the answer for one claim by itself.
    private mutating func compareActions(_ expected: JSONValue) {
        guard case .object(let members) = expected else {
            return differ("actions", expected, "an object is expected here")
        }
        if case .string(let claim) = members["claim"] { return compareActions(expected, of: claim, "actions") }
        for member in members.members { compareActions(member.value, of: member.name, "actions.\(member.name)") }
    }

    private mutating func compareActions(_ expected: JSONValue, of claim: String, _ place: String) {
        guard let answer = actions(claim) else {
            return differ(place, expected, "nothing: there is no such claim at this instant")
        }
        let parts: [JSONObject.Member] =
            if case .object(let members) = expected { members.members } else { [.init(name: "now", value: expected)] }
        for part in parts {
            let inner = parts.count == 1 ? place : "\(place).\(part.name)"
            switch (part.value, answer[part.name]) {
            case (_, nil): differ(inner, part.value, "no such member in the answer")
            case (.array(let rows), .array(let answers)?): compareNamedRows(rows, answers, inner)
            case (_, let found?): compareValue(part.value, found, inner)
            }
        }
    }

    private mutating func compareMap(_ expected: JSONValue, _ place: String, _ answer: (String) -> JSONValue?) {
        guard case .object(let members) = expected else { return differ(place, expected, "an object is expected here") }
        for member in members.members {
            let inner = "\(place).\(member.name)"
            guard let found = answer(member.name) else {
                differ(inner, member.value, "nothing: there is no such claim at this instant")
                continue
            }
            compareValue(member.value, found, inner)
        }
    }

    /// Rows of `actions`: each is found by its action and party.
    private mutating func compareNamedRows(_ expected: [JSONValue], _ found: [JSONValue], _ place: String) {
        for (index, row) in expected.enumerated() {
            let answer = found.first { answer in ["action", "party"].allSatisfy { answer.member($0) == row.member($0) }
            }
            let inner = "\(place)[\(index)]"
            if let answer {
                compareValue(row, answer, inner)
            } else {
                differ(inner, row, "no row for this action and party")
            }
        }
    }

    private mutating func compareList(_ expected: JSONValue, _ found: JSONValue, _ place: String) {
        guard case .array(let rows) = expected, case .array(let answers) = found, rows.count == answers.count else {
            return differ(place, expected, Self.text(found))
        }
        for (index, (row, answer)) in zip(rows, answers).enumerated() {
            compareValue(row, answer, "\(place)[\(index)]")
        }
    }

    private mutating func compareValue(_ expected: JSONValue, _ found: JSONValue, _ place: String) {
        guard case .object(let members) = expected, case .object(let answer) = found else {
            if expected != found { differ(place, expected, Self.text(found)) }
            return
        }
        for member in members.members {
            let inner = "\(place).\(member.name)"
            if let value = answer[member.name] {
                compareValue(member.value, value, inner)
            } else {
                differ(inner, member.value, "no such member in the answer")
            }
        }
    }

    private mutating func differ(_ place: String, _ expected: JSONValue, _ found: String) {
        differences.append((place, Self.text(expected), found))
    }

    private static func text(_ value: JSONValue) -> String { String(decoding: value.canonicalBytes(), as: UTF8.self) }
}

extension JSONValue {
    fileprivate func member(_ name: String) -> JSONValue? {
        if case .object(let object) = self { object[name] } else { nil }
    }
}
