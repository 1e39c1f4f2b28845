/// Base64 of RFC 4648 section 4, in its one canonical form: padded, no white space, unused bits zero.
///
/// Strict on purpose: if one value had several texts, a changed file could still verify.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// The text of some bytes.
    static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var held = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            held += 8
            while held >= 6 {
                held -= 6
                text.append(alphabet[Int(bits >> UInt32(held) & 63)])
            }
        }
        if held > 0 { text.append(alphabet[Int(bits << UInt32(6 - held) & 63)]) }
        while text.count % 4 != 0 { text.append(padding) }
        return text
    }

    /// The bytes of a text.
    ///
    /// - Throws: `Base64Fault` for every text but the one that `encode` makes of the bytes.
    static func decode(_ text: ArraySlice<UInt8>) throws(Base64Fault) -> [UInt8] {
        let digits = text.prefix { $0 != padding }
        for byte in text[digits.endIndex...] where byte != padding {
            throw value(of: byte) == nil ? .character(byte) : .padding
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count * 3 / 4)
        var bits: UInt32 = 0
        var held: UInt32 = 0
        for digit in digits {
            guard let value = value(of: digit) else { throw .character(digit) }
            bits = bits << 6 | value
            held += 6
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> held))
            }
        }
        guard text.count % 4 == 0, text.count - digits.count <= 2, digits.count % 4 != 1 else { throw .padding }
        guard bits & ((1 << held) - 1) == 0 else { throw .unusedBits }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

/// Why a text is not the canonical base64 of any bytes.
public enum Base64Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// A byte that base64 does not use, white space included.
    case character(UInt8)
    /// Padding is missing, superfluous or not at the end.
    case padding
    /// The last digit has bits set that stand for nothing.
    case unusedBits

    /// What is wrong, lower case, without a full stop.
    public var description: String {
        switch self {
        case .character(let byte): "byte \(byte) is no base64 digit"
        case .padding: "its padding is missing, superfluous or misplaced"
        case .unusedBits: "unused bits of the last digit are set"
        }
    }
}
