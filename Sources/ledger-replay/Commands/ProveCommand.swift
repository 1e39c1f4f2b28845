import ArgumentParser
import ClaimLedger

struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Writes the proof that an event is in the ledger.",
        discussion: """
            The proof is a small text file: with it, the event's bytes and the ledger's verifier key, anybody can \
            check that the event is in the tree of the checkpoint, without the ledger and without this program \
            (Scripts/outside/verify_proof.py).

            Examples:
              ledger-replay prove --ledger claims --sequence 7 --checkpoint today.checkpoint --out 7.tlog-proof
              ledger-replay prove --ledger claims --event f-0007 --checkpoint today.checkpoint --entry f-0007.json
            """)

    @OptionGroup var ledger: LedgerOption
    @Option(help: ArgumentHelp("The id of the event.", valueName: "id")) var event: String?
    @Option(help: ArgumentHelp("The source of the event, where several have its id.", valueName: "source"))
    var source: String?
    @Option(help: ArgumentHelp("The event's place in the ledger.", valueName: "number")) var sequence: UInt64?
    @Option(help: ArgumentHelp("A checkpoint of the ledger.", valueName: "file"), completion: .file())
    var checkpoint: String
    @Option(help: ArgumentHelp("Write the proof there instead of printing it.", valueName: "file"))
    var out: String?
    @Option(help: ArgumentHelp("Write the event's bytes there, without a line feed.", valueName: "file"))
    var entry: String?

    func validate() throws {
        guard (event == nil) != (sequence == nil) else {
            throw ValidationError("Name the event by --event or by --sequence.")
        }
        guard source == nil || event != nil else { throw ValidationError("--source goes with --event.") }
    }

    func run() throws {
        let checkpoint = try EvidenceInput.checkpoint(at: checkpoint)
        let ledger = try ledger.open()
        let sequence = try place(in: ledger)
        let (proof, bytes) = try ledger.read { snapshot in
            let proof = try snapshot.inclusionProof(of: sequence, in: checkpoint)
            return (proof, try snapshot.event(at: sequence)?.jsonBytes() ?? [])
        }
        if let entry { try EvidenceOutput.replace(entry, with: bytes) }
        if let out { return try EvidenceOutput.replace(out, with: proof.bytes) }
        let output = StandardOutput()
        try output.write(proof.bytes)
        try output.finish()
    }

    private func place(in ledger: Ledger) throws -> UInt64 {
        if let sequence { return sequence }
        let id = EventID(event ?? "")
        if let source {
            guard let found = try ledger.snapshot().sequence(of: id, from: EventSource(source)) else {
                throw Failure(.answerIsNo, "the ledger holds no event \(id) of \(source)")
            }
            return found
        }
        let found = try ledger.sequences(ofEvent: id)
        guard let first = found.first else { throw Failure(.answerIsNo, "the ledger holds no event \(id)") }
        guard found.count == 1 else {
            let places = found.map { "\($0)" }.joined(separator: ", ")
            throw Failure(
                .wrongUsage, "\(found.count) events have the id \(id), at \(places): give --source or --sequence")
        }
        return first
    }
}
