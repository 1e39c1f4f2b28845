import ArgumentParser
import ClaimLedger

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies a ledger while others write, and verifies the copy.",
        discussion: """
            The copy is one instant of the ledger, without free pages. It appears when it is on disk and was \
            recomputed from its bytes, with its checkpoint beside it: signed where a key is given, otherwise only \
            its size and root, which show damage but no deceit. It can be opened as a ledger.

            Examples:
              ledger-replay backup /mnt/claims-2026-06-01 --ledger claims
              ledger-replay backup /mnt/claims-2026-06-01 --ledger claims --key-file main.key
            """)

    @Argument(help: "The folder to make; it must not exist, or be empty.", completion: .directory)
    var directory: String
    @OptionGroup var ledger: LedgerOption
    @Option(help: ArgumentHelp("Sign the copy's checkpoint with this key.", valueName: "file"), completion: .file())
    var keyFile: String?
    @OptionGroup var progress: ProgressOption

    func run() throws {
        let line = progress.line()
        defer { line.clear() }
        func show(_ sequence: UInt64) { line.show("verifying the copy", done: Int(sequence), of: nil) }
        var receipt: BackupReceipt?
        if let keyFile {
            let signer = try Signer(keyFile: keyFile)
            let ledger = try Ledger.open(at: ledger.path)
            _ = try signer.signing { last in
                let made = try ledger.backUp(to: directory, signedBy: signer.key, continuing: last, progress: show)
                receipt = made
                guard let signed = made.checkpoint else { throw Failure(.inputOutput, "nothing was signed") }
                return signed
            }
        } else {
            receipt = try ledger.open().backUp(to: directory, progress: show)
        }
        line.clear()
        guard let report = receipt?.report else { return }
        let output = StandardOutput()
        let signature = receipt?.checkpoint == nil ? "unsigned" : "signed"
        try output.write(
            "\(directory): \(report.range), no finding; size \(report.last), root "
                + "\(report.root ?? .ofEmptyTree), \(signature)\n")
        try output.finish()
    }
}
