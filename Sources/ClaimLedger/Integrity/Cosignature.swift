// cosignature/v1: the line of an auditor on a checkpoint. Behind the key id (type 0x04) stand
//
//   offset  bytes  meaning
//        0      8  seconds since 1970-01-01T00:00:00Z, big-endian, below 2^63
//        8     64  Ed25519 over "cosignature/v1", line feed, "time " and the seconds, line feed, the checkpoint's text

/// What a countersignature signs: that at this time, this was the largest consistent tree the auditor had seen.
enum Cosignature {
    /// The latest time a cosignature can hold, in seconds.
    static let latestTime = UInt64(Int64.max)

    /// The signed message for the text of a checkpoint.
    static func message(_ text: [UInt8], seconds: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n".utf8) + text
    }
}

extension SignedCheckpoint {
    /// The same checkpoint with an auditor's countersignature; one that the key made before gives way to it.
    ///
    /// Countersign only what continues every checkpoint of this ledger countersigned before: see `ConsistencyProof`.
    ///
    /// - Parameters:
    ///   - key: A key of type `cosignature`.
    ///   - seconds: The auditor's time, in seconds since 1970-01-01T00:00:00Z, below 2^63.
    /// - Returns: A checkpoint that differs in that line only.
    /// - Throws: `SigningError` where the key has another type, the time is too large, or there are 100 signatures.
    public func cosigned(by key: SigningKey, atSeconds seconds: UInt64) throws(SigningError) -> SignedCheckpoint {
        guard key.type == .cosignature else { throw .wrongKeyType(key.type) }
        guard seconds <= Cosignature.latestTime else { throw .timeTooLarge(seconds) }
        var content: [UInt8] = []
        content.appendBigEndian(seconds)
        content += try key.signature(over: Cosignature.message(note.text, seconds: seconds))
        var cosigned = note
        try cosigned.add(NoteSignature(name: key.name, keyID: key.verifierKey.id, bytes: content))
        return SignedCheckpoint(note: cosigned, checkpoint: checkpoint)
    }
}
