/// Why a text is not an instant.
public struct InstantError: Error, Equatable, Sendable {
    /// The text as it was given.
    public let text: String
    /// What was found and what was expected: lower case, no full stop.
    public let reason: String
}

extension InstantError: CustomStringConvertible {
    /// Text and reason in one line, the text cut after 64 bytes.
    public var description: String {
        "\(CanonicalJSON.excerpt(text)) is not an instant: \(reason)"
    }
}

extension Instant {
    /// Reads an RFC 3339 date and time with a zone: `2023-02-14T16:05:00.25+01:00`.
    ///
    /// An offset, up to ±23:59, is turned into UTC; `t` and `z` may be lower case. At most six fractional digits.
    ///
    /// - Throws: `InstantError` for any other text, a date no calendar has, second 60, and an instant outside the years
    ///   0000 to 9999 in UTC.
    public init(parsing text: some StringProtocol) throws(InstantError) {
        let text = String(text)
        let bytes = Array(text.utf8)
        var parser = InstantParser(bytes.span)
        do throws(InstantParser.Fault) {
            self = try parser.parseInstant()
        } catch {
            throw InstantError(text: text, reason: error.reason)
        }
    }

    /// The first instant of a date such as `2025-06-01`; `nil` for any other text and a date no calendar has.
    ///
    /// Source rule: TIME-3.
    public init?(date: some StringProtocol) {
        let bytes = Array(date.utf8)
        var parser = InstantParser(bytes.span)
        guard let day = try? parser.parseDate(), parser.isAtEnd else { return nil }
        self.init(microsecondsSinceEpoch: Int64(day.daysSinceEpoch) * Self.microsecondsPerDay)
    }
}

extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC with `Z`; fractional digits only where not zero, trailing zeros left out.
    public var description: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(27)
        appendUTF8(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the description: 20 to 27 bytes of ASCII.
    public func appendUTF8(to bytes: inout [UInt8]) {
        let date = civilDate
        let (seconds, microseconds) = Int(microsecondsSinceStartOfDay).quotientAndRemainder(dividingBy: 1_000_000)
        bytes.appendDigits(date.year, width: 4)
        bytes.append(UInt8(ascii: "-"))
        bytes.appendDigits(date.month, width: 2)
        bytes.append(UInt8(ascii: "-"))
        bytes.appendDigits(date.day, width: 2)
        bytes.append(UInt8(ascii: "T"))
        bytes.appendDigits(seconds / 3_600, width: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.appendDigits(seconds / 60 % 60, width: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.appendDigits(seconds % 60, width: 2)
        if microseconds > 0 { Self.appendFraction(microseconds, to: &bytes) }
        bytes.append(UInt8(ascii: "Z"))
    }

    private static func appendFraction(_ microseconds: Int, to bytes: inout [UInt8]) {
        var digits = microseconds
        var width = 6
        while digits % 10 == 0 {
            digits /= 10
            width -= 1
        }
        bytes.append(UInt8(ascii: "."))
        bytes.appendDigits(digits, width: width)
    }
}
