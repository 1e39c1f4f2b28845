extension JSONParser {
    /// Reads and lists a string from its opening quote; `index` ends behind the closing one.
    ///
    /// - Returns: Whether every character is ASCII.
    mutating func parseString() throws(JSONError) -> Bool {
        let start = index + 1
        let found = try stringEnd(from: start)
        let range = start..<found.end
        var isASCII = found.isASCII
        if !isASCII { try checkUTF8(range) }
        if found.hasEscapes {
            isASCII = try unescaped(range).utf8.allSatisfy { $0 < 0x80 }
            irregularities += 1
        }
        index = found.end + 1
        nodes.append(
            JSONText.Node(
                kind: .string, hasEscapes: found.hasEscapes, isCanonical: !found.hasEscapes,
                isSuspect: found.hasEscapes || found.isSuspect, start: UInt32(start), end: UInt32(found.end),
                next: UInt32(nodes.count + 1), prefix: TextPrefix(range, of: bytes)))
        return isASCII
    }

    private func checkUTF8(_ range: Range<Int>) throws(JSONError) {
        let content = bytes.extracting(range)
        let text = unsafe content.withUnsafeBufferPointer { unsafe String(validating: $0, as: UTF8.self) }
        guard text == nil else { return }
        let offset = range.lowerBound + Self.validPrefix(of: content)
        throw JSONError(offset: offset, reason: "invalid UTF-8 (byte \(Self.hexadecimal(bytes[offset])))")
    }

    /// How many bytes are valid UTF-8 before the first that is not.
    private static func validPrefix(of content: Span<UInt8>) -> Int {
        var rest = unsafe content.withUnsafeBufferPointer { unsafe Array($0) }.makeIterator()
        var parser = Unicode.UTF8.ForwardParser()
        var count = 0
        while case .valid(let scalar) = parser.parseScalar(from: &rest) { count += scalar.count }
        return count
    }

    /// What a look over a string's bytes has found.
    private struct StringExtent {
        /// Where the closing quote is.
        var end: Int
        var hasEscapes = false
        /// Whether no byte is 0x80 or more.
        var isASCII = true
        /// Whether a byte is 0x7F or more.
        var isSuspect = false

        mutating func see(_ bytes: ByteGroup) {
            guard bytes.hasDeleteOrMore else { return }
            isSuspect = true
            isASCII = isASCII && bytes.isASCII
        }
    }

    /// Finds the closing quote, and what kinds of bytes stand before it.
    private func stringEnd(from start: Int) throws(JSONError) -> StringExtent {
        var found = StringExtent(end: start)
        while found.end < bytes.count {
            // Eight bytes at a time, up to the first that ends the string or is no plain character.
            while found.end + ByteGroup.byteCount <= bytes.count {
                let group = ByteGroup(bytes, at: found.end)
                let plain = group.plainPrefix
                found.see(group.prefix(plain))
                found.end += plain
                if plain < ByteGroup.byteCount { break }
            }
            guard found.end < bytes.count else { break }
            let byte = bytes[found.end]
            if byte == UInt8(ascii: "\"") { return found }
            found.see(ByteGroup(byte))
            if byte == UInt8(ascii: "\\") {
                found.hasEscapes = true
                found.end += 1
                if found.end < bytes.count { found.see(ByteGroup(bytes[found.end])) }
            } else if byte < 0x20 {
                let reason = "control character \(Self.hexadecimal(byte)) in a string: expected an escape such as \\n"
                throw JSONError(offset: found.end, reason: reason)
            }
            found.end += 1
        }
        throw JSONError(offset: bytes.count, reason: "unexpected end: expected the closing quote of a string")
    }

    /// The string in `range`, which is valid UTF-8 and ends before an unescaped quote.
    func unescaped(_ range: Range<Int>) throws(JSONError) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            if byte != UInt8(ascii: "\\") {
                decoded.append(byte)
                position += 1
            } else if bytes[position + 1] == UInt8(ascii: "u") {
                position = try appendUnicodeEscape(at: position, end: range.upperBound, to: &decoded)
            } else {
                decoded.append(try shortEscape(at: position))
                position += 2
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private func shortEscape(at position: Int) throws(JSONError) -> UInt8 {
        switch bytes[position + 1] {
        case UInt8(ascii: "\""): return 0x22
        case UInt8(ascii: "\\"): return 0x5C
        case UInt8(ascii: "/"): return 0x2F
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        default:
            let reason = #"unknown escape: expected one of \" \\ \/ \b \f \n \r \t \u"#
            throw JSONError(offset: position, reason: reason)
        }
    }

    /// Decodes `\uXXXX`, or the two of a surrogate pair, and returns the position behind.
    private func appendUnicodeEscape(at position: Int, end: Int, to decoded: inout [UInt8]) throws(JSONError) -> Int {
        var code = try codeUnit(at: position, end: end)
        var next = position + 6
        if code >= 0xD800, code < 0xDC00, next + 1 < end, bytes[next] == UInt8(ascii: "\\"),
            bytes[next + 1] == UInt8(ascii: "u")
        {
            let low = try codeUnit(at: next, end: end)
            guard low >= 0xDC00, low < 0xE000 else { throw loneSurrogate(code, at: position) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            next += 6
        }
        guard let scalar = Unicode.Scalar(code) else { throw loneSurrogate(code, at: position) }
        decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        return next
    }

    private func loneSurrogate(_ code: UInt32, at position: Int) -> JSONError {
        let escape = "\\u" + String(code, radix: 16)
        return JSONError(offset: position, reason: "\(escape) is half of a surrogate pair: expected both halves")
    }

    /// The four hexadecimal digits of the `\u` escape at `position`.
    private func codeUnit(at position: Int, end: Int) throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for digit in position + 2..<position + 6 {
            guard digit < end, let value = Self.hexadecimalValue(bytes[digit]) else {
                let reason = "incomplete escape: expected four hexadecimal digits after \\u"
                throw JSONError(offset: position, reason: reason)
            }
            code = code << 4 | value
        }
        return code
    }

    private static func hexadecimalValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
