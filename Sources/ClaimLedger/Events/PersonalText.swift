/// A personal member: its text, or the sealed form that only a key outside the ledger opens.
///
/// Folds never need the text of a sealed member to decide a status; a sealed text counts as given.
public enum PersonalText: Hashable, Sendable {
    case plain(String)
    case sealed(SealedText)

    /// Whether there is a text at all: a missing, empty or all-white one counts as absent (rulebook section 4).
    public var isGiven: Bool {
        switch self {
        case .sealed: true
        case .plain(let text):
            // Most texts begin with a letter, and then nothing has to be looked up.
            text.utf8.first.map { (UInt8(ascii: "!")...UInt8(ascii: "~")).contains($0) } ?? false
                || text.unicodeScalars.contains { !$0.properties.isWhitespace }
        }
    }

    /// The text where it can be read.
    public var plainText: String? {
        switch self {
        case .plain(let text): text
        case .sealed: nil
        }
    }
}

extension PersonalText: ExpressibleByStringLiteral {
    /// Takes a literal as text that anybody can read.
    public init(stringLiteral value: String) { self = .plain(value) }
}

extension Optional where Wrapped == PersonalText {
    /// Whether a text was given that is more than white space.
    public var isGiven: Bool { self?.isGiven ?? false }
}

/// The sealed form of a personal member: AES-GCM of its text, under a key that is kept elsewhere.
public struct SealedText: Hashable, Sendable {
    /// The one algorithm there is.
    public static let algorithm = "A256GCM"

    /// Which key opens it.
    public var keyID: String
    /// The nonce, base64.
    public var nonce: String
    /// The ciphertext with its tag, base64.
    public var ciphertext: String

    /// Takes the parts of the sealed form as an event carries them; nothing is opened or checked.
    public init(keyID: String, nonce: String, ciphertext: String) {
        self.keyID = keyID
        self.nonce = nonce
        self.ciphertext = ciphertext
    }
}

/// An e-mail address, or its sealed form with what the rules compare beside it.
public struct EmailAddress: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The address, possibly sealed.
    public var address: PersonalText
    /// The domain in lower case that stands beside a sealed address (PA-23).
    public var sealedDomain: String?
    /// The salted digest that stands beside a sealed address (PA-16).
    public var sealedDigest: String?

    /// Wraps an address; domain and digest count only where the address is sealed.
    public init(_ address: PersonalText, sealedDomain: String? = nil, sealedDigest: String? = nil) {
        self.address = address
        self.sealedDomain = sealedDomain
        self.sealedDigest = sealedDigest
    }

    /// Takes a literal as an address that anybody can read.
    public init(stringLiteral value: String) { self.init(.plain(value)) }

    /// The part after the last `@` in lower case; nil where there is none.
    public var domain: String? {
        guard let plain = address.plainText else { return sealedDomain?.lowercased() }
        guard let byte = plain.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        // A sign that carries an accent is another character, and then an earlier one counts.
        guard let at = plain[byte] == "@" ? byte : plain.lastIndex(of: "@") else { return nil }
        return plain[plain.index(after: at)...].lowercased()
    }

    /// What tells two addresses apart: the address in lower case, or the digest of a sealed one.
    public var comparisonKey: String? { address.plainText?.lowercased() ?? sealedDigest.map { "digest:" + $0 } }
}
