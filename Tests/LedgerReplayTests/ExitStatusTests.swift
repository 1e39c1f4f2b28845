import Testing

@Suite struct `Exit status` {
    private static let endings = [
        Ending("status --ledger claims", 0, ""),
        Ending("violations --ledger claims", 0, ""),
        Ending("violations --ledger claims --fail-on-violations", 1, ""),
        Ending("status --ledger claims 1", 1, "the nearest number is 3015949"),
        Ending("import --ledger claims --enforce breach.jsonl", 1, "breach.jsonl:1: event a-9: "),
        Ending("check failing.scenario.json", 1, ""),
        Ending("check empty", 1, "no scenario found"),
        Ending("unheard-of", 64, "Unexpected argument 'unheard-of'"),
        Ending("status", 64, "Missing expected argument '--ledger <dir>'"),
        Ending("status --ledger claims --as-of 2025-06-01", 64, "such as 2025-06-01T10:00:00Z"),
        Ending("status --ledger claims --as-of yesterday", 64, "Usage: ledger-replay status"),
        Ending("status --ledger claims --known-at 2025-06-31T00:00:00Z", 64, "such as 2025-06-01T10:00:00Z"),
        Ending("status --ledger claims --at-sequence -1", 64, "--at-sequence"),
        Ending("status --ledger claims --at-sequence 5", 64, "the ledger ends at sequence 4: there is no sequence 5"),
        Ending("export --ledger claims --at-sequence 5", 64, "the ledger ends at sequence 4: there is no sequence 5"),
        Ending("history --ledger claims 0123", 64, "a claim number has 1 to 18 digits and no leading zeros"),
        Ending("history --ledger claims", 64, "Missing expected argument '<claim>'"),
        Ending("deadlines --ledger claims --within 2w", 64, "write days or hours, such as 14d or 36h"),
        Ending("deadlines --ledger claims --within d", 64, "write days or hours, such as 14d or 36h"),
        Ending("actions --ledger claims 3015949 --party bank", 64, "'partner', 'customer', 'microsoft'"),
        Ending("matrix --process other", 64, "'partnerActivity' and 'cpor'"),
        Ending("status --ledger claims --format xml", 64, "'text' and 'json'"),
        Ending("import --ledger claims - -", 64, "Standard input can be read only once."),
        Ending("import --ledger claims torn.jsonl", 65, "torn.jsonl:1: unexpected end"),
        Ending("check torn.scenario.json", 65, "torn.scenario.json: "),
        Ending("status --ledger nowhere", 66, "no ledger at nowhere: there is no such directory"),
        Ending("status --ledger torn.jsonl", 66, "no ledger at torn.jsonl: it is not a directory"),
        Ending("status --ledger empty", 66, "no ledger at empty: it holds no ledger.json"),
        Ending("status --ledger newer", 66, "use a newer release"),
        Ending("import --ledger nowhere events.jsonl", 66, "no ledger at nowhere: there is no such directory"),
        Ending("import --ledger claims absent.jsonl", 66, "absent.jsonl: No such file or directory"),
        Ending("import --ledger claims empty", 66, "empty: Is a directory"),
        Ending("check absent", 66, "absent: "),
        Ending("create --ledger claims", 73, "claims holds a ledger already"),
        Ending("create --ledger torn.jsonl", 73, "the ledger cannot be created at torn.jsonl"),
        Ending("create --ledger no/parent", 73, "the ledger cannot be created at no/parent"),
        Ending("import --create --ledger no/parent events.jsonl", 73, "the ledger cannot be created at no/parent"),
        Ending("status --ledger broken", 74, "the ledger at broken is damaged"),
    ]

    @Test(arguments: endings)
    private func `every ending has its own`(_ ending: Ending) throws {
        let workspace = try SharedWorkspace.mistakes.get()
        let run = try workspace.run(ending.arguments.split(separator: " ").map(String.init))
        #expect(run.status == ending.status, "\(run.errors)")
        if ending.message.isEmpty {
            #expect(run.errors.isEmpty)
            #expect(!run.output.isEmpty)
        } else {
            #expect(run.errors.contains(ending.message), "\(run.errors)")
        }
        // An error is no answer; a check that found nothing has counted all the same.
        if ending.status > 1 { #expect(run.output.isEmpty) }
    }

    @Test func `an answer that cannot be written is a failure`() throws {
        let workspace = try SharedWorkspace.mistakes.get()
        let run = try workspace.shell("\"$0\" status --ledger claims > /dev/full")
        #expect(run.status == 74)
        #expect(run.errors == "standard output: No space left on device\n")
    }

    @Test func `violations are printed before the program fails`() throws {
        let run = try SharedWorkspace.consent.get().run(
            "violations", "--ledger", "claims", "--fail-on-violations", "--format", "json")
        #expect(run.status == 1)
        #expect(run.output.hasPrefix(#"[{"at":"2023-02-14T18:00:00.25Z""#))
    }
}
