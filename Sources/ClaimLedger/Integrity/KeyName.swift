import Crypto

/// The name of a key in signed notes; for a ledger's own key it is the ledger's origin, such as `ledger.example/main`.
///
/// Two names are equal where their bytes are: no Unicode normalisation.
public struct KeyName: Hashable, Sendable, CustomStringConvertible {
    /// The name in UTF-8.
    let bytes: [UInt8]

    /// Takes a name that is not empty and holds no plus sign, white space or control character.
    ///
    /// - Throws: `MalformedEvidence` with the character that a name may not hold.
    public init(_ text: String) throws(MalformedEvidence) {
        guard !text.isEmpty else { throw MalformedEvidence(.keyName, .emptyKeyName) }
        for scalar in text.unicodeScalars
        where scalar.properties.isWhitespace || scalar == "+" || scalar.value < 0x20 {
            throw MalformedEvidence(.keyName, .keyNameCharacter(scalar.value))
        }
        bytes = Array(text.utf8)
    }

    /// Reads a name inside another document.
    init(
        reading text: ArraySlice<UInt8>, fault: (MalformedEvidence.Reason) -> MalformedEvidence
    ) throws(MalformedEvidence) {
        guard let text = String(validating: text, as: UTF8.self) else { throw fault(.notUTF8) }
        do { try self.init(text) } catch { throw fault(error.reason) }
    }

    /// The name as text.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

/// What a key signs, and how its signatures are laid out.
public enum KeyType: UInt8, Sendable {
    /// Ed25519 over the text of a note.
    case ed25519 = 0x01
    /// Ed25519 over a time and the text of a checkpoint: an auditor's countersignature.
    case cosignature = 0x04

    /// Length of a signature behind the key id, in bytes.
    var signatureByteCount: Int { self == .ed25519 ? 64 : 72 }
}

/// Four bytes that tell keys of one name apart; not a secret and no protection.
public struct KeyID: Hashable, Sendable, CustomStringConvertible {
    /// The bytes as a number, most significant first.
    public let value: UInt32

    init(_ value: UInt32) { self.value = value }

    /// The first bytes of SHA-256 over name, line feed, type and public key.
    init(name: KeyName, type: KeyType, publicKey: [UInt8]) {
        let digest = SHA256.digest(of: name.bytes, [UInt8(ascii: "\n"), type.rawValue], publicKey)
        value = digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads eight lower-case hexadecimal digits; nil for all else.
    init?(hexadecimal text: ArraySlice<UInt8>) {
        let digits = Array("0123456789abcdef".utf8)
        guard text.count == 8 else { return nil }
        var value: UInt32 = 0
        for byte in text {
            guard let digit = digits.firstIndex(of: byte) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        self.value = value
    }

    /// Eight lower-case hexadecimal digits.
    public var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
