/// The canonical form, RFC 8785 inside the ledger's restriction: UTF-8, no white space, members sorted by name.
///
/// Strings escape `"`, `\` and the control characters below U+0020 and nothing else, in the shortest form: `\b \t \n \f
/// \r` where there is one, else `\u00xx` in lower case. Integers are decimal digits with a `-` where negative.
public enum CanonicalJSON {
    /// The integers that every reader of JSON keeps exactly: ±(2^53 − 1).
    public static let integerRange: ClosedRange<Int64> = -9_007_199_254_740_991...9_007_199_254_740_991

    /// Appends a string in its quotes.
    ///
    /// Time is linear in the string's length.
    public static func appendString(_ string: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        if string.utf8.contains(where: needsEscape) {
            for byte in string.utf8 { appendEscaped(byte, to: &bytes) }
        } else {
            bytes.append(contentsOf: string.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends an integer, which must be within `integerRange`; the program stops otherwise.
    public static func appendInteger(_ integer: Int64, to bytes: inout [UInt8]) {
        precondition(integerRange.contains(integer), "an integer in JSON is within ±(2^53 − 1)")
        bytes.append(contentsOf: String(integer).utf8)
    }

    /// Appends a member name and its colon.
    ///
    /// The name must be ASCII, and the caller sees to the order of names.
    public static func appendMemberName(_ name: String, to bytes: inout [UInt8]) {
        appendString(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
        guard needsEscape(byte) else {
            bytes.append(byte)
            return
        }
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        default:
            bytes.append(contentsOf: byte < 0x10 ? "u000".utf8 : "u001".utf8)
            let digit = byte & 0x0F
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}

extension CanonicalJSON {
    /// The most that an error's text quotes of a name, a word or a number.
    static let excerptBytes = 64

    /// The string in quotes and escaped, for an error's text, cut where it is long.
    static func excerpt(_ string: String) -> String {
        var kept = ""
        var count = 0
        for scalar in string.unicodeScalars {
            count += UTF8.width(scalar)
            guard count <= excerptBytes else {
                kept += "…"
                break
            }
            kept.unicodeScalars.append(scalar)
        }
        var bytes: [UInt8] = []
        appendString(kept, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONValue {
    /// The canonical form of this value.
    ///
    /// Every integer must be within `CanonicalJSON.integerRange`, and at most 64 arrays and objects may stand inside
    /// each other; the program stops otherwise. A parsed value always satisfies both.
    public func canonicalBytes() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        appendCanonical(to: &bytes)
        return bytes
    }

    /// Appends the canonical form (RFC 8785), under the conditions of `canonicalBytes()`.
    public func appendCanonical(to bytes: inout [UInt8]) {
        appendCanonical(to: &bytes, depth: 0)
    }

    private func appendCanonical(to bytes: inout [UInt8], depth: Int) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
        case .integer(let value): CanonicalJSON.appendInteger(value, to: &bytes)
        case .string(let value): CanonicalJSON.appendString(value, to: &bytes)
        case .array(let elements):
            Self.append(elements, between: (UInt8(ascii: "["), UInt8(ascii: "]")), to: &bytes, depth: depth) {
                $0.appendCanonical(to: &$1, depth: depth + 1)
            }
        case .object(let object):
            Self.append(object.members, between: (UInt8(ascii: "{"), UInt8(ascii: "}")), to: &bytes, depth: depth) {
                CanonicalJSON.appendMemberName($0.name, to: &$1)
                $0.value.appendCanonical(to: &$1, depth: depth + 1)
            }
        }
    }

    private static func append<Item>(
        _ items: [Item], between marks: (open: UInt8, close: UInt8), to bytes: inout [UInt8], depth: Int,
        appendItem: (Item, inout [UInt8]) -> Void
    ) {
        precondition(depth < maximumDepth, "at most 64 arrays and objects stand inside each other")
        bytes.append(marks.open)
        var isFirst = true
        for item in items {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            appendItem(item, &bytes)
        }
        bytes.append(marks.close)
    }
}
