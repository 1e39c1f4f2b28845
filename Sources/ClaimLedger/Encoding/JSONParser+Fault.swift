extension JSONParser {
    /// The fault that another byte, or none, stands at `index` than what was expected.
    func unexpected(expected: String) -> JSONError {
        JSONError(offset: index, reason: "unexpected \(found(at: index)): expected \(expected)")
    }

    func refuseByteOrderMark() throws(JSONError) {
        guard bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF else { return }
        throw JSONError(offset: 0, reason: "unexpected byte order mark: expected UTF-8 without one")
    }

    /// How many letters stand at `position`.
    func wordLength(at position: Int) -> Int {
        var end = position
        while end < bytes.count, Self.isLetter(bytes[end]) { end += 1 }
        return end - position
    }

    /// Whether the `length` letters at `index` are this word.
    func matches(_ word: String, length: Int) -> Bool {
        guard word.utf8.count == length else { return false }
        var position = index
        for byte in word.utf8 {
            guard bytes[position] == byte else { return false }
            position += 1
        }
        return true
    }

    static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "0x0" + digits : "0x" + digits
    }

    private func found(at position: Int) -> String {
        guard position < bytes.count else { return "end" }
        switch bytes[position] {
        case UInt8(ascii: "\""): return "double quote"
        case let byte where Self.isLetter(byte): return word(at: position)
        case let byte where byte > 0x20 && byte < 0x7F: return "\"\(Unicode.Scalar(byte))\""
        case let byte: return "byte \(Self.hexadecimal(byte))"
        }
    }

    private func word(at position: Int) -> String {
        let end = position + min(wordLength(at: position), CanonicalJSON.excerptBytes + 1)
        var word = ""
        for letter in position..<end { word.unicodeScalars.append(Unicode.Scalar(bytes[letter])) }
        return CanonicalJSON.excerpt(word)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: false
        }
    }
}
