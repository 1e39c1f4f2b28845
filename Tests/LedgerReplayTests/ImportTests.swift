import Foundation
import Testing

@Suite struct `Import` {
    @Test func `an export imports again, and is the same but for when it was recorded`() throws {
        let workspace = try Workspace()
        let first = try workspace.run("import", "--ledger", "one", "--create", Fixtures.twoYears, "--format", "json")
        #expect(first.output == #"{"alreadyPresent":0,"appended":590,"lastSequence":590,"violations":12}"# + "\n")
        let export = try workspace.run("export", "--ledger", "one").output
        try workspace.write(export, to: "export.jsonl")
        _ = try workspace.run("import", "--ledger", "two", "--create", "export.jsonl")
        let again = try workspace.run("export", "--ledger", "two").output
        #expect(withoutRecordingTime(again) == withoutRecordingTime(export))
        let repeated = try workspace.run("import", "--ledger", "one", "export.jsonl", "--format", "json")
        #expect(repeated.output == #"{"alreadyPresent":590,"appended":0,"lastSequence":590,"violations":0}"# + "\n")
        #expect(try workspace.run("export", "--ledger", "one").output == export)
    }

    @Test func `an export is limited like an answer`() throws {
        let workspace = try SharedWorkspace.consent.get()
        func lines(_ options: String...) throws -> Int {
            try workspace.run(["export", "--ledger", "claims"] + options).output.count { $0 == "\n" }
        }
        #expect(try lines() == 4)
        #expect(try lines("--at-sequence", "0") == 0)
        #expect(try lines("--at-sequence", "3") == 3)
        #expect(try lines("--as-of", "2023-02-14T18:00:00.249999Z") == 2)
        #expect(try lines("--as-of", "2023-02-14T18:00:00.25Z") == 3)
        #expect(try lines("--known-at", "2023-12-31T00:00:00Z") == 0)
    }

    @Test func `standard input is a file like others`() throws {
        let workspace = try Workspace()
        try workspace.write(SmallHistory.conflict, to: "events.jsonl")
        let run = try workspace.run(
            ["import", "--ledger", "claims", "--create", "events.jsonl", "-"], input: Data(SmallHistory.consent.utf8))
        #expect(
            run.output == "12 events appended, 0 already present, 1 violation; the ledger ends at sequence 12\n")
        let torn = try workspace.run(["import", "--ledger", "claims", "-"], input: Data("{".utf8))
        #expect(torn.errors.hasPrefix("-:1: unexpected end"))
    }

    @Test func `enforcing appends nothing at the first violation`() throws {
        let workspace = try Workspace()
        try workspace.write(SmallHistory.consent, to: "events.jsonl")
        let run = try workspace.run("import", "--ledger", "claims", "--create", "--enforce", "events.jsonl")
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("events.jsonl:3: event a-3: "))
        #expect(run.errors.contains("(TIME-5)"))
        #expect(try workspace.run("export", "--ledger", "claims").output.isEmpty)
    }

    @Test func `an unknown type is kept when asked for`() throws {
        let workspace = try Workspace()
        let line = SmallHistory.event("b-1", "unheard-of", "claim/3015949", "2023-03-01T00:00:00Z")
        try workspace.write(SmallHistory.consent + line, to: "events.jsonl")
        let run = try workspace.run(
            "import", "--ledger", "claims", "--create", "--allow-unknown", "events.jsonl", "--format", "json")
        #expect(run.output == #"{"alreadyPresent":0,"appended":5,"lastSequence":5,"violations":1}"# + "\n")
    }

    @Test func `a ledger is made in a folder that holds none, and nowhere else`() throws {
        let workspace = try Workspace()
        try workspace.write(SmallHistory.consent, to: "events.jsonl")
        let folder = workspace.folder.appendingPathComponent("claims")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        #expect(try workspace.run("import", "--ledger", "claims", "events.jsonl").status == 66)
        #expect(try workspace.run("import", "--ledger", "claims", "--create", "events.jsonl").status == 0)
        #expect(try workspace.run("import", "--ledger", "claims", "--create", "events.jsonl").status == 0)
        try workspace.write("{}", to: "claims/ledger.json")
        let run = try workspace.run("import", "--ledger", "claims", "--create", "events.jsonl")
        #expect(run.status == 66)
        #expect(run.errors == "no ledger at claims: ledger.json does not name a ledger\n")
    }

    private func withoutRecordingTime(_ export: String) -> String {
        export.replacing(/"recordedtime":"[^"]*"/, with: "")
    }
}
