import ClaimLedger
import ClaimLedgerTesting
import Foundation
import Testing

@Suite struct `Scenario files` {
    @Test(arguments: ProjectFiles.scenarios(below: "Fixtures"))
    func `a scenario's expectations hold`(_ file: String) throws {
        let report = try ScenarioCheck.run(paths: [ProjectFiles.path(file)])
        #expect(report.scenarios == 1)
        #expect(report.mismatches.isEmpty, "\(report.mismatches.map(\.description).joined(separator: "\n"))")
    }

    @Test func `there are scenarios of the guide and of the rules`() {
        #expect(ProjectFiles.scenarios(below: "Fixtures/guide").count >= 40)
        #expect(ProjectFiles.scenarios(below: "Fixtures/rules").count >= 60)
    }

    /// Every string and flag of an expectation is altered in turn; each alteration must be noticed.
    @Test(arguments: [
        "Fixtures/guide/3015949-pending-consent.scenario.json", "Fixtures/guide/1005562-approved.scenario.json",
    ])
    func `altering any expected value makes a scenario fail`(_ file: String) throws {
        guard case .object(let whole) = try JSONValue(parsing: ProjectFiles.contents(file)),
            let expected = whole["expect"]
        else {
            Issue.record("\(file) has no expectations")
            return
        }
        let altered = expected.alterations
        #expect(altered.count > 5)
        for expectation in altered {
            var changed = whole
            changed["expect"] = expectation
            var report = ScenarioReport()
            do {
                let scenario = try Scenario(parsing: JSONValue.object(changed).canonicalBytes(), file: file)
                try ScenarioCheck.run(scenario, file: file, &report)
                #expect(!report.mismatches.isEmpty, "unnoticed: \(expectation)")
            } catch {
                // Refused as no scenario at all: noticed too.
                #expect(error.kind == .malformed)
            }
        }
    }

    static let malformed: [(String, String)] = [
        (#"{"name":"n"}"#, "about: expected a string"),
        (#"{"name":"n","about":"a","rules":[],"events":[],"expect":[],"extra":1}"#, #"unknown key "extra""#),
        (#"{"name":"n","about":"a","rules":[],"events":[],"expect":[]}"#, "nothing is expected"),
        (#"{"name":"n","about":"a","rules":[],"events":[{}],"expect":[]}"#, "events[0]: specversion"),
        (
            #"{"name":"n","about":"a","rules":[],"events":[],"expect":[{"asOf":"2024-01-01","status":{}}]}"#,
            "expect[0].asOf"
        ),
        (
            #"{"name":"n","about":"a","rules":[],"events":[],"expect":[{"asOf":"2024-01-01T00:00:00Z","state":{}}]}"#,
            #"unknown key "state""#
        ),
        ("[]", "expected an object"),
    ]

    @Test(arguments: malformed)
    func `a file that is no scenario is refused with the place`(_ text: String, _ reason: String) {
        #expect { try Scenario(parsing: Array(text.utf8), file: "x.scenario.json") } throws: {
            "\($0)".contains(reason) && "\($0)".hasPrefix("x.scenario.json: ")
        }
    }

    @Test func `a path that is missing is told, and a folder without scenarios is not clean`() throws {
        #expect(throws: ScenarioError.self) { try ScenarioCheck.run(paths: ["/nowhere/at/all.scenario.json"]) }
        let report = try ScenarioCheck.run(paths: [ProjectFiles.path("Scripts")])
        #expect(!report.isClean)
    }
}

extension JSONValue {
    /// The value with one of its strings or flags altered, once for each of them; `asOf` is left alone.
    fileprivate var alterations: [JSONValue] {
        switch self {
        case .null: [.string("altered")]
        case .bool(let flag): [.bool(!flag)]
        case .integer(let number): [.integer(number + 1)]
        case .string(let text): [.string(text + "x")]
        case .array(let values):
            values.enumerated().flatMap { index, value in
                value.alterations.map { altered in
                    var copy = values
                    copy[index] = altered
                    return .array(copy)
                }
            }
        case .object(let object):
            object.members.filter { $0.name != "asOf" }.flatMap { member in
                member.value.alterations.map { altered in
                    var copy = object
                    copy[member.name] = altered
                    return .object(copy)
                }
            }
        }
    }
}
