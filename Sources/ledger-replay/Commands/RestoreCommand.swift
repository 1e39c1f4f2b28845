import ArgumentParser
import ClaimLedger

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Makes a ledger of a backup that verifies.",
        discussion: """
            The copy is verified against the checkpoint beside it and those given; where anything is found, no \
            ledger is made. Nothing is overwritten. A backup is older than the ledger was: give the latest \
            checkpoint you have, and it is refused if it lacks events that were signed for.

            Examples:
              ledger-replay restore /mnt/claims-2026-06-01 --ledger claims
              ledger-replay restore /mnt/claims-2026-06-01 --ledger claims --checkpoint june.checkpoint --key main.vkey
            """)

    @Argument(help: "The folder of the backup.", completion: .directory) var copy: String
    @OptionGroup var ledger: LedgerOption
    @Option(
        help: ArgumentHelp("A checkpoint that the backup must continue; several may be given.", valueName: "file"),
        completion: .file())
    var checkpoint: [String] = []
    @OptionGroup var keys: KeyOptions
    @OptionGroup var progress: ProgressOption

    func validate() throws {
        guard checkpoint.isEmpty || !keys.given.isEmpty else {
            throw ValidationError(
                "A checkpoint is worth what its signature is: give the ledger's verifier key by --key.")
        }
    }

    func run() throws {
        let keys = try keys.keys()
        let backup = try LedgerBackup(at: copy)
        if !keys.isEmpty, let signed = backup.signedCheckpoint {
            do throws(EvidenceFailure) { try signed.verify(keys: keys) } catch { throw Failure(error, in: copy) }
        }
        var checkpoints = backup.checkpoint.map { [$0] } ?? []
        for path in checkpoint {
            checkpoints.append(try EvidenceInput.checkpoint(at: path, signedBy: keys).checkpoint)
        }
        let page = TextPage(output: StandardOutput(), painter: Painter(usesColour: false))
        let isRestored = try backup.restore(to: ledger.path) { draft in
            var verification = Verification(ledger: draft)
            verification.checkpoints = checkpoints
            let answer = try verification.run(progress.line())
            try answer.write(to: page)
            return answer.isSound
        }
        let verdict = isRestored ? "restored to \(ledger.path)" : "not restored: the copy does not verify"
        try page.line(verdict)
        try page.output.finish()
        if !isRestored { throw Failure(.answerIsNo) }
    }
}
