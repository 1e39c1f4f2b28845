import ArgumentParser
import ClaimLedger

struct CheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Signs what a ledger holds now, or countersigns a checkpoint.",
        discussion: """
            A checkpoint is a few lines of text: the ledger's name, how many events it has, the root of the tree over \
            them, and the signature. Keep checkpoints away from the ledger: they alone show that it was cut or \
            rolled back. The latest one is kept beside the key, in FILE.checkpoint, and nothing that contradicts it \
            is signed.

            With --cosign, an auditor adds a line that says: at this time, this was the largest tree I had seen. \
            Before that, check with check-proof --old that it continues the one countersigned before.

            Examples:
              ledger-replay checkpoint --ledger claims --key-file main.key --out today.checkpoint
              ledger-replay checkpoint --cosign today.checkpoint --key main.vkey --key-file auditor.key
            """)

    @Option(help: ArgumentHelp("The directory of the ledger.", valueName: "dir"), completion: .directory)
    var ledger: String?
    @Option(help: ArgumentHelp("A checkpoint to countersign.", valueName: "file"), completion: .file())
    var cosign: String?
    @Option(help: ArgumentHelp("The file with the secret key.", valueName: "file"), completion: .file())
    var keyFile: String
    @Option(
        help: ArgumentHelp("The time to state in a countersignature; without it, now.", valueName: "instant"),
        transform: instant)
    var at: Instant?
    @Option(help: ArgumentHelp("Write the checkpoint there instead of printing it.", valueName: "file"))
    var out: String?
    @OptionGroup var keys: KeyOptions
    @OptionGroup var format: FormatOption

    func validate() throws {
        guard (ledger == nil) != (cosign == nil) else {
            throw ValidationError("Give a ledger to sign for, or a checkpoint to countersign.")
        }
        guard cosign != nil || at == nil else { throw ValidationError("--at goes with --cosign.") }
        guard cosign == nil || !keys.given.isEmpty else {
            throw ValidationError("--cosign needs the ledger's verifier key: give --key.")
        }
    }

    func run() throws {
        let signed = try signed()
        if let out { try EvidenceOutput.replace(out, with: signed.bytes) }
        let checkpoint = signed.checkpoint
        let json: JSONValue = [
            "note": .string(String(decoding: signed.bytes, as: UTF8.self)), "origin": .string(checkpoint.origin),
            "root": .string("\(checkpoint.root)"), "size": .integer(Int64(checkpoint.size)),
        ]
        try format.write(json, Painter(usesColour: false)) { page in
            guard let out else { return try page.output.write(signed.bytes) }
            try page.line("\(out): \(printable(checkpoint.origin)), size \(checkpoint.size), root \(checkpoint.root)")
        }
    }

    private func signed() throws -> SignedCheckpoint {
        if let ledger { return try Signer(keyFile: keyFile).sign(Ledger.open(at: ledger)) }
        let key = try EvidenceInput.signingKey(at: keyFile)
        let checkpoint = try EvidenceInput.checkpoint(at: cosign ?? "", signedBy: keys.keys())
        let microseconds = (at ?? .systemNow()).microsecondsSinceEpoch
        guard microseconds >= 0 else { throw ValidationError("A countersignature cannot be dated before 1970.") }
        return try checkpoint.cosigned(by: key, atSeconds: UInt64(microseconds / 1_000_000))
    }
}
