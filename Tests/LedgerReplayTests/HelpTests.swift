import Testing

@Suite struct `Help` {
    static let commands = [
        "create", "import", "export", "status", "history", "ownership", "conflicts", "actions", "deadlines",
        "violations", "matrix", "check", "explain", "findings", "family", "rules", "diagram", "record-lapses",
        "verify", "checkpoint", "prove", "check-proof", "consistency", "keys", "backup", "restore", "rebuild",
        "notifications", "money", "anomalies", "tickets", "ticket", "ticket-draft",
        "eligibility", "catalogue",
        "customers", "claims", "tracker",
    ]

    @Test(arguments: commands)
    func `every command explains itself`(_ command: String) throws {
        let run = try Workspace().run(command, "--help")
        #expect(run.status == 0)
        #expect(run.output.contains("Examples:"))
        try expectSnapshot(run.output, "help/\(command).txt")
    }

    @Test(arguments: ["generate", "show"])
    func `what is done with keys explains itself`(_ command: String) throws {
        let run = try Workspace().run("keys", command, "--help")
        #expect(run.output.contains("Examples:"))
        try expectSnapshot(run.output, "help/keys-\(command).txt")
    }

    @Test func `the program names its commands and exit statuses`() throws {
        let run = try Workspace().run("--help")
        #expect(run.status == 0)
        for command in Self.commands { #expect(run.output.contains("\n  \(command) ")) }
        try expectSnapshot(run.output, "help/ledger-replay.txt")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `the shell can complete commands`(_ shell: String) throws {
        let run = try Workspace().run("--generate-completion-script", shell)
        #expect(run.status == 0)
        #expect(run.output.contains("ownership"))
    }
}
