import Foundation
import Testing

/// The program's answers about the two-year history, as parties get them.
@Suite struct `Answers to a viewer` {
    /// A folder with a ledger of the two-year history; it goes when the tests are over.
    static let twoYears: Result<Workspace, any Error> = Result {
        atexit {
            if let folder = try? `Answers to a viewer`.twoYears.get().folder {
                try? FileManager.default.removeItem(at: folder)
            }
        }
        let workspace = try Workspace()
        _ = try workspace.run("import", "--ledger", "claims", "--create", Fixtures.twoYears)
        return workspace
    }

    private static let questions = [
        "status", "deadlines", "deadlines --targets", "violations", "findings", "ownership", "ownership --history",
        "conflicts", "catalogue", "export", "notifications", "notifications --format csv", "money",
        "money --by partner", "money --differences", "anomalies", "tickets", "tickets --format csv", "claims",
        "claims --format csv", "customers enable-frontline-workshop",
        "customers enable-frontline-workshop --format json",
    ]

    /// Questions about one claim, whose number comes last.
    private static let claimQuestions = [
        "status", "history", "explain", "actions", "findings", "family", "ownership --claim", "notifications --claim",
        "money", "anomalies", "ticket-draft", "tracker", "tracker --format csv",
    ]

    private func ask(_ question: String, _ viewer: String?) throws -> Workspace.Run {
        var arguments = question.split(separator: " ").map(String.init) + ["--ledger", "claims"]
        arguments += ["--as-of", "2025-11-01T00:00:00Z"]
        if let viewer { arguments += ["--viewer", viewer] }
        return try Self.twoYears.get().run(arguments)
    }

    /// The claims' numbers in a text, each once; those of the history have seven digits.
    private func claims(in text: String) -> Set<String> {
        Set(text.matches(of: /(?:3020|4010)\d{3}/).map { String($0.0) })
    }

    private func ownClaims(_ viewer: String) throws -> Set<String> {
        claims(in: try ask("status --format json", viewer).output)
    }

    @Test(arguments: [("partner:claire-proseware", 10), ("partner:hanna-litware", 14), ("partner:temp-proseware", 0)])
    func `name no claim that the viewer's list does not hold`(_ viewer: String, _ count: Int) throws {
        let own = try ownClaims(viewer)
        #expect(own.count == count)
        for question in Self.questions {
            let run = try ask(question, viewer)
            #expect(run.status == 0, "\(question): \(run.errors)")
            let foreign = claims(in: run.output + run.errors).subtracting(own)
            #expect(foreign.isEmpty, "\(question): \(foreign.sorted())")
        }
        for claim in own.sorted().suffix(2) {
            for question in Self.claimQuestions {
                let run = try ask("\(question) \(claim)", viewer)
                #expect(run.status == 0, "\(question) \(claim): \(run.errors)")
                let foreign = claims(in: run.output + run.errors).subtracting(own)
                #expect(foreign.isEmpty, "\(question) \(claim): \(foreign.sorted())")
            }
        }
    }

    @Test(arguments: Self.claimQuestions)
    func `say of a hidden claim what they say of one that is not there`(_ question: String) throws {
        for viewer in ["partner:claire-proseware", "partner:nobody", "customer:tenant-contoso"] {
            let (hidden, absent) = (try ask("\(question) 3020101", viewer), try ask("\(question) 3020100", viewer))
            #expect(hidden.status == 1)
            #expect(absent.status == 1)
            #expect(hidden.output.isEmpty)
            #expect(hidden.errors.replacing("3020101", with: "N") == absent.errors.replacing("3020100", with: "N"))
            let named = claims(in: hidden.errors).subtracting(["3020101"])
            #expect(named.isSubset(of: try ownClaims(viewer)))
        }
    }

    @Test(arguments: ["partner:claire-proseware", "partner:nobody", "customer:tenant-contoso"])
    func `say of a hidden ticket what they say of one that is not there`(_ viewer: String) throws {
        let (hidden, absent) = (try ask("ticket T-1001", viewer), try ask("ticket T-9001", viewer))
        #expect(hidden.status == 1 && absent.status == 1)
        #expect(hidden.output.isEmpty && absent.output.isEmpty)
        #expect(hidden.errors.replacing("T-1001", with: "N") == absent.errors.replacing("T-9001", with: "N"))
        let (shown, whole) = (try ask("ticket T-1001", "partner:marisol-adatum"), try ask("ticket T-1001", nil))
        #expect(shown.status == 0)
        #expect(shown.output == whole.output)
    }

    @Test func `add up what is shown alone`() throws {
        let rows = try ask("money --by partner --format csv", "partner:claire-proseware").output
        #expect(rows.split(separator: "\r\n").dropFirst().map { $0.prefix(13) } == ["proseware,10,"])
        #expect(try ask("anomalies", nil).output.contains("3020114"))
        #expect(try ask("anomalies", "partner:nobody").output == "no anomalies\n")
    }

    @Test func `leave a draft's own words as they are`() throws {
        // A number left out only where it is a claim's would tell which claims there are.
        for number in ["3020101", "3020100"] {
            let question = "ticket-draft 3020105 --reason see-\(number) --format json"
            #expect(try ask(question, "partner:claire-proseware").output.contains("see-\(number)"))
        }
    }

    @Test func `are whole for Microsoft, and the same to the byte`() throws {
        for question in Self.questions {
            let (microsoft, everybody) = (try ask(question, "microsoft"), try ask(question, nil))
            #expect(microsoft.output == everybody.output, "\(question)")
        }
        #expect(try ownClaims("microsoft").count == 82)
    }

    @Test func `tell a customer who its partners of record are`() throws {
        let rows = try ask("ownership --history", "customer:TENANT-contoso").output
        #expect(rows.contains("tenant-contoso"))
        #expect(!rows.contains("tenant-alpine"))
        #expect(!rows.contains("event"))
        #expect(try ask("status", "customer:tenant-contoso").output == "no claims\n")
        #expect(try ask("export", "customer:tenant-contoso").output.isEmpty)
    }

    @Test func `end by what is shown where violations are to fail`() throws {
        #expect(try ask("violations --fail-on-violations", nil).status == 1)
        #expect(try ask("violations --fail-on-violations", "partner:claire-proseware").status == 1)
        #expect(try ask("violations --fail-on-violations", "partner:nobody").status == 0)
    }

    @Test(arguments: ["partner", "system:x", "partner:", "somebody"])
    func `need a party and its id`(_ viewer: String) throws {
        let run = try ask("status", viewer)
        #expect(run.status == 64)
        #expect(run.errors.contains("partner:USER"))
    }

    @Test func `do not come as a bundle`() throws {
        let run = try Self.twoYears.get().run(
            "export", "--ledger", "claims", "--bundle", "b", "--key-file", "k", "--viewer", "partner:ann")
        #expect(run.status == 64)
    }
}
