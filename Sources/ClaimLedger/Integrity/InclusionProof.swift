// c2sp.org/tlog-proof@v1, line feed
// "extra ", base64, line feed            optional; not covered by any signature; ours have none
// "index ", decimal index, line feed     of the entry, from 0: its sequence less one
// base64(hash), line feed                0 to 64 of them, the leaf's sibling first
// line feed
// the signed checkpoint, to the end

/// Evidence that an entry is in a ledger: a `.tlog-proof` file, checked away from the ledger and without it.
public struct InclusionProof: Hashable, Sendable {
    /// Hashes in a proof, at the most.
    public static let hashLimit = 64

    /// Which entry, counted from 0: its sequence less one.
    public let index: UInt64
    /// The hashes that lead from the entry to the root, its sibling's first.
    public let path: [TreeHash]
    /// What the file carries besides, nil where there is no such line; no signature covers it, so believe nothing of it.
    public let extra: [UInt8]?
    /// The checkpoint whose tree has the entry.
    public let checkpoint: SignedCheckpoint

    /// Puts a proof together; `index` must be below the checkpoint's size for it to hold.
    public init(index: UInt64, path: [TreeHash], checkpoint: SignedCheckpoint) {
        self.index = index
        self.path = path
        extra = nil
        self.checkpoint = checkpoint
    }

    /// Reads the file; nothing is checked but its form.
    ///
    /// - Throws: `MalformedEvidence` with the first condition that does not hold, and its line.
    public init(parsing bytes: [UInt8]) throws(MalformedEvidence) {
        let text = try InclusionProofText(parsing: bytes)
        index = text.index
        path = text.path
        extra = text.extra
        checkpoint = try SignedCheckpoint(
            parsing: text.checkpoint, as: .inclusionProof, linesBefore: text.linesBeforeCheckpoint)
    }

    /// The file's bytes; equal to those it was read from.
    public var bytes: [UInt8] {
        InclusionProofText(index: index, path: path, extra: extra, checkpoint: checkpoint.bytes).bytes
    }

    /// Checks that the ledger has exactly these bytes as its entry at `index`.
    ///
    /// - Parameters:
    ///   - entry: The event's canonical JSON as exported, without a line feed.
    ///   - keys: The ledger's verifier key, and those of auditors whose countersignatures matter.
    /// - Returns: The signatures on the checkpoint that hold.
    /// - Throws: `EvidenceFailure`, saying what of signature, origin, place and entry does not hold.
    @discardableResult
    public func verify(entry: [UInt8], keys: [VerifierKey]) throws(EvidenceFailure) -> [VerifiedSignature] {
        let verified = try checkpoint.verify(keys: keys)
        let tree = checkpoint.checkpoint
        do {
            try ProofVerification.checkInclusion(
                of: .leaf(entry), at: index, in: tree.size, root: tree.root, path: path)
        } catch { throw .inclusion(error) }
        return verified
    }
}

/// The frame of the file, with the checkpoint's bytes as they stand.
struct InclusionProofText: Hashable {
    private static let header = Array("c2sp.org/tlog-proof@v1".utf8)

    let index: UInt64
    let path: [TreeHash]
    let extra: [UInt8]?
    let checkpoint: [UInt8]

    init(index: UInt64, path: [TreeHash], extra: [UInt8]?, checkpoint: [UInt8]) {
        self.index = index
        self.path = path
        self.extra = extra
        self.checkpoint = checkpoint
    }

    init(parsing bytes: [UInt8]) throws(MalformedEvidence) {
        var lines = try EvidenceLines(bytes, of: .inclusionProof)
        guard try lines.next("the header").elementsEqual(Self.header) else {
            throw lines.fault(.unexpected(String(decoding: Self.header, as: UTF8.self)))
        }
        var ahead = lines
        if try ahead.next("the index").starts(with: "extra ".utf8) {
            let data = try lines.next(after: "extra", "extra data")
            extra = try lines.base64(data)
        } else {
            extra = nil
        }
        let index = try lines.next(after: "index", "the index")
        self.index = try lines.number(index)
        path = try lines.hashes(limit: InclusionProof.hashLimit)
        checkpoint = lines.rest
    }

    /// Header, index and empty line, one for each hash, and the line of extra data.
    var linesBeforeCheckpoint: Int { 3 + path.count + (extra == nil ? 0 : 1) }

    var bytes: [UInt8] {
        var lines = [Self.header]
        if let extra { lines.append(Array("extra ".utf8) + Base64.encode(extra)) }
        lines.append(Array("index \(index)".utf8))
        lines += path.map { Base64.encode($0.bytes) }
        lines.append([])
        return lines.flatMap { $0 + [UInt8(ascii: "\n")] } + checkpoint
    }
}
