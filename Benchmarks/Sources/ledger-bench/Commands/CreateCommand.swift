import ArgumentParser
import ClaimLedger

struct CreateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Makes an empty ledger.")

    @Option(help: ArgumentHelp("The new ledger's directory.", valueName: "dir")) var ledger: String

    func run() throws {
        _ = try Ledger.create(at: ledger)
        Figures().write()
    }
}
