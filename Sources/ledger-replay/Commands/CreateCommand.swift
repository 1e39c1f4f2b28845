import ArgumentParser
import ClaimLedger

struct CreateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Makes a new, empty ledger.",
        discussion: """
            The directory is made where it is missing; its parent must exist. A directory that holds a ledger is \
            refused.

            Examples:
              ledger-replay create --ledger claims
              ledger-replay create --ledger claims --format json
            """)

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var format: FormatOption

    func run() throws {
        let identity = try Ledger.create(at: ledger.path).identity
        try format.write(identity.json, Painter(usesColour: false)) { page in
            try page.line("ledger \(identity.ledger), format \(identity.format), created \(identity.createdAt)")
        }
    }
}
