/// Reads the parts of an RFC 3339 date and time from left to right.
struct InstantParser: ~Escapable {
    struct Fault: Error {
        let reason: String
    }

    private let bytes: Span<UInt8>
    private var index = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { index == bytes.count }

    mutating func parseInstant() throws(Fault) -> Instant {
        let date = try parseDate()
        guard consume(UInt8(ascii: "T")) || consume(UInt8(ascii: "t")) else {
            throw Fault(reason: "expected T and a time after the date")
        }
        let local = Int64(date.daysSinceEpoch) * Instant.microsecondsPerDay + (try parseTimeOfDay())
        let instant = local - (try parseOffset())
        guard isAtEnd else { throw Fault(reason: "expected the end after the zone") }
        guard Instant.microsecondRange.contains(instant) else {
            throw Fault(reason: "outside the years 0000 to 9999 in UTC")
        }
        return Instant(microsecondsSinceEpoch: instant)
    }

    mutating func parseDate() throws(Fault) -> CivilDate {
        let year = try parseNumber(digits: 4, "a year of four digits")
        try require(UInt8(ascii: "-"), "\"-\" after the year")
        let month = try parseNumber(digits: 2, "a month of two digits")
        guard month >= 1, month <= 12 else { throw Fault(reason: "month \(month) is not one of 1 to 12") }
        try require(UInt8(ascii: "-"), "\"-\" after the month")
        let day = try parseNumber(digits: 2, "a day of two digits")
        let lastDay = CivilDate.lastDay(ofMonth: month, year: year)
        guard day >= 1, day <= lastDay else {
            throw Fault(reason: "day \(day) is not one of that month's 1 to \(lastDay)")
        }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Microseconds since midnight.
    private mutating func parseTimeOfDay() throws(Fault) -> Int64 {
        let hour = try parseNumber(digits: 2, "an hour of two digits")
        guard hour <= 23 else { throw Fault(reason: "hour \(hour) is not one of 0 to 23") }
        try require(UInt8(ascii: ":"), "\":\" after the hour")
        let minute = try parseNumber(digits: 2, "a minute of two digits")
        guard minute <= 59 else { throw Fault(reason: "minute \(minute) is not one of 0 to 59") }
        try require(UInt8(ascii: ":"), "\":\" after the minute")
        let second = try parseNumber(digits: 2, "a second of two digits")
        guard second != 60 else { throw Fault(reason: "second 60 is refused: the ledger has no leap seconds") }
        guard second <= 59 else { throw Fault(reason: "second \(second) is not one of 0 to 59") }
        let seconds = Int64(hour * 3_600 + minute * 60 + second)
        return seconds * 1_000_000 + (try parseFraction())
    }

    /// The microseconds of `.5` or `.123456`; 0 where there is no point.
    private mutating func parseFraction() throws(Fault) -> Int64 {
        guard consume(UInt8(ascii: ".")) else { return 0 }
        var microseconds: Int64 = 0
        var unit: Int64 = 100_000
        let start = index
        while let digit = nextDigit() {
            guard unit > 0 else { throw Fault(reason: "more than six fractional digits") }
            microseconds += Int64(digit) * unit
            unit /= 10
        }
        guard index > start else { throw Fault(reason: "expected a digit after the point") }
        return microseconds
    }

    /// Microseconds that the zone is ahead of UTC.
    private mutating func parseOffset() throws(Fault) -> Int64 {
        if consume(UInt8(ascii: "Z")) || consume(UInt8(ascii: "z")) { return 0 }
        let isBehind = consume(UInt8(ascii: "-"))
        guard isBehind || consume(UInt8(ascii: "+")) else {
            throw Fault(reason: "expected a zone: Z or an offset such as +02:00")
        }
        let hours = try parseNumber(digits: 2, "an offset's hours of two digits")
        guard hours <= 23 else { throw Fault(reason: "an offset's hours are 0 to 23, not \(hours)") }
        try require(UInt8(ascii: ":"), "\":\" after the offset's hours")
        let minutes = try parseNumber(digits: 2, "an offset's minutes of two digits")
        guard minutes <= 59 else { throw Fault(reason: "an offset's minutes are 0 to 59, not \(minutes)") }
        let offset = Int64(hours * 60 + minutes) * 60_000_000
        return isBehind ? -offset : offset
    }

    private mutating func parseNumber(digits: Int, _ expected: String) throws(Fault) -> Int {
        var number = 0
        for _ in 0..<digits {
            guard let digit = nextDigit() else { throw Fault(reason: "expected \(expected)") }
            number = number * 10 + digit
        }
        return number
    }

    private mutating func nextDigit() -> Int? {
        guard index < bytes.count else { return nil }
        let byte = bytes[index]
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        index += 1
        return Int(byte - UInt8(ascii: "0"))
    }

    private mutating func require(_ byte: UInt8, _ expected: String) throws(Fault) {
        guard consume(byte) else { throw Fault(reason: "expected \(expected)") }
    }

    private mutating func consume(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }
}
