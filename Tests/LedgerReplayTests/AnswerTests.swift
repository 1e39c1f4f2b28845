import Testing

/// One question to a small history, and the file that holds the answer.
private struct Question: CustomTestStringConvertible, Sendable {
    let history: String
    let arguments: String
    let snapshot: String

    init(_ history: String, _ arguments: String, _ snapshot: String) {
        self.history = history
        self.arguments = arguments
        self.snapshot = snapshot
    }

    var testDescription: String { "\(history): \(arguments)" }
}

@Suite struct `Answers` {
    private static let questions = [
        Question("consent", "status --as-of 2023-03-01T00:00:00Z", "status"),
        Question("consent", "status --as-of 2023-06-01T00:00:00Z", "status-lapsed"),
        Question("consent", "status 3015949 --as-of 2023-03-01T00:00:00Z", "status-one"),
        Question("consent", "status --at-sequence 2", "status-at-2"),
        Question("consent", "status --as-of 2023-02-14T16:04:59.999999Z", "status-before"),
        Question("consent", "history 3015949 --as-of 2023-06-01T00:00:00Z", "history"),
        Question("consent", "actions 3015949 --as-of 2023-02-15T00:00:00Z", "actions"),
        Question("consent", "actions 3015949 --party customer --as-of 2023-02-15T00:00:00Z", "actions-customer"),
        Question("consent", "deadlines --as-of 2023-03-01T00:00:00Z", "deadlines"),
        // 2023-05-21T09:00:00Z less fourteen days: the last instant is included.
        Question("consent", "deadlines --within 14d --as-of 2023-05-07T09:00:00Z", "deadlines-within"),
        Question("consent", "deadlines --within 335h --as-of 2023-05-07T09:00:00Z", "deadlines-none"),
        Question("consent", "violations", "violations"),
        Question("consent", "explain 3015949 --as-of 2023-03-01T00:00:00Z", "explain"),
        Question("consent", "explain 3015949 --as-of 2023-06-01T00:00:00Z", "explain-lapsed"),
        Question("consent", "findings", "findings"),
        Question("conflict", "explain 4000001 --as-of 2024-06-01T00:00:00Z", "explain-displaced"),
        Question("conflict", "family 4000002", "family"),
        Question("conflict", "findings", "findings"),
        Question("conflict", "ownership", "ownership"),
        Question("conflict", "ownership --history", "ownership-history"),
        Question("conflict", "ownership --claim 4000001", "ownership-claim"),
        Question("conflict", "ownership --history --tenant nobody", "ownership-none"),
        Question("conflict", "conflicts", "conflicts"),
        Question("conflict", "conflicts --as-of 2024-02-10T00:00:00Z", "conflicts-open"),
        Question("conflict", "violations", "violations-none"),
    ]

    @Test(arguments: questions)
    private func `an answer in JSON is the same to the byte`(_ question: Question) throws {
        let run = try ask(question, "--format", "json")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        try expectSnapshot(withoutRecordingTime(run.output), "answers/\(question.history)/\(question.snapshot).json")
    }

    @Test(arguments: questions)
    private func `an answer for people is aligned`(_ question: Question) throws {
        let run = try ask(question)
        #expect(run.status == 0)
        #expect(!run.output.contains(" \n"))
        try expectSnapshot(run.output, "answers/\(question.history)/\(question.snapshot).txt")
    }

    @Test(arguments: ["", "--process cpor", "--process partnerActivity"])
    func `the matrix needs no ledger`(_ options: String) throws {
        let arguments = ["matrix"] + options.split(separator: " ").map(String.init)
        let name = (["matrix"] + options.split(separator: " ").dropFirst()).joined(separator: "-")
        let workspace = try Workspace()
        try expectSnapshot(workspace.run(arguments).output, "answers/\(name).txt")
        try expectSnapshot(workspace.run(arguments + ["--format", "json"]).output, "answers/\(name).json")
    }

    @Test func `the picture of a slot is one document with every instant of its owners`() throws {
        let workspace = try SharedWorkspace.conflict.get()
        let rows = try workspace.run("ownership", "--history", "--ledger", "claims", "--format", "json").output
        let tenant = try #require(rows.firstMatch(of: /"tenant":"([^"]*)"/)?.1)
        let workload = try #require(rows.firstMatch(of: /"workload":"([^"]*)"/)?.1)
        let run = try workspace.run([
            "ownership", "--tenant", String(tenant), "--workload", String(workload), "--ledger", "claims", "--format",
            "svg",
        ])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasPrefix("<svg") || run.output.hasPrefix("<?xml"))
        for instant in rows.matches(of: /"(?:associated|disassociated)On":"([^"]*)"/) {
            #expect(run.output.contains(instant.1), "\(instant.1)")
        }
    }

    private func ask(_ question: Question, _ options: String...) throws -> Workspace.Run {
        let arguments = question.arguments.split(separator: " ").map(String.init)
        let workspace = question.history == "consent" ? SharedWorkspace.consent : SharedWorkspace.conflict
        return try workspace.get().run(arguments + ["--ledger", "claims"] + options)
    }
}

/// An answer in JSON without the instants of recording, which are the machine's clock.
func withoutRecordingTime(_ answer: String) -> String {
    answer.replacing(/"recordedAt":"[^"]*"/, with: #""recordedAt":"…""#)
}
