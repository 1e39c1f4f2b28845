/// A signature that was checked and holds.
public struct VerifiedSignature: Hashable, Sendable {
    /// The key that made it.
    public let key: VerifierKey
    /// When a cosigner says it signed, in seconds since 1970-01-01T00:00:00Z; nil for a signature without a time.
    public let seconds: UInt64?
}

extension SignedNote {
    /// Checks the signatures of the keys that are known; others are ignored.
    ///
    /// Every line of a known key is checked, so that none is carried along unchecked; a key that signed twice is
    /// reported once.
    ///
    /// - Returns: The signatures that hold, at least one, in the order of their lines.
    /// - Throws: `EvidenceFailure.signatureDoesNotVerify` where one signature of a known key does not hold, whatever
    ///   the others say; `wrongKey` or `noKnownSignature` where no known key signed.
    @discardableResult
    public func verify(keys: [VerifierKey]) throws(EvidenceFailure) -> [VerifiedSignature] {
        var verified: [VerifiedSignature] = []
        for signature in signatures {
            // Two keys may share name and id, by chance or by design: then one of them must have signed.
            let candidates = keys.filter { $0.name == signature.name && $0.id == signature.keyID }
            guard !candidates.isEmpty else { continue }
            guard let key = candidates.first(where: { isValid(signature, by: $0) }) else {
                throw .signatureDoesNotVerify(name: "\(signature.name)", key: signature.keyID)
            }
            guard !verified.contains(where: { $0.key == key }) else { continue }
            verified.append(VerifiedSignature(key: key, seconds: signature.seconds(as: key.type)))
        }
        guard verified.isEmpty else { return verified }
        for signature in signatures {
            guard let key = keys.first(where: { $0.name == signature.name }) else { continue }
            throw .wrongKey(name: "\(signature.name)", signed: signature.keyID, known: key.id)
        }
        throw .noKnownSignature(signers: signatures.map { "\($0.name)" })
    }

    private func isValid(_ signature: NoteSignature, by key: VerifierKey) -> Bool {
        guard signature.bytes.count == key.type.signatureByteCount else { return false }
        switch key.type {
        case .ed25519: return key.verifies(signature.bytes, over: text)
        case .cosignature:
            guard let seconds = signature.seconds(as: .cosignature), seconds <= Cosignature.latestTime else {
                return false
            }
            return key.verifies(signature.bytes.dropFirst(8), over: Cosignature.message(text, seconds: seconds))
        }
    }
}

extension NoteSignature {
    /// The time in a cosignature; nil for another type of signature, or one too short to hold a time.
    func seconds(as type: KeyType) -> UInt64? {
        guard type == .cosignature, bytes.count >= 8 else { return nil }
        return bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
