import ArgumentParser
import ClaimLedger

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Recomputes a ledger from its bytes: every hash, and every place it must have."
    )

    @Option(help: ArgumentHelp("The ledger's directory.", valueName: "dir")) var ledger: String

    func run() throws {
        let opened = try Ledger.open(at: ledger, access: .readOnly)
        let head = try opened.head()
        let (duration, report) = timed { opened.verify() }
        var figures = Figures()
        figures.add("events", Int(head))
        figures.add("findings", report.findings.count + report.unlisted)
        figures.add("seconds", duration)
        figures.write()
    }
}
