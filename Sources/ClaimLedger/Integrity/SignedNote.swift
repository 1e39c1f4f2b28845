// A text, an empty line, and one or more lines that sign the text (C2SP signed-note v1.0.0):
//
//   text, UTF-8, ends with a line feed, no other control characters
//   line feed
//   U+2014, space, key name, space, base64(key id, 4 bytes big-endian; signature), line feed     (1 to 100 lines)
//
// The text may hold empty lines: the signatures start behind the last one. A signature covers the text with its last
// line feed. A note is valid where 1. it is UTF-8 of at most 1 MiB, 2. every line ends with a line feed, 3. there are
// 1 to 100 signatures, and each has a key name, canonical base64 and at least one byte behind the key id.

/// A text and who signed it; believe nothing of it before `verify`.
public struct SignedNote: Hashable, Sendable {
    /// Signatures in a note, at the most.
    public static let signatureLimit = 100

    /// The bytes that the signatures cover: UTF-8, ending with a line feed.
    public let text: [UInt8]
    /// The signatures in their order, at least one.
    public private(set) var signatures: [NoteSignature]

    private static let dash = Array("\u{2014} ".utf8)

    /// Signs a text, which must end with a line feed and hold no other control character.
    ///
    /// - Throws: `SigningError` where the key is not of type `ed25519`.
    init(text: [UInt8], signedBy key: SigningKey) throws(SigningError) {
        precondition(text.last == UInt8(ascii: "\n"), "the text of a note ends with a line feed")
        guard key.type == .ed25519 else { throw .wrongKeyType(key.type) }
        self.text = text
        let signature = try key.signature(over: text)
        signatures = [NoteSignature(name: key.name, keyID: key.verifierKey.id, bytes: signature)]
    }

    /// Reads a note; no signature is checked.
    ///
    /// - Throws: `MalformedEvidence` with the first condition that does not hold, and its line.
    public init(parsing bytes: [UInt8]) throws(MalformedEvidence) {
        try self.init(parsing: bytes, as: .note, linesBefore: 0)
    }

    /// Reads a note that stands at the end of another document.
    init(
        parsing bytes: [UInt8], as document: MalformedEvidence.Document, linesBefore: Int
    ) throws(MalformedEvidence) {
        try Self.checkCharacters(of: bytes, as: document, linesBefore: linesBefore)
        let newline = UInt8(ascii: "\n")
        guard bytes.last == newline else {
            let lines = linesBefore + bytes.count { $0 == newline } + 1
            throw bytes.isEmpty
                ? MalformedEvidence(document, .truncated(before: "the signed text"))
                : MalformedEvidence(document, line: lines, .unfinishedLine)
        }
        guard let end = bytes.indices.dropFirst().last(where: { bytes[$0] == newline && bytes[$0 - 1] == newline })
        else { throw MalformedEvidence(document, .truncated(before: "the empty line before the signatures")) }
        text = Array(bytes[..<end])
        signatures = []
        guard end + 1 < bytes.count else {
            throw MalformedEvidence(document, .truncated(before: "the first signature"))
        }
        var line = linesBefore + text.count { $0 == newline } + 1
        for text in bytes[(end + 1)..<(bytes.count - 1)].split(separator: newline, omittingEmptySubsequences: false) {
            line += 1
            guard signatures.count < Self.signatureLimit else {
                throw MalformedEvidence(document, line: line, .tooManySignatures(limit: Self.signatureLimit))
            }
            signatures.append(try Self.signature(in: text) { MalformedEvidence(document, line: line, $0) })
        }
    }

    private static func checkCharacters(
        of bytes: [UInt8], as document: MalformedEvidence.Document, linesBefore: Int
    ) throws(MalformedEvidence) {
        guard bytes.count <= EvidenceLines.byteLimit else {
            throw MalformedEvidence(document, .tooLarge(bytes: bytes.count, limit: EvidenceLines.byteLimit))
        }
        var line = linesBefore + 1
        for byte in bytes where byte < 0x20 {
            guard byte == UInt8(ascii: "\n") else {
                throw MalformedEvidence(document, line: line, .controlCharacter(byte))
            }
            line += 1
        }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw MalformedEvidence(document, .notUTF8) }
    }

    private static func signature(
        in line: ArraySlice<UInt8>, fault: (MalformedEvidence.Reason) -> MalformedEvidence
    ) throws(MalformedEvidence) -> NoteSignature {
        guard line.starts(with: dash) else { throw fault(.unexpected("a signature line")) }
        let parts = line.dropFirst(dash.count)
            .split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw fault(.unexpected("a signature behind the key name")) }
        let name = try KeyName(reading: parts[0], fault: fault)
        let bytes: [UInt8]
        do { bytes = try Base64.decode(parts[1]) } catch { throw fault(.base64(error)) }
        guard bytes.count > 4 else { throw fault(.byteCount(expected: 68, found: bytes.count)) }
        let id = KeyID(bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
        return NoteSignature(name: name, keyID: id, bytes: Array(bytes.dropFirst(4)))
    }

    /// The note as it is written to a file; equal to the bytes it was read from.
    public var bytes: [UInt8] {
        var bytes = text + [UInt8(ascii: "\n")]
        for signature in signatures {
            var content: [UInt8] = []
            content.appendBigEndian(signature.keyID.value)
            bytes += Self.dash + signature.name.bytes + [UInt8(ascii: " ")]
            bytes += Base64.encode(content + signature.bytes) + [UInt8(ascii: "\n")]
        }
        return bytes
    }

    /// Adds a signature line at the end; one that the key made before gives way to it.
    mutating func add(_ signature: NoteSignature) throws(SigningError) {
        signatures.removeAll { $0.name == signature.name && $0.keyID == signature.keyID }
        guard signatures.count < Self.signatureLimit else { throw .tooManySignatures(limit: Self.signatureLimit) }
        signatures.append(signature)
    }
}

/// One signature line of a note, as read; it need not be right.
public struct NoteSignature: Hashable, Sendable {
    /// The name of the key.
    public let name: KeyName
    /// Which key of that name.
    public let keyID: KeyID
    /// What stands behind the key id: 64 bytes of Ed25519, or 8 bytes of time and 64 of Ed25519 for a cosignature.
    public let bytes: [UInt8]
}
