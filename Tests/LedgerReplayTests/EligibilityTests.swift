import Testing

@Suite struct `Eligibility and the catalogue on the command line` {
    /// A ledger of the guide's catalogue.
    private func guide() throws -> Workspace {
        let workspace = try Workspace()
        let run = try workspace.run(
            "import", "--ledger", "claims", "--create", Fixtures.path("catalogue/guide.jsonl"))
        #expect(run.status == 0, "\(run.errors)")
        return workspace
    }

    private static let engagement = "usage-defend-against-threats-siem-xdr-workshop"

    @Test(arguments: ["text", "json", "csv"])
    func `each criterion has its answer and event`(_ format: String) throws {
        let run = try guide().run(
            "eligibility", "--ledger", "claims", "fridayinc-mexico-df", Self.engagement, "--customer",
            "domain:contoso.example", "--as-of", "2023-06-01T00:00:00Z", "--format", format)
        #expect(run.status == 0, "\(run.errors)")
        let ending = format == "text" ? "txt" : format
        try expectSnapshot(run.output, "answers/catalogue/eligibility.\(ending)")
    }

    @Test(arguments: ["text", "json"])
    func `the catalogue shows engagements and locations`(_ format: String) throws {
        let run = try guide().run(
            "catalogue", "--ledger", "claims", "--as-of", "2023-06-01T00:00:00Z", "--format", format)
        #expect(run.status == 0, "\(run.errors)")
        try expectSnapshot(run.output, "answers/catalogue/catalogue.\(format == "text" ? "txt" : "json")")
    }

    @Test func `time options choose the facts`() throws {
        let workspace = try guide()
        func verdict(_ options: String...) throws -> String? {
            let run = try workspace.run(
                ["eligibility", "--ledger", "claims", "fridayinc-new-delhi", Self.engagement, "--format", "json"]
                    + options)
            return run.output.firstMatch(of: /"eligible":"(\w+)"/).map { String($0.1) }
        }
        #expect(try verdict("--as-of", "2023-01-01T00:00:00Z") == "unknown")
        #expect(try verdict("--as-of", "2023-01-02T00:00:00Z") == "no")
        #expect(try verdict("--as-of", "2023-01-03T00:00:00Z") == "yes")
        #expect(try verdict("--at-sequence", "5") == "unknown")
        #expect(try verdict("--known-at", "2023-01-03T00:00:00Z") == "unknown")
    }

    @Test func `a sheet holds no formulas`() throws {
        let run = try guide().run("eligibility", "--ledger", "claims", "=1+1", "@b,\"c\"", "--format", "csv")
        #expect(run.status == 0)
        let rows = run.output.split(separator: "\r\n")
        #expect(rows.count > 5)
        #expect(rows.dropFirst().allSatisfy { $0.hasPrefix("'=1+1,\"'@b,\"\"c\"\"\",") })
    }

    @Test(arguments: ["contoso.example", "mail:contoso.example", "domain:", ":contoso.example"])
    func `a customer is a type and an id`(_ customer: String) throws {
        let run = try guide().run("eligibility", "--ledger", "claims", "l", "e", "--customer", customer)
        #expect(run.status == 64)
        #expect(run.errors.contains("TYPE:ID"))
    }

    @Test func `a partner asks for its own locations only`() throws {
        let workspace = try guide()
        let own = try workspace.run(
            "eligibility", "--ledger", "claims", "fridayinc-mumbai", Self.engagement, "--viewer", "partner:priya")
        #expect(own.status == 0)
        for viewer in ["partner:nobody", "customer:contoso"] {
            for location in ["fridayinc-mumbai", "nowhere"] {
                let run = try workspace.run(
                    "eligibility", "--ledger", "claims", location, Self.engagement, "--viewer", viewer, "--as-of",
                    "2023-06-01T00:00:00Z")
                #expect(run.status == 1)
                #expect(run.errors == "there is no location \(location) to show at 2023-06-01T00:00:00Z\n")
            }
        }
    }
}
