import Foundation
import Testing

/// Answers whose rows come as CSV too: notifications, money, anomalies, tickets and the views.
@Suite struct `Answers in rows` {
    private static let tickets = [
        SmallHistory.event(
            "t-1", "ticket-opened", "ticket/T-1", "2024-03-04T09:00:00Z",
            #"{"kind":"incentiveDispute","channel":"email","program":"=HYPERLINK(\"x\")","details":"a, \"b\"\nc"}"#),
        SmallHistory.event(
            "t-2", "ticket-escalated", "ticket/T-2", "2024-03-05T09:00:00Z", #"{"reason":"No answer."}"#),
        SmallHistory.event(
            "t-3", "ticket-opened", "ticket/T-3", "2024-03-06T09:00:00Z",
            #"{"kind":"ftcHelp","channel":"portal","category":"product roadmap","details":"@soon"}"#),
    ].joined()

    private func workspace() throws -> Workspace {
        let workspace = try Workspace()
        try workspace.write(Self.tickets, to: "events.jsonl")
        let run = try workspace.run("import", "--ledger", "claims", "--create", "events.jsonl")
        #expect(run.status == 0, "\(run.errors)")
        return workspace
    }

    @Test func `a cell that a spreadsheet would run stays a text, and quotes are doubled`() throws {
        let run = try workspace().run("tickets", "--ledger", "claims", "--format", "csv")
        #expect(run.output.contains(#""'=HYPERLINK(""x"")""#))
        #expect(run.output.contains("\"a, \"\"b\"\"\nc\""))
        #expect(run.output.contains(",'@soon,"))
        let first = try #require(run.output.split(separator: "\r\n").first)
        #expect(first.hasPrefix("ticket,kind,status,since,channel,region,"))
        #expect(run.output.hasSuffix("\r\n"))
    }

    @Test func `a tracker as CSV has its steps, actions and comments in one table`() throws {
        let run = try SharedWorkspace.consent.get().run(
            "tracker", "3015949", "--ledger", "claims", "--as-of", "2023-03-01T00:00:00Z", "--format", "csv")
        let lines = run.output.split(separator: "\r\n")
        #expect(lines.first == "claim,part,name,state,at,party,user,status,text")
        #expect(lines.contains("3015949,step,submission,pending,,,,,"))
        #expect(
            lines.contains(
                "3015949,action,consent-received,,2023-02-20T09:00:00Z,customer,customer-1,customerConsentReceived,"))
    }

    @Test func `a claim's name that a spreadsheet would run stays a text`() throws {
        let workspace = try Workspace()
        let name = #""claimName":"=1+1""#
        let events = SmallHistory.claimed("3015949").replacing(#""claimName":"Frontline""#, with: name)
        try workspace.write(events, to: "events.jsonl")
        #expect(try workspace.run("import", "--ledger", "claims", "--create", "events.jsonl").status == 0)
        for command in [["claims"], ["customers", "enable-frontline"]] {
            let run = try workspace.run(command + ["--ledger", "claims", "--format", "csv"])
            #expect(run.status == 0 && run.output.contains(",'=1+1,"), "\(run.output)")
        }
    }

    @Test func `no rows are a line of names`() throws {
        for command in ["notifications", "money", "anomalies", "claims"] {
            let run = try workspace().run(command, "--ledger", "claims", "--format", "csv")
            #expect(run.status == 0)
            #expect(run.output.split(separator: "\r\n").count == 1, "\(command)")
        }
    }

    @Test(arguments: [
        ("tickets", "tickets"), ("tickets --open --overdue", "tickets-overdue"), ("ticket T-2", "ticket-unknown"),
        ("ticket T-3", "ticket-out-of-scope"),
    ])
    func `tickets read as their snapshots`(_ arguments: String, _ snapshot: String) throws {
        let words = arguments.split(separator: " ").map(String.init)
        let options = ["--ledger", "claims", "--as-of", "2024-03-20T00:00:00Z"]
        let workspace = try workspace()
        for format in ["text", "json"] {
            let run = try workspace.run(words + options + ["--format", format])
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            try expectSnapshot(run.output, "answers/tickets/\(snapshot).\(format == "text" ? "txt" : "json")")
        }
    }

    @Test(arguments: [
        ("conflict", "notifications --as-of 2024-03-01T00:00:00Z", "notifications"),
        ("consent", "notifications --as-of 2023-06-01T00:00:00Z", "notifications"),
        ("consent", "notifications --as-of 2023-06-01T00:00:00Z --since 4,2023-05-20T00:00:00Z", "notifications-since"),
        ("consent", "notifications --as-of 2023-02-14T16:30:00Z", "notifications-none"),
        ("conflict", "anomalies", "anomalies"), ("consent", "money", "money"),
        ("consent", "money --by partner", "money-by-partner"),
        ("consent", "ticket-draft 3015949 --as-of 2023-06-01T00:00:00Z", "ticket-draft"),
        ("conflict", "ticket-draft 4000001 --region emea --as-of 2024-03-01T00:00:00Z", "ticket-draft"),
        ("consent", "claims --as-of 2023-03-01T00:00:00Z", "claims"),
        ("conflict", "claims --as-of 2024-02-10T00:00:00Z --partner litware", "claims"),
        ("consent", "customers enable-frontline --as-of 2023-03-01T00:00:00Z", "customers"),
        ("consent", "customers enable-frontline --as-of 2023-06-01T00:00:00Z", "customers-lapsed"),
        ("consent", "customers enable-frontline --tab ineligible --as-of 2023-06-01T00:00:00Z", "customers-none"),
        ("consent", "tracker 3015949 --as-of 2023-03-01T00:00:00Z", "tracker"),
        ("conflict", "tracker 4000002 --as-of 2024-03-01T00:00:00Z", "tracker"),
    ])
    func `small histories read as their snapshots`(
        _ history: String, _ arguments: String, _ snapshot: String
    ) throws {
        let words = arguments.split(separator: " ").map(String.init)
        let workspace = try (history == "consent" ? SharedWorkspace.consent : SharedWorkspace.conflict).get()
        for format in ["text", "json"] {
            let run = try workspace.run(words + ["--ledger", "claims", "--format", format])
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            let end = format == "text" ? "txt" : "json"
            try expectSnapshot(withoutRecordingTime(run.output), "answers/\(history)/\(snapshot).\(end)")
        }
    }

    @Test(arguments: [
        ("ticket T-9", 1, "the ledger holds no ticket T-9"), ("notifications --since 4", 64, "ends at sequence 3"),
        ("notifications --since 4,2024-01-01T00:00:00Z", 64, "ends at sequence 3"),
        ("notifications --since tomorrow", 64, "RFC 3339"), ("notifications --claim 7", 1, "no claim 7"),
        ("money --by partner --differences", 64, "--by"), ("money --by moon", 64, "--by"),
        ("anomalies 7", 1, "no claim 7"), ("ticket-draft 7", 1, "no claim 7"),
        ("ticket-draft 7 --region atlantis", 64, "--region"), ("tracker 7", 1, "no claim 7"),
        ("customers moon", 1, "no engagement moon"), ("customers moon --tab none", 64, "--tab"),
        ("claims --status asleep", 64, "--status"), ("claims --expiring soon", 64, "--expiring"),
        ("claims --solution-area moon", 64, "--solution-area"),
    ])
    func `a question that has no answer says why`(_ arguments: String, _ status: Int32, _ words: String) throws {
        let run = try workspace().run(arguments.split(separator: " ").map(String.init) + ["--ledger", "claims"])
        #expect(run.status == status)
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(run.output.isEmpty)
    }
}
