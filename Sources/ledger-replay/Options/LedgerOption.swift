import ArgumentParser
import ClaimLedger

/// Which ledger.
struct LedgerOption: ParsableArguments {
    @Option(
        name: .customLong("ledger"), help: ArgumentHelp("The directory of the ledger.", valueName: "dir"),
        completion: .directory)
    var path: String

    /// The ledger, for reading only.
    func open() throws(LedgerOpenError) -> Ledger { try Ledger.open(at: path, access: .readOnly) }
}
