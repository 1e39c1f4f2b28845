extension JSONParser {
    /// Reads `-?(0|[1-9][0-9]*)` within ±(2^53 − 1), and nothing that a floating-point number would need.
    mutating func parseInteger() throws(JSONError) {
        let start = index
        let isNegative = bytes[start] == UInt8(ascii: "-")
        let firstDigit = isNegative ? start + 1 : start
        let end = digitsEnd(from: firstDigit)
        guard end > firstDigit else {
            index = end
            throw unexpected(expected: "a digit after \"-\"")
        }
        if end < bytes.count { try refuseFloatingPoint(at: end, start: start) }
        if bytes[firstDigit] == UInt8(ascii: "0") {
            guard end == firstDigit + 1 else { throw refusedNumber(start, "has a leading zero") }
            guard !isNegative else { throw refusedNumber(start, "is not allowed: write 0") }
        }
        guard isInRange(digits: firstDigit..<end) else {
            throw refusedNumber(start, "is outside ±\(CanonicalJSON.integerRange.upperBound)")
        }
        index = end
    }

    private func digitsEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] >= UInt8(ascii: "0"), bytes[end] <= UInt8(ascii: "9") { end += 1 }
        return end
    }

    private func isInRange(digits: Range<Int>) -> Bool {
        // 2^53 − 1 has sixteen digits, and sixteen digits fit into 64 bits.
        guard digits.count <= 16 else { return false }
        var magnitude: Int64 = 0
        for position in digits { magnitude = magnitude * 10 + Int64(bytes[position] - UInt8(ascii: "0")) }
        return CanonicalJSON.integerRange.contains(magnitude)
    }

    private func refuseFloatingPoint(at end: Int, start: Int) throws(JSONError) {
        switch bytes[end] {
        case UInt8(ascii: "."):
            throw refusedNumber(start, "has a fraction: only whole numbers are allowed")
        case UInt8(ascii: "e"), UInt8(ascii: "E"):
            throw refusedNumber(start, "has an exponent: only whole numbers written in digits are allowed")
        default: return
        }
    }

    private func refusedNumber(_ start: Int, _ verdict: String) -> JSONError {
        var token = ""
        var position = start
        while position < bytes.count, Self.isNumberByte(bytes[position]) {
            guard position - start < CanonicalJSON.excerptBytes else {
                token += "…"
                break
            }
            token.unicodeScalars.append(Unicode.Scalar(bytes[position]))
            position += 1
        }
        return JSONError(offset: start, reason: "number \(token) \(verdict)")
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }
}
