import Crypto

/// The secret half of a key: whoever has it can sign checkpoints as the ledger, or countersign as the auditor.
///
/// It never shows its secret when printed or reflected; only `secretText` holds it.
public struct SigningKey: Sendable {
    /// Who signs with it.
    public let name: KeyName
    /// What its signatures cover.
    public let type: KeyType
    private let key: Curve25519.Signing.PrivateKey

    private static let prefix = "PRIVATE+KEY+"

    /// Makes a new key from the system's randomness.
    public init(generatingFor name: KeyName, type: KeyType = .ed25519) {
        self.name = name
        self.type = type
        key = Curve25519.Signing.PrivateKey()
    }

    /// Makes the key that belongs to a secret of 32 bytes.
    ///
    /// - Throws: `MalformedEvidence` where there are more or fewer bytes.
    public init(name: KeyName, type: KeyType = .ed25519, seed: [UInt8]) throws(MalformedEvidence) {
        guard seed.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw MalformedEvidence(.signingKey, .byteCount(expected: 32, found: seed.count))
        }
        self.name = name
        self.type = type
        self.key = key
    }

    /// Reads the text form that Go's tools store: `PRIVATE+KEY+name+id+base64(type, seed)`, without a line feed.
    ///
    /// - Throws: `MalformedEvidence` where a part is missing, not canonical, unknown, or does not fit the others.
    public init(parsing text: String) throws(MalformedEvidence) {
        guard text.utf8.starts(with: Self.prefix.utf8) else {
            throw MalformedEvidence(.signingKey, .unexpected("PRIVATE+KEY+"))
        }
        let parts = try KeyText(parsing: Array(text.utf8.dropFirst(Self.prefix.utf8.count))[...], of: .signingKey)
        try self.init(name: parts.name, type: parts.type, seed: parts.key)
        guard verifierKey.id == parts.id else {
            throw MalformedEvidence(.signingKey, .keyIDDiffers(stated: parts.id, computed: verifierKey.id))
        }
    }

    /// The text form, with the secret: store it where only the signer can read it.
    public var secretText: String {
        Self.prefix + KeyText(name: name, id: verifierKey.id, type: type, key: Array(key.rawRepresentation)).text
    }

    /// The public half.
    public var verifierKey: VerifierKey {
        VerifierKey(name: name, type: type, publicKey: Array(key.publicKey.rawRepresentation))
    }

    /// Ed25519 over exactly these bytes.
    func signature(over message: [UInt8]) throws(SigningError) -> [UInt8] {
        do { return Array(try key.signature(for: message)) } catch { throw .failed }
    }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
    /// The public half's text form.
    public var description: String { "signing key of \(verifierKey)" }

    /// Nothing: a dump must not show the secret.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why nothing was signed.
public enum SigningError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The key is for the other kind of signature.
    case wrongKeyType(KeyType)
    /// A time that a cosignature cannot hold: it must be below 2^63 seconds.
    case timeTooLarge(UInt64)
    /// The note has as many signatures as readers accept.
    case tooManySignatures(limit: Int)
    /// The cryptographic library refused.
    case failed

    /// What was expected and what was found, and on a second line what to do about it.
    public var description: String {
        switch self {
        case .wrongKeyType(.ed25519):
            """
            a ledger's key does not countersign
              countersign with a key of the auditor's own, of type cosignature
            """
        case .wrongKeyType(.cosignature):
            """
            an auditor's key does not sign checkpoints of its own
              sign with the ledger's key, of type ed25519
            """
        case .timeTooLarge(let seconds):
            """
            time \(seconds) is too large for a cosignature
              give the seconds since 1970-01-01T00:00:00Z
            """
        case .tooManySignatures(let limit):
            """
            the note has \(limit) signatures, more are not read
              countersign a copy with fewer signatures
            """
        case .failed:
            """
            the signature could not be made
              check the key
            """
        }
    }
}
