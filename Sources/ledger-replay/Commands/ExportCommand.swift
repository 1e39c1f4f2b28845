import ArgumentParser
import ClaimLedger
import ClaimProjections

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the events as they are stored, or a bundle that anybody can check.",
        discussion: """
            The lines are CloudEvents in their canonical form, in the order of their sequence, byte for byte as \
            recorded. Importing them into another ledger gives the same answers.

            With --viewer, only the events that the viewer may see, without what it may not: those lines are readings \
            of events and no longer what was recorded.

            A bundle is a folder with the events, a signed checkpoint, the verifier key and the tree as tiles. \
            Whoever has it checks it without this program (Scripts/outside/verify_export.py), or imports it as the \
            very same ledger. It holds the events of its checkpoint: of one signed now by --key-file, or of the one \
            given.

            Examples:
              ledger-replay export --ledger claims > events.jsonl
              ledger-replay export --ledger claims --at-sequence 1000 | gzip > start.gz
              ledger-replay export --ledger claims --bundle june --key-file main.key
              ledger-replay export --ledger claims --bundle may --checkpoint may.checkpoint --key main.vkey
            """)

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var time: TimeOptions
    @OptionGroup var viewer: ViewerOption
    @Option(
        help: ArgumentHelp("Write a bundle; the folder must not exist, or be empty.", valueName: "dir"),
        completion: .directory)
    var bundle: String?
    @Option(help: ArgumentHelp("Sign the bundle's checkpoint with this key.", valueName: "file"), completion: .file())
    var keyFile: String?
    @Option(help: ArgumentHelp("A checkpoint signed before, for the bundle.", valueName: "file"), completion: .file())
    var checkpoint: String?
    @Option(help: ArgumentHelp("The verifier key of that checkpoint.", valueName: "vkey")) var key: String?
    @OptionGroup var progress: ProgressOption

    func validate() throws {
        guard bundle == nil || viewer.viewer.seesEverything else {
            throw ValidationError("A bundle holds every event as stored: --viewer does not go with it.")
        }
        guard bundle != nil else {
            guard keyFile == nil, checkpoint == nil, key == nil else {
                throw ValidationError("--key-file, --checkpoint and --key go with --bundle.")
            }
            return
        }
        guard time.selection == ReplaySelection() else {
            throw ValidationError("A bundle holds the events of its checkpoint: time options do not go with it.")
        }
        guard (keyFile == nil) != (checkpoint == nil), (checkpoint == nil) == (key == nil) else {
            throw ValidationError("A bundle needs --key-file to sign it, or --checkpoint and --key.")
        }
    }

    func run() throws {
        if let bundle { return try writeBundle(to: bundle) }
        let ledger = try ledger.open()
        let selection = time.selection
        let head = try ledger.head()
        let end = selection.atSequence ?? head
        guard end <= head else { throw ReplayError.beyondHead(asked: end, head: head) }
        let output = StandardOutput()
        let line = viewer.viewer.seesEverything ? progress.line() : ProgressLine(quiet: true)
        defer { line.clear() }
        let sight = try sight(of: ledger, selection)
        if end > 0 {
            try ledger.forEachEvent(in: 1...end) { event in
                if event.sequence % 1_024 == 0 { line.show("exporting", done: Int(event.sequence), of: Int(end)) }
                guard selection.includes(event.header) else { return true }
                if let sight {
                    if let shown = try sight.shown(event) { try output.write(shown + [UInt8(ascii: "\n")]) }
                } else {
                    try output.writeLine(event.json)
                }
                return true
            }
        }
        try output.finish()
    }

    /// What the viewer may see of the selected events; nil for one who sees everything, which needs no replay.
    private func sight(of ledger: Ledger, _ selection: ReplaySelection) throws -> Sight? {
        guard !viewer.viewer.seesEverything else { return nil }
        var replayed = try Replay.fold(ClaimsProjection.self, over: ledger, selection, now: .systemNow())
        replayed.state.advance(to: replayed.asOf)
        return Sight(of: viewer.viewer, at: replayed.state, asOf: replayed.asOf)
    }

    private func writeBundle(to path: String) throws {
        let ledger: Ledger
        let signed: SignedCheckpoint
        let verifierKey: VerifierKey
        if let keyFile {
            let signer = try Signer(keyFile: keyFile)
            ledger = try Ledger.open(at: self.ledger.path)
            signed = try signer.sign(ledger)
            verifierKey = signer.key.verifierKey
        } else {
            verifierKey = try EvidenceInput.verifierKey(key ?? "")
            signed = try EvidenceInput.checkpoint(at: checkpoint ?? "", signedBy: [verifierKey])
            ledger = try self.ledger.open()
        }
        let line = progress.line()
        let receipt = try ledger.exportBundle(to: path, checkpoint: signed, key: verifierKey) { sequence in
            line.show("exporting", done: Int(sequence), of: Int(signed.checkpoint.size))
        }
        line.clear()
        let output = StandardOutput()
        try output.write("\(path): \(receipt.events) events, root \(receipt.root), signed by \(verifierKey)\n")
        try output.finish()
    }
}
