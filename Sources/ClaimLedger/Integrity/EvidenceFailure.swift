/// Why well-formed evidence does not hold.
///
/// That a file does not have the form of evidence is a `MalformedEvidence`, never this.
public enum EvidenceFailure: Error, Hashable, Sendable {
    /// None of the keys given signed the note.
    case noKnownSignature(signers: [String])
    /// A key of a name that is known signed it, but not the key that is known by that name.
    case wrongKey(name: String, signed: KeyID, known: KeyID)
    /// The signature of a key that is known does not belong to this text.
    case signatureDoesNotVerify(name: String, key: KeyID)
    /// The checkpoint is of another ledger than the keys are for.
    case otherLedger(origin: String, expected: [String])
    /// Known keys signed the checkpoint, but not its ledger's own.
    case notSignedByLedger(origin: String)
    /// The entry is not where the proof says.
    case inclusion(InclusionFailure)
    /// The new checkpoint does not continue the old one.
    case consistency(ConsistencyFailure)
}

extension EvidenceFailure: CustomStringConvertible {
    /// What was expected and what was found, and on a second line what to do about it.
    public var description: String {
        switch self {
        case .noKnownSignature(let signers):
            """
            no signature by a key that was given; signed by \(signers.joined(separator: ", "))
              give the ledger's verifier key, from a source you trust
            """
        case .wrongKey(let name, let signed, let known):
            """
            wrong key: signed by \(name) with key \(signed), the key given is \(known)
              ask the ledger's keeper which keys it has had; a key you did not get from there proves nothing
            """
        case .signatureDoesNotVerify(let name, let key):
            """
            the signature by \(name) with key \(key) does not belong to this text
              fetch the file again; if it stays so, text or signature was changed
            """
        case .otherLedger(let origin, let expected):
            """
            checkpoint of another ledger: its origin is \(origin), expected \(expected.joined(separator: " or "))
              compare the file and the key: they do not belong together
            """
        case .notSignedByLedger(let origin):
            """
            the ledger \(origin) has not signed its checkpoint, only others have
              give the ledger's verifier key; if it was given, the checkpoint is not the ledger's
            """
        case .inclusion(let failure): failure.description
        case .consistency(let failure): failure.description
        }
    }
}
