/// A checkpoint with the signatures on it: the file that an auditor keeps outside the ledger.
public struct SignedCheckpoint: Hashable, Sendable {
    /// The signed note.
    public let note: SignedNote
    /// What its text says; believe it after `verify`.
    public let checkpoint: Checkpoint

    init(note: SignedNote, checkpoint: Checkpoint) {
        self.note = note
        self.checkpoint = checkpoint
    }

    /// Signs the state of a ledger whose origin is the key's name.
    ///
    /// - Throws: `SigningError` where the key is not of type `ed25519`.
    public init(size: UInt64, root: TreeHash, signedBy key: SigningKey) throws(SigningError) {
        checkpoint = Checkpoint(origin: key.name, size: size, root: root)
        note = try SignedNote(text: checkpoint.text, signedBy: key)
    }

    /// Reads a checkpoint with its signatures; none is checked.
    ///
    /// - Throws: `MalformedEvidence` with the first condition that does not hold, and its line.
    public init(parsing bytes: [UInt8]) throws(MalformedEvidence) {
        try self.init(parsing: bytes, as: .checkpoint, linesBefore: 0)
    }

    /// Reads a checkpoint that stands at the end of another document.
    init(
        parsing bytes: [UInt8], as document: MalformedEvidence.Document, linesBefore: Int
    ) throws(MalformedEvidence) {
        note = try SignedNote(parsing: bytes, as: document, linesBefore: linesBefore)
        do { checkpoint = try Checkpoint(parsing: note.text) } catch {
            throw MalformedEvidence(document, line: error.line.map { $0 + linesBefore }, error.reason)
        }
    }

    /// The file's bytes; equal to those it was read from.
    public var bytes: [UInt8] { note.bytes }

    /// Checks the signatures of the keys that are known, and that the ledger's own is among them.
    ///
    /// The ledger's own is a key of type `ed25519` whose name is the checkpoint's origin. Unknown keys are ignored.
    ///
    /// - Returns: The signatures that hold, countersignatures with their times included.
    /// - Throws: `EvidenceFailure`, without `inclusion` and `consistency`.
    @discardableResult
    public func verify(keys: [VerifierKey]) throws(EvidenceFailure) -> [VerifiedSignature] {
        let ledgerKeys = keys.filter { $0.type == .ed25519 }
        guard !ledgerKeys.isEmpty else { throw .notSignedByLedger(origin: checkpoint.origin) }
        try checkpoint.checkOrigin(isOneOf: ledgerKeys.map { "\($0.name)" })
        let verified = try note.verify(keys: keys)
        guard verified.contains(where: { $0.key.type == .ed25519 && isOwn($0.key) }) else {
            // A key of the ledger's name that is not the one given says more than that the right one is missing.
            for signature in note.signatures {
                for key in ledgerKeys where isOwn(key) && key.name == signature.name && key.id != signature.keyID {
                    throw .wrongKey(name: "\(key.name)", signed: signature.keyID, known: key.id)
                }
            }
            throw .notSignedByLedger(origin: checkpoint.origin)
        }
        return verified
    }

    private func isOwn(_ key: VerifierKey) -> Bool { key.name.bytes.elementsEqual(checkpoint.origin.utf8) }
}
