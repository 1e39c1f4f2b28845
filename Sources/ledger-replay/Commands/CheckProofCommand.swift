import ArgumentParser
import ClaimLedger

struct CheckProofCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-proof",
        abstract: "Checks a proof, without the ledger.",
        discussion: """
            With --entry, checks that a ledger holds exactly these bytes (what `prove` wrote); with --old, that the \
            proof's checkpoint continues one that you kept (what `consistency` wrote). Both check the signatures \
            by the keys given. A proof that does not hold ends with status 1, a file that is none with 65.

            Examples:
              ledger-replay check-proof 7.tlog-proof --entry event-7.json --key main.vkey
              ledger-replay check-proof june.proof --old may.checkpoint --key main.vkey --key auditor.vkey
            """)

    @Argument(help: "The proof.", completion: .file()) var proof: String
    @Option(help: ArgumentHelp("The event's bytes, as recorded.", valueName: "file"), completion: .file())
    var entry: String?
    @Option(help: ArgumentHelp("The checkpoint that you kept.", valueName: "file"), completion: .file())
    var old: String?
    @OptionGroup var keys: KeyOptions

    func validate() throws {
        guard (entry == nil) != (old == nil) else {
            throw ValidationError("Give --entry to check that an event is there, or --old to check that a ledger grew.")
        }
        guard !keys.given.isEmpty else { throw ValidationError("Give the ledger's verifier key: --key.") }
    }

    func run() throws {
        let keys = try keys.keys()
        let output = StandardOutput()
        let page = TextPage(output: output, painter: Painter(usesColour: false))
        if let entry { try checkInclusion(of: entry, keys, page) }
        if let old { try checkConsistency(from: old, keys, page) }
        try output.finish()
    }

    private func checkInclusion(of entry: String, _ keys: [VerifierKey], _ page: TextPage) throws {
        let proof = try EvidenceInput.inclusionProof(at: proof)
        let bytes = try EvidenceInput.bytes(of: entry)
        let tree = proof.checkpoint.checkpoint
        let verified: [VerifiedSignature]
        do throws(EvidenceFailure) { verified = try proof.verify(entry: bytes, keys: keys) } catch {
            // The commonest mistake is a line where the event alone is wanted.
            let hint = bytes.last == UInt8(ascii: "\n") ? "\n  \(entry) ends with a line feed, which no event does" : ""
            throw Failure(.answerIsNo, "\(self.proof): \(error)\(hint)")
        }
        try write(page, "the entry is number \(proof.index + 1) of the \(tree.size) of \(tree.origin)", verified)
    }

    private func checkConsistency(from old: String, _ keys: [VerifierKey], _ page: TextPage) throws {
        let proof = try EvidenceInput.consistencyProof(at: proof)
        let kept = try EvidenceInput.checkpoint(at: old)
        let tree = proof.checkpoint.checkpoint
        let verified: [VerifiedSignature]
        do throws(EvidenceFailure) { verified = try proof.verify(continuing: kept, keys: keys) } catch {
            throw Failure(error, in: self.proof)
        }
        let sentence = "the \(tree.size) events of \(tree.origin) begin with the \(kept.checkpoint.size) of \(old)"
        try write(page, sentence, verified)
    }

    private func write(_ page: TextPage, _ sentence: String, _ signatures: [VerifiedSignature]) throws {
        try page.line("verified: \(printable(sentence))")
        for signature in signatures {
            let time = signature.seconds.map { ", at \(Self.instant($0))" } ?? ""
            try page.line("signed by \(printable("\(signature.key.name)"))\(time)")
        }
    }

    /// The instant of a countersignature; one beyond the calendar is told in seconds.
    private static func instant(_ seconds: UInt64) -> String {
        let limit = UInt64(Instant.latest.microsecondsSinceEpoch / 1_000_000)
        guard seconds <= limit else { return "\(seconds) seconds after 1970" }
        return Instant(microsecondsSinceEpoch: Int64(seconds) * 1_000_000).description
    }
}
