// The text of a checkpoint (C2SP tlog-checkpoint v1.0.0), which a signed note carries:
//
//   origin, line feed                      not empty; the name of the key that signs
//   size, line feed                        decimal, no leading zeros, below 2^64
//   base64(root), line feed                44 characters, 32 bytes
//   extension lines, each not empty        none in ours; kept and ignored in others'

/// How many entries a ledger has and the root of the tree over them, as published at one instant.
public struct Checkpoint: Hashable, Sendable {
    /// The name of the ledger, equal to the name of the key that signs for it.
    public let origin: String
    /// Entries in the ledger.
    public let size: UInt64
    /// The root of the Merkle tree over them.
    public let root: TreeHash
    /// Further lines without a meaning here; a ledger of this package writes none.
    public let extensions: [String]

    /// The statement of a ledger that its key is about to sign.
    public init(origin: KeyName, size: UInt64, root: TreeHash) {
        self.origin = "\(origin)"
        self.size = size
        self.root = root
        extensions = []
    }

    /// Reads the text of a checkpoint, without signatures.
    ///
    /// - Throws: `MalformedEvidence` with the first condition that does not hold, and its line.
    public init(parsing text: [UInt8]) throws(MalformedEvidence) {
        var lines = try EvidenceLines(text, of: .checkpoint)
        let origin = try lines.next("the origin")
        guard !origin.isEmpty else { throw lines.fault(.unexpected("the origin")) }
        let size = try lines.next("the size")
        self.size = try lines.number(size)
        let root = try lines.next("the root")
        self.root = try lines.hash(root)
        var extensions: [String] = []
        while !lines.isAtEnd {
            let line = try lines.next("an extension")
            guard !line.isEmpty else { throw lines.fault(.unexpected("an extension line that is not empty")) }
            guard let text = String(validating: line, as: UTF8.self) else { throw lines.fault(.notUTF8) }
            extensions.append(text)
        }
        guard let originText = String(validating: origin, as: UTF8.self) else {
            throw MalformedEvidence(.checkpoint, line: 1, .notUTF8)
        }
        self.origin = originText
        self.extensions = extensions
    }

    /// The text to be signed, every line ending with a line feed.
    public var text: [UInt8] {
        let lines = [origin, "\(size)", String(decoding: Base64.encode(root.bytes), as: UTF8.self)] + extensions
        return lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
    }

    /// Checks that the checkpoint is of one of the ledgers expected, byte for byte.
    ///
    /// - Throws: `EvidenceFailure.otherLedger`.
    public func checkOrigin(isOneOf names: [String]) throws(EvidenceFailure) {
        guard names.contains(where: { $0.utf8.elementsEqual(origin.utf8) }) else {
            throw .otherLedger(origin: origin, expected: names)
        }
    }
}
