import Foundation
import Testing

@Suite struct `Output` {
    @Test(arguments: ["export", "status --format json", "--help"])
    func `a reader that leaves early is no error`(_ command: String) throws {
        let workspace = try Workspace()
        _ = try workspace.run("import", "--ledger", "claims", "--create", Fixtures.twoYears)
        let ledger = command == "--help" ? "" : "--ledger claims"
        // The reader is gone before the first byte is written.
        let run = try workspace.shell(
            "mkfifo gone; (: < gone) & \"$0\" \(command) \(ledger) 3> /dev/null > gone; echo $? >&2")
        #expect(run.errors == "0\n")
    }

    @Test func `the first line is all that head takes`() throws {
        let workspace = try Workspace()
        _ = try workspace.run("import", "--ledger", "claims", "--create", Fixtures.twoYears)
        let run = try workspace.shell("\"$0\" export --ledger claims | head -n 1; echo ${PIPESTATUS[0]}")
        #expect(run.output.hasSuffix("}\n0\n"))
        #expect(run.errors.isEmpty)
    }

    @Test(arguments: [
        ("auto", [:], false, false), ("auto", [:], true, true), ("auto", ["NO_COLOR": "1"], true, false),
        ("auto", ["NO_COLOR": ""], true, true), ("auto", ["TERM": "dumb"], true, false), ("always", [:], false, true),
        ("always", ["NO_COLOR": "1"], false, true), ("never", [:], true, false),
    ])
    func `colour is for terminals that want it`(
        _ choice: String, _ environment: [String: String], _ onTerminal: Bool, _ isColoured: Bool
    ) throws {
        let workspace = try SharedWorkspace.consent.get()
        let question = "status --ledger claims --as-of 2023-03-01T00:00:00Z --color \(choice)"
        // `script` gives the program a terminal of its own.
        let line = onTerminal ? "script -qec \"$0 \(question)\" /dev/null" : "\"$0\" \(question)"
        let output = try workspace.shell(line, environment: environment).output
        #expect(output.contains("\u{1B}[36mcustomerConsentReceived\u{1B}[0m") == isColoured)
        #expect(output.contains("customerConsentReceived"))
        #expect(output.contains("\u{1B}") == isColoured)
    }

    @Test func `nothing in an event steers the terminal`() throws {
        let workspace = try Workspace()
        let claim = SmallHistory.claimed("3015949", engagement: #"red\u001b[31m\u202e\nnext"#)
        try workspace.write(claim, to: "events.jsonl")
        _ = try workspace.run("import", "--ledger", "claims", "--create", "events.jsonl")
        let run = try workspace.run("status", "--ledger", "claims", "3015949", "--as-of", "2023-03-01T00:00:00Z")
        #expect(run.output.contains(#"engagement   red\u{1B}[31m\u{202E}\u{A}next"#))
    }

    @Test func `no progress is shown where nobody watches`() throws {
        let run = try Workspace().run("import", "--ledger", "claims", "--create", Fixtures.twoYears)
        #expect(run.errors.isEmpty)
    }
}
