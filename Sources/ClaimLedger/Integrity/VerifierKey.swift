import Crypto

// name + "+" + eight hexadecimal digits of the key id + "+" + base64(type, public key)
//
// A key is valid where 1. the name is one, 2. type and length of the public key are known, 3. the key id is the one
// that name, type and public key give. Base64 may hold further plus signs: only the first two divide.

/// The public half of a key: what an outsider needs to check a signature.
public struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    /// Who signs with it.
    public let name: KeyName
    /// What its signatures cover.
    public let type: KeyType
    /// The 32 bytes of the Ed25519 public key.
    public let publicKey: [UInt8]
    /// What tells it from other keys of its name.
    public let id: KeyID

    init(name: KeyName, type: KeyType, publicKey: [UInt8]) {
        self.name = name
        self.type = type
        self.publicKey = publicKey
        id = KeyID(name: name, type: type, publicKey: publicKey)
    }

    /// Reads the one-line text form, such as `ledger.example/main+1f3c…+AekyeR…`, without a line feed.
    ///
    /// - Throws: `MalformedEvidence` where a part is missing, not canonical, unknown, or does not fit the others.
    public init(parsing text: String) throws(MalformedEvidence) {
        let parts = try KeyText(parsing: Array(text.utf8)[...], of: .verifierKey)
        self.init(name: parts.name, type: parts.type, publicKey: parts.key)
        guard id == parts.id else {
            throw MalformedEvidence(.verifierKey, .keyIDDiffers(stated: parts.id, computed: id))
        }
    }

    /// The text form.
    public var description: String { KeyText(name: name, id: id, type: type, key: publicKey).text }

    /// Whether bytes are this key's signature over a message.
    func verifies(_ signature: some Collection<UInt8>, over message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(Array(signature), for: message)
    }
}

/// Name, id, type and 32 bytes: what the text forms of both halves of a key have in common.
struct KeyText {
    var name: KeyName
    var id: KeyID
    var type: KeyType
    var key: [UInt8]

    init(name: KeyName, id: KeyID, type: KeyType, key: [UInt8]) {
        self.name = name
        self.id = id
        self.type = type
        self.key = key
    }

    init(parsing text: ArraySlice<UInt8>, of document: MalformedEvidence.Document) throws(MalformedEvidence) {
        func fault(_ reason: MalformedEvidence.Reason) -> MalformedEvidence { MalformedEvidence(document, reason) }
        let parts = text.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else {
            throw fault(.truncated(before: parts.count == 1 ? "the key id" : "the key itself"))
        }
        name = try KeyName(reading: parts[0], fault: fault)
        guard let stated = KeyID(hexadecimal: parts[1]) else { throw fault(.keyIDForm) }
        let bytes: [UInt8]
        do { bytes = try Base64.decode(parts[2]) } catch { throw fault(.base64(error)) }
        guard let code = bytes.first else { throw fault(.truncated(before: "the key itself")) }
        guard let known = KeyType(rawValue: code) else { throw fault(.unknownKeyType(code)) }
        guard bytes.count == 33 else { throw fault(.byteCount(expected: 33, found: bytes.count)) }
        id = stated
        type = known
        key = Array(bytes.dropFirst())
    }

    var text: String {
        "\(name)+\(id)+" + String(decoding: Base64.encode([type.rawValue] + key), as: UTF8.self)
    }
}
