import ClaimLedger

/// Signs for a ledger, and keeps what was signed beside the key, away from the ledger.
///
/// A ledger notes what it signed, but its note goes back with the file when a backup is put in its place. The
/// checkpoint beside the key does not, and nothing that contradicts it is signed.
struct Signer {
    let key: SigningKey
    private let path: String

    init(keyFile path: String) throws(Failure) {
        self.path = path
        key = try EvidenceInput.signingKey(at: path)
    }

    private var keptPath: String { path + ".checkpoint" }

    /// Signs what the ledger holds now.
    func sign(_ ledger: Ledger) throws -> SignedCheckpoint {
        try signing { (last) throws in try ledger.signCheckpoint(by: key, continuing: last) }
    }

    /// Runs a body that signs, given what was signed last, and keeps what it signed; one process at a time.
    func signing(_ body: (Checkpoint?) throws -> SignedCheckpoint) throws -> SignedCheckpoint {
        do {
            return try EvidenceFile.locked(path) {
                let last = try kept()
                let signed = try body(last)
                if signed.checkpoint.size >= last?.size ?? 0 {
                    try EvidenceOutput.replace(keptPath, with: signed.bytes)
                }
                return signed
            }
        } catch let fault as EvidenceFile.Fault {
            throw Failure(.inputOutput, "\(path) cannot be locked: \(fault)")
        }
    }

    /// What was signed last; nil for the first time.
    private func kept() throws(Failure) -> Checkpoint? {
        do throws(EvidenceFile.Fault) { _ = try EvidenceFile.read(keptPath) } catch {
            if error == .missing { return nil }
        }
        return try EvidenceInput.checkpoint(at: keptPath, signedBy: [key.verifierKey]).checkpoint
    }
}
