import Foundation
import Testing

@Suite struct `Selection` {
    @Test func `what was not yet known is not in the answer`() throws {
        let workspace = try SharedWorkspace.consent.get()
        let run = try workspace.run(
            "status", "--ledger", "claims", "--known-at", "2023-06-01T00:00:00Z", "--format", "json")
        #expect(run.status == 0)
        #expect(run.output == "[]\n")
    }

    @Test func `claims are answered once, in the order of their numbers`() throws {
        let workspace = try SharedWorkspace.conflict.get()
        let run = try workspace.run("status", "--ledger", "claims", "4000002", "4000001", "4000002", "--format", "json")
        let claims = run.output.matches(of: /"claim":"(\d+)"/).map { String($0.output.1) }
        #expect(claims == ["4000001", "4000002"])
    }

    @Test func `an absent claim is answered by the nearest numbers`() throws {
        let workspace = try SharedWorkspace.conflict.get()
        for command in ["status", "history", "actions"] {
            let run = try workspace.run(
                command, "--ledger", "claims", "4000003", "--as-of", "2024-03-01T00:00:00Z", "--format", "json")
            #expect(run.status == 1)
            #expect(run.output.isEmpty)
            #expect(
                run.errors == "the ledger holds no claim 4000003 at 2024-03-01T00:00:00Z: "
                    + "the nearest number is 4000002\n")
        }
    }

    @Test func `every status of the long history is the expected one`() throws {
        let workspace = try Workspace()
        _ = try workspace.run("import", "--ledger", "claims", "--create", Fixtures.twoYears)
        let run = try workspace.run(
            "status", "--ledger", "claims", "--as-of", "2025-11-01T00:00:00Z", "--format", "json")
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
        let found = rows.map { "\($0["claim"] ?? "") \($0["status"] ?? "")" }
        let file = try Data(contentsOf: URL(fileURLWithPath: Fixtures.path("history/expected-status.json")))
        let fixture = try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
        let expected = try #require(fixture["status"] as? [String: String])
        #expect(found == expected.map { "\($0.key) \($0.value)" }.sorted())
    }

    @Test func `what lies ahead is no part of an answer as of now, but of an export`() throws {
        let workspace = try Workspace(history: "consent")
        let cancelled = SmallHistory.event("a-5", "cancelled", "claim/3015949", "9999-01-01T00:00:00Z")
        try workspace.write(cancelled, to: "ahead.jsonl")
        _ = try workspace.run("import", "--ledger", "claims", "ahead.jsonl")
        func status(_ options: String...) throws -> String {
            let run = try workspace.run(["status", "--ledger", "claims", "--format", "json"] + options)
            return try #require(run.output.firstMatch(of: /"status":"(\w+)"/)).output.1.description
        }
        #expect(try status() == "notSubmittedClaimExpired")
        #expect(try status("--at-sequence", "5") == "cancelled")
        #expect(try status("--as-of", "9999-01-01T00:00:00Z") == "cancelled")
        #expect(try workspace.run("export", "--ledger", "claims").output.contains(#""id":"a-5""#))
    }
}
