import ArgumentParser
import ClaimLedger

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recomputes a ledger from its bytes and reports every fault.",
        discussion: """
            Checks each event's bytes, header, hash and place, the look-up tables, every node of the tree, the \
            checkpoints given, and stored projections against a replay. It never stops at the first fault, and says \
            what range it looked at. The file is read in a process of its own: one that it ends by a signal is a \
            finding too. Ends with status 1 if anything was found.

            Without a checkpoint from elsewhere, nobody can see that a ledger was cut, rolled back, or exchanged as \
            a whole. --since goes on behind a checkpoint that was verified before; --hashes recomputes every hash and \
            compares nothing else; --quick compares stored hashes only. All three are partial, and say so.

            Examples:
              ledger-replay verify --ledger claims
              ledger-replay verify --ledger claims --checkpoint may.checkpoint --key main.vkey
              ledger-replay verify --ledger claims --since may.checkpoint --key main.vkey --format json
            """)

    @OptionGroup var ledger: LedgerOption
    @Option(
        help: ArgumentHelp("A checkpoint that the ledger must continue; several may be given.", valueName: "file"),
        completion: .file())
    var checkpoint: [String] = []
    @Option(
        help: ArgumentHelp("A checkpoint verified before: look only at events behind it.", valueName: "file"),
        completion: .file())
    var since: String?
    @Flag(name: .customLong("quick"), help: "Compare stored hashes only, in a moment; this is partial.")
    var isQuick = false
    @Flag(
        name: .customLong("hashes"),
        help: "Recompute every hash on all cores, and read nothing else of the events; this is partial.")
    var isHashesOnly = false
    @OptionGroup var keys: KeyOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var color: ColorOption
    @OptionGroup var progress: ProgressOption

    func validate() throws {
        guard [isQuick, isHashesOnly, since != nil].count(where: { $0 }) <= 1 else {
            throw ValidationError("--quick, --hashes and --since each verify a part: give one of them.")
        }
        guard checkpoint.isEmpty && since == nil || !keys.given.isEmpty else {
            throw ValidationError(
                "A checkpoint is worth what its signature is: give the ledger's verifier key by --key.")
        }
    }

    func run() throws {
        let keys = try keys.keys()
        var unsigned: [VerificationFinding] = []
        var verification = Verification(ledger: ledger.path)
        verification.isQuick = isQuick
        verification.isHashesOnly = isHashesOnly
        for path in checkpoint {
            if let sound = try signed(path, keys, &unsigned) { verification.checkpoints.append(sound) }
        }
        if let since { verification.since = try signed(since, keys, &unsigned) }
        var answer = try verification.run(progress.line())
        answer.findings = unsigned + answer.findings
        try format.write(answer.json, color.painter) { page in try answer.write(to: page) }
        if !answer.isSound { throw Failure(.answerIsNo) }
    }

    /// What a checkpoint says, if its signature holds; that it does not is a finding like others.
    private func signed(
        _ path: String, _ keys: [VerifierKey], _ findings: inout [VerificationFinding]
    ) throws(Failure) -> Checkpoint? {
        let signed = try EvidenceInput.checkpoint(at: path)
        do throws(EvidenceFailure) {
            try signed.verify(keys: keys)
            return signed.checkpoint
        } catch {
            let reason = error.description.prefix { $0 != "\n" }
            findings.append(VerificationFinding(.checkpoint, place: path, String(reason)))
            return nil
        }
    }
}
