import ArgumentParser
import ClaimCommands
import ClaimLedger

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Imports a file into a new ledger: parsed, checked, hashed, indexed, durable.")

    @Option(help: ArgumentHelp("The new ledger's directory.", valueName: "dir")) var ledger: String
    @Option(help: ArgumentHelp("The events as JSON Lines.", valueName: "file")) var events: String

    func run() throws {
        let made = try Ledger.create(at: ledger)
        let input = try LinesFile(events)
        let (duration, report) = try timed { try Importer(ledger: made).run([input]) }
        try input.close()
        var figures = Figures()
        figures.add("events", report.appended)
        figures.add("violations", report.violations)
        figures.add("seconds", duration)
        figures.write()
    }
}
