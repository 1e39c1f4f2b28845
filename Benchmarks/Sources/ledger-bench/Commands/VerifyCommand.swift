import ArgumentParser
import ClaimLedger

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recomputes a ledger from its bytes: every hash, or also everything that headers and tables say."
    )

    @Option(help: ArgumentHelp("The ledger's directory.", valueName: "dir")) var ledger: String

    @Flag(help: "Only every hash.") var hashes = false

    func run() throws {
        var options = VerificationOptions()
        options.isHashesOnly = hashes
        let opened = try Ledger.open(at: ledger, access: .readOnly)
        let head = try opened.head()
        let (duration, report) = timed { opened.verify(options) }
        var figures = Figures()
        figures.add("events", Int(head))
        figures.add("findings", report.findings.count + report.unlisted)
        figures.add("seconds", duration)
        figures.write()
    }
}
