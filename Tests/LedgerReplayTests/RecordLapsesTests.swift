import Testing

@Suite struct `Recording lapses` {
    @Test func `appends what has come due, once, and changes no answer but the history's row`() throws {
        let workspace = try Workspace(history: "consent")
        let asOf = ["--ledger", "claims", "--as-of", "2023-06-01T00:00:00Z", "--format", "json"]
        let before = try workspace.run(["deadlines"] + asOf).output
        let first = try workspace.run(["record-lapses"] + asOf)
        #expect(first.status == 0)
        #expect(
            first.output.contains(
                #"{"at":"2023-05-21T09:00:00Z","becomes":"notSubmittedClaimExpired","claim":"3015949","rule":"PA-31"}"#)
                || first.output.contains(#""becomes":"#), "\(first.output)")
        let again = try workspace.run(["record-lapses"] + asOf)
        #expect(again.output.hasSuffix("\"recorded\":[]}\n"))
        #expect(try workspace.run(["deadlines"] + asOf).output == before)
        #expect(!(try workspace.run(["history", "3015949"] + asOf).output.contains(#""type":"lapse""#)))
        #expect(try workspace.run(["violations", "--ledger", "claims"]).status == 0)
    }

    @Test func `names the ledger that is missing`() throws {
        let run = try Workspace().run("record-lapses", "--ledger", "nowhere")
        #expect(run.status == 66)
        #expect(run.errors.contains("nowhere"))
    }
}
