/// Where and why a file of evidence does not have the form it must have; nothing can be said about what it claims.
///
/// That a well-formed file does not hold is an `EvidenceFailure`, never this.
public struct MalformedEvidence: Error, Hashable, Sendable {
    /// What the bytes were read as.
    public enum Document: String, Sendable {
        /// A signed note that need not be a checkpoint.
        case note
        /// A checkpoint, a signed note with origin, size and root.
        case checkpoint
        /// A proof that an entry is in the ledger.
        case inclusionProof = "inclusion proof"
        /// A proof that one checkpoint continues another.
        case consistencyProof = "consistency proof"
        /// The public half of a key.
        case verifierKey = "verifier key"
        /// The secret half of a key.
        case signingKey = "signing key"
        /// The name of a key.
        case keyName = "key name"
        /// The path of a tile.
        case tilePath = "tile path"
        /// A file of entries.
        case entryBundle = "entry bundle"
    }

    /// What is wrong with the bytes.
    public enum Reason: Hashable, Sendable {
        /// More bytes than any such file needs.
        case tooLarge(bytes: Int, limit: Int)
        /// Not UTF-8.
        case notUTF8
        /// A byte below 0x20 that is not a line feed.
        case controlCharacter(UInt8)
        /// The file ends before the part named.
        case truncated(before: String)
        /// The last line does not end with a line feed.
        case unfinishedLine
        /// Another line stands where this was expected.
        case unexpected(String)
        /// More signature lines than are read.
        case tooManySignatures(limit: Int)
        /// More hashes than any tree needs.
        case tooManyHashes(limit: Int)
        /// A key without a name.
        case emptyKeyName
        /// White space or a plus sign in the name of a key.
        case keyNameCharacter(UInt32)
        /// Text that is not base64, or not its one canonical form.
        case base64(Base64Fault)
        /// More or fewer bytes than the value has.
        case byteCount(expected: Int, found: Int)
        /// A key id that is not eight lower-case hexadecimal digits.
        case keyIDForm
        /// A key id that does not belong to name and key.
        case keyIDDiffers(stated: KeyID, computed: KeyID)
        /// A type of key that is not known.
        case unknownKeyType(UInt8)
        /// Text that is not a decimal number without leading zeros, or too large.
        case number
        /// An entry of more than 65,535 bytes.
        case entryTooLong(bytes: Int)
    }

    /// What the bytes were read as.
    public let document: Document
    /// The line with the fault, from 1; nil where the fault is not in one line.
    public let line: Int?
    /// What is wrong.
    public let reason: Reason

    init(_ document: Document, line: Int? = nil, _ reason: Reason) {
        self.document = document
        self.line = line
        self.reason = reason
    }
}

extension MalformedEvidence: CustomStringConvertible {
    /// Document, line and fault, and on a second line what to do about it.
    public var description: String {
        "\(document.rawValue)\(line.map { ", line \($0)" } ?? ""): \(reason)\n  \(advice)"
    }

    private var advice: String {
        switch reason {
        case .truncated, .unfinishedLine: "the file was cut off: fetch it again"
        case .keyIDDiffers: "copy the whole key again from where it was published"
        case .tooLarge, .tooManySignatures, .tooManyHashes, .unknownKeyType, .emptyKeyName, .keyNameCharacter:
            "check that this is the right file"
        case .entryTooLong: "an event has at most 65535 bytes"
        default: "fetch the file again and do not edit it: every byte counts"
        }
    }
}

extension MalformedEvidence.Reason: CustomStringConvertible {
    /// The fault, lower case, without a full stop.
    public var description: String {
        switch self {
        case .tooLarge(let bytes, let limit): "\(bytes) bytes are too many, the limit is \(limit)"
        case .notUTF8: "not UTF-8"
        case .controlCharacter(let byte): "control character \(byte)"
        case .truncated(let part): "truncated: it ends before \(part)"
        case .unfinishedLine: "truncated: the last line does not end with a line feed"
        case .unexpected(let expected): "expected \(expected)"
        case .tooManySignatures(let limit): "more than \(limit) signatures"
        case .tooManyHashes(let limit): "more than \(limit) hashes"
        case .emptyKeyName: "the name of the key is empty"
        case .keyNameCharacter(let scalar): "the name of the key holds the character U+\(Self.hexadecimal(scalar))"
        case .base64(let fault): "base64 is not canonical: \(fault)"
        case .byteCount(let expected, let found): "expected \(expected) bytes, found \(found)"
        case .keyIDForm: "the key id is not eight lower-case hexadecimal digits"
        case .keyIDDiffers(let stated, let computed): "key id differs: stated \(stated), computed \(computed)"
        case .unknownKeyType(let type): "keys of type \(type) are not known"
        case .number: "expected a decimal number without leading zeros, below 2^64"
        case .entryTooLong(let bytes): "an entry of \(bytes) bytes"
        }
    }

    private static func hexadecimal(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
