import ArgumentParser
import ClaimLedger

struct ConsistencyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consistency",
        abstract: "Writes the proof that a ledger only grew between two checkpoints.",
        discussion: """
            Whoever kept the older checkpoint checks the proof with check-proof --old. Nothing was changed, removed \
            or put in between, or the proof does not hold.

            Examples:
              ledger-replay consistency --ledger claims --from may.checkpoint --to june.checkpoint --out june.proof
              ledger-replay consistency --ledger claims --from 1000 --to june.checkpoint
            """)

    @OptionGroup var ledger: LedgerOption
    @Option(help: ArgumentHelp("The older checkpoint, or its size.", valueName: "file|size"), completion: .file())
    var from: String
    @Option(help: ArgumentHelp("The newer checkpoint.", valueName: "file"), completion: .file())
    var to: String
    @Option(help: ArgumentHelp("Write the proof there instead of printing it.", valueName: "file"))
    var out: String?

    func run() throws {
        let newer = try EvidenceInput.checkpoint(at: to)
        let ledger = try ledger.open()
        let proof = try ledger.read { snapshot in
            let size = try UInt64(from) ?? matchingSize(snapshot, of: newer.checkpoint.origin)
            return try snapshot.consistencyProof(from: size, to: newer)
        }
        if let out { return try EvidenceOutput.replace(out, with: proof.bytes) }
        let output = StandardOutput()
        try output.write(proof.bytes)
        try output.finish()
    }

    /// The size of the older checkpoint, if its root is this ledger's.
    private func matchingSize(_ snapshot: borrowing LedgerSnapshot, of ledger: String) throws -> UInt64 {
        let older = try EvidenceInput.checkpoint(at: from).checkpoint
        guard older.origin == ledger else {
            throw Failure(EvidenceFailure.otherLedger(origin: older.origin, expected: [ledger]), in: from)
        }
        let root = try snapshot.root(ofFirst: older.size)
        guard root == older.root else {
            throw EvidenceError.otherHistory(size: older.size, ledger: root, checkpoint: older.root)
        }
        return older.size
    }
}
