import ClaimLedger

/// The bytes that come from outside, by what reads them: where a fuzzer looks for a trap, or for an answer that is wrong.
public enum FuzzedInput: String, CaseIterable, Sendable {
    /// An event, one JSON object.
    case events
    /// A stored record, its header first.
    case headers
    /// Signed notes, checkpoints, and keys.
    case notes
    /// Proofs of inclusion and of consistency, and paths of tiles.
    case proofs

    /// Reads bytes in every way that fits, and checks what must hold of whatever can be read.
    ///
    /// Bytes that are refused are right: only a trap or a broken promise is not.
    ///
    /// - Throws: `BrokenPromise`.
    public func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        switch self {
        case .events: try Self.checkEvent(bytes)
        case .headers: try Self.checkHeader(bytes)
        case .notes: try Self.checkNote(bytes)
        case .proofs: try Self.checkProof(bytes)
        }
    }

    /// What was read, written again, read again must be the same, and the second writing the first.
    private static func checkEvent(_ bytes: [UInt8]) throws(BrokenPromise) {
        guard let event = try? ClaimEvent(parsing: bytes, allowUnknown: true) else { return }
        let canonical = JSONValue.object(event.json).canonicalBytes()
        guard let again = try? ClaimEvent(parsing: canonical, allowUnknown: true) else {
            throw BrokenPromise("the canonical form of an event is no event")
        }
        try expect(again == event, "the canonical form of an event is another event")
        try expect(
            JSONValue.object(again.json).canonicalBytes() == canonical,
            "the canonical form is not its own canonical form")
        guard let prepared = try? PreparedEvent(event) else { return }
        let place = EventPlace(
            sequence: .max, recordedTime: .latest, streamIndex: .max, streamVersion: .max, previousInStream: .max - 1)
        let stored = prepared.withView(at: place) { view in view.jsonBytes() }
        try expect(stored.count <= PreparedEvent.byteLimit, "a stored event is larger than the limit")
        try expect(
            (try? ClaimEvent(parsing: stored, allowUnknown: true)) == event,
            "a stored event is read back as another one")
        var spooled: [UInt8] = []
        prepared.spool(to: &spooled)
        try expect(
            PreparedEvent(spooled: spooled)?.isSame(as: prepared) == true, "a spooled event is read back as another one"
        )
    }

    private static func checkHeader(_ bytes: [UInt8]) throws(BrokenPromise) {
        guard let header = try? EventHeader(record: bytes, sequence: .max) else {
            // What waits in a file to be appended is read by other conditions.
            _ = PreparedEvent(spooled: bytes)
            return
        }
        guard let hash = TreeHash(bytes[40..<72]) else {
            throw BrokenPromise("a record without room for its hash was read")
        }
        try expect(
            header.bytes(leafHash: hash).elementsEqual(bytes.prefix(72)), "a header is not written as it was read")
    }

    private static func checkNote(_ bytes: [UInt8]) throws(BrokenPromise) {
        if let note = try? SignedNote(parsing: bytes) {
            try expect(note.bytes == bytes, "a note is not written as it was read")
            try expect(
                (1...SignedNote.signatureLimit).contains(note.signatures.count), "a note with too many signatures")
            _ = try? note.verify(keys: keys)
        }
        if let checkpoint = try? Checkpoint(parsing: bytes) {
            try expect(checkpoint.text == bytes, "a checkpoint is not written as it was read")
        }
        if let signed = try? SignedCheckpoint(parsing: bytes) {
            try expect(signed.bytes == bytes, "a signed checkpoint is not written as it was read")
            _ = try? signed.verify(keys: keys)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        if let key = try? VerifierKey(parsing: text) {
            try expect(key.description.utf8.elementsEqual(bytes), "a verifier key is not written as it was read")
        }
        if let key = try? SigningKey(parsing: text) {
            try expect(key.secretText.utf8.elementsEqual(bytes), "a signing key is not written as it was read")
        }
    }

    private static func checkProof(_ bytes: [UInt8]) throws(BrokenPromise) {
        if let proof = try? InclusionProof(parsing: bytes) {
            try expect(proof.bytes == bytes, "a proof of inclusion is not written as it was read")
            let tree = proof.checkpoint.checkpoint
            // Below the signatures, which a fuzzer does not forge.
            try? ProofVerification.checkInclusion(
                of: .leaf([]), at: proof.index, in: tree.size, root: tree.root, path: proof.path)
        }
        if let proof = try? ConsistencyProof(parsing: bytes) {
            try expect(proof.bytes == bytes, "a proof of consistency is not written as it was read")
            let tree = proof.checkpoint.checkpoint
            try? ProofVerification.checkConsistency(
                from: proof.oldSize, root: .ofEmptyTree, to: tree.size, root: tree.root, proof: proof.hashes)
        }
        guard let text = String(validating: bytes, as: UTF8.self), let path = try? TilePath(parsing: text) else {
            return
        }
        try expect(path.description.utf8.elementsEqual(bytes), "the path of a tile is not written as it was read")
    }

    /// The key that signed the notes among the examples.
    private static let keys: [VerifierKey] = {
        guard let name = try? KeyName("fuzz.example/ledger"),
            let key = try? SigningKey(name: name, seed: [UInt8](repeating: 7, count: 32))
        else { return [] }
        return [key.verifierKey]
    }()

    private static func expect(_ holds: Bool, _ promise: String) throws(BrokenPromise) {
        if !holds { throw BrokenPromise(promise) }
    }
}

/// What does not hold of bytes that were read.
public struct BrokenPromise: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was found, in a sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}
