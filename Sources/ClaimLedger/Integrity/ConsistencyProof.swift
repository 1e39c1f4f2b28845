// "old ", decimal size, line feed        of the checkpoint that the reader kept
// base64(hash), line feed                0 to 63 of them
// line feed
// the new signed checkpoint, to the end

/// Evidence that a ledger only grew between two checkpoints: nothing was changed, removed or put in between.
public struct ConsistencyProof: Hashable, Sendable {
    /// Hashes in a proof, at the most.
    public static let hashLimit = 63

    /// The size of the checkpoint it starts from.
    public let oldSize: UInt64
    /// The hashes that lead to both roots.
    public let hashes: [TreeHash]
    /// The new checkpoint.
    public let checkpoint: SignedCheckpoint

    /// Puts a proof together; `oldSize` must be from 1 to the checkpoint's size for it to hold.
    public init(oldSize: UInt64, hashes: [TreeHash], checkpoint: SignedCheckpoint) {
        self.oldSize = oldSize
        self.hashes = hashes
        self.checkpoint = checkpoint
    }

    /// Reads the file; nothing is checked but its form.
    ///
    /// - Throws: `MalformedEvidence` with the first condition that does not hold, and its line.
    public init(parsing bytes: [UInt8]) throws(MalformedEvidence) {
        var lines = try EvidenceLines(bytes, of: .consistencyProof)
        let old = try lines.next(after: "old", "the old size")
        oldSize = try lines.number(old)
        hashes = try lines.hashes(limit: Self.hashLimit)
        checkpoint = try SignedCheckpoint(parsing: lines.rest, as: .consistencyProof, linesBefore: lines.line)
    }

    /// The file's bytes; equal to those it was read from.
    public var bytes: [UInt8] {
        let lines = [Array("old \(oldSize)".utf8)] + hashes.map { Base64.encode($0.bytes) } + [[]]
        return lines.flatMap { $0 + [UInt8(ascii: "\n")] } + checkpoint.bytes
    }

    /// Checks that the new checkpoint continues an old one that the reader kept.
    ///
    /// The signatures of both are checked: an old checkpoint that was changed while it was kept is no measure.
    ///
    /// - Returns: The signatures on the new checkpoint that hold.
    /// - Throws: `EvidenceFailure`, saying what of signatures, origins, sizes and roots does not hold.
    @discardableResult
    public func verify(
        continuing old: SignedCheckpoint, keys: [VerifierKey]
    ) throws(EvidenceFailure) -> [VerifiedSignature] {
        try old.verify(keys: keys)
        let verified = try checkpoint.verify(keys: keys)
        let (before, after) = (old.checkpoint, checkpoint.checkpoint)
        try after.checkOrigin(isOneOf: [before.origin])
        guard oldSize == before.size else {
            throw .consistency(.oldSizeDiffers(proof: oldSize, kept: before.size))
        }
        do {
            try ProofVerification.checkConsistency(
                from: before.size, root: before.root, to: after.size, root: after.root, proof: hashes)
        } catch { throw .consistency(error) }
        return verified
    }
}
