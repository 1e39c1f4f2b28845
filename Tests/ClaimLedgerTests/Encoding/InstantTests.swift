import ClaimLedger
import ClaimLedgerTesting
import Foundation
import Testing

@Suite struct `Instant as text` {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
            ("1969-12-31T23:59:59.999999Z", -1, "1969-12-31T23:59:59.999999Z"),
            ("2000-02-29T12:00:00Z", 951_825_600_000_000, "2000-02-29T12:00:00Z"),
            ("2023-02-14t16:05:00z", 1_676_390_700_000_000, "2023-02-14T16:05:00Z"),
            ("2023-02-14T16:05:00.5Z", 1_676_390_700_500_000, "2023-02-14T16:05:00.5Z"),
            ("2023-02-14T16:05:00.500000Z", 1_676_390_700_500_000, "2023-02-14T16:05:00.5Z"),
            ("2023-02-14T16:05:00.000000Z", 1_676_390_700_000_000, "2023-02-14T16:05:00Z"),
            ("2023-02-14T16:05:00.000001Z", 1_676_390_700_000_001, "2023-02-14T16:05:00.000001Z"),
            ("2023-02-14T16:05:00.1020Z", 1_676_390_700_102_000, "2023-02-14T16:05:00.102Z"),
            ("2023-02-14T16:05:00-00:00", 1_676_390_700_000_000, "2023-02-14T16:05:00Z"),
            ("2023-02-14T16:05:00+02:30", 1_676_381_700_000_000, "2023-02-14T13:35:00Z"),
            ("2024-02-29T23:30:00-01:00", 1_709_253_000_000_000, "2024-03-01T00:30:00Z"),
            ("0000-01-01T00:00:00Z", -62_167_219_200_000_000, "0000-01-01T00:00:00Z"),
            ("0000-02-29T00:00:00Z", -62_162_121_600_000_000, "0000-02-29T00:00:00Z"),
            ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
            ("0000-01-01T23:59:00+23:59", -62_167_219_200_000_000, "0000-01-01T00:00:00Z"),
        ] as [(String, Int64, String)])
    func `is read and written in one form`(text: String, microseconds: Int64, written: String) throws {
        let instant = try Instant(parsing: text)
        #expect(instant.microsecondsSinceEpoch == microseconds)
        #expect(instant.description == written)
    }

    @Test(arguments: [
        ("", "expected a year of four digits"),
        ("+2025-06-01T00:00:00Z", "expected a year of four digits"),
        ("-001-06-01T00:00:00Z", "expected a year of four digits"),
        (" 2025-06-01T00:00:00Z", "expected a year of four digits"),
        ("20250601T000000Z", #"expected "-" after the year"#),
        ("2025-6-01T00:00:00Z", "expected a month of two digits"),
        ("2025-00-01T00:00:00Z", "month 0 is not one of 1 to 12"),
        ("2025-13-01T00:00:00Z", "month 13 is not one of 1 to 12"),
        ("2025-06-00T00:00:00Z", "day 0 is not one of that month's 1 to 30"),
        ("2025-06-31T00:00:00Z", "day 31 is not one of that month's 1 to 30"),
        ("2025-02-29T00:00:00Z", "day 29 is not one of that month's 1 to 28"),
        ("2024-02-30T00:00:00Z", "day 30 is not one of that month's 1 to 29"),
        ("1900-02-29T00:00:00Z", "day 29 is not one of that month's 1 to 28"),
        ("2025-06-01", "expected T and a time after the date"),
        ("2025-06-01 00:00:00Z", "expected T and a time after the date"),
        ("2025-06-01T24:00:00Z", "hour 24 is not one of 0 to 23"),
        ("2025-06-01T00:60:00Z", "minute 60 is not one of 0 to 59"),
        ("2025-06-01T00:00Z", #"expected ":" after the minute"#),
        ("2016-12-31T23:59:60Z", "second 60 is refused: the ledger has no leap seconds"),
        ("2025-06-01T00:00:61Z", "second 61 is not one of 0 to 59"),
        ("2025-06-01T00:00:00.Z", "expected a digit after the point"),
        ("2025-06-01T00:00:00,5Z", "expected a zone: Z or an offset such as +02:00"),
        ("2025-06-01T00:00:00.1234567Z", "more than six fractional digits"),
        ("2025-06-01T00:00:00.0000000Z", "more than six fractional digits"),
        ("2025-06-01T00:00:00", "expected a zone: Z or an offset such as +02:00"),
        ("2025-06-01T00:00:00+02", #"expected ":" after the offset's hours"#),
        ("2025-06-01T00:00:00+0200", #"expected ":" after the offset's hours"#),
        ("2025-06-01T00:00:00+24:00", "an offset's hours are 0 to 23, not 24"),
        ("2025-06-01T00:00:00-02:60", "an offset's minutes are 0 to 59, not 60"),
        ("2025-06-01T00:00:00\u{2212}02:00", "expected a zone: Z or an offset such as +02:00"),
        ("2025-06-01T00:00:00Z ", "expected the end after the zone"),
        ("٢025-06-01T00:00:00Z", "expected a year of four digits"),
        ("0000-01-01T00:00:00+00:01", "outside the years 0000 to 9999 in UTC"),
        ("9999-12-31T23:59:59-00:01", "outside the years 0000 to 9999 in UTC"),
    ])
    func `is refused with a reason`(text: String, reason: String) {
        let error = #expect(throws: InstantError.self) { try Instant(parsing: text) }
        #expect(error?.text == text)
        #expect(error?.reason == reason)
    }

    @Test func `an error describes itself in one line`() {
        let error = #expect(throws: InstantError.self) { try Instant(parsing: "to\nday") }
        #expect(error?.description == #""to\nday" is not an instant: expected a year of four digits"#)
    }

    @Test func `every offset is turned into Z`() throws {
        let local = try Instant(parsing: "2024-03-01T12:34:56.789Z")
        for minutes in 0..<1_440 {
            let offset = String(format: "%02d:%02d", minutes / 60, minutes % 60)
            let ahead = try Instant(parsing: "2024-03-01T12:34:56.789+\(offset)")
            let behind = try Instant(parsing: "2024-03-01T12:34:56.789-\(offset)")
            #expect(ahead == local.adding(microseconds: Int64(-minutes) * 60_000_000))
            #expect(behind == local.adding(microseconds: Int64(minutes) * 60_000_000))
        }
    }

    @Test(arguments: SeededGenerator.seeds(1...8))
    func `write, read, write gives equal text`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let range = Instant.earliest.microsecondsSinceEpoch...Instant.latest.microsecondsSinceEpoch
        for round in 0..<2_000 {
            // Rounded to ever coarser units, so that every number of fractional digits occurs.
            let unit: Int64 = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 86_400_000_000][round % 8]
            let microseconds = Int64.random(in: range, using: &generator) / unit * unit
            let instant = Instant(microsecondsSinceEpoch: microseconds)
            let text = instant.description
            let read = try Instant(parsing: text)
            #expect(read == instant)
            #expect(read.description == text)
            var bytes = Array("at ".utf8)
            instant.appendUTF8(to: &bytes)
            #expect(String(decoding: bytes, as: UTF8.self) == "at " + text)
        }
    }

    @Test(arguments: [
        ("2025-06-01", "2025-06-01T00:00:00Z"), ("2024-02-29", "2024-02-29T00:00:00Z"),
        ("0000-01-01", "0000-01-01T00:00:00Z"), ("9999-12-31", "9999-12-31T00:00:00Z"),
    ])
    func `a date is its first instant`(date: String, instant: String) {
        #expect(Instant(date: date)?.description == instant)
    }

    @Test(arguments: ["", "2025-06", "2025-6-1", "2025-06-31", "2023-02-29", "2025-06-01T00:00:00Z", "2025-06-01 "])
    func `anything else is not a date`(text: String) {
        #expect(Instant(date: text) == nil)
    }
}

@Suite struct `Instant as a number` {
    @Test func `agrees with another calendar on every day of the range`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        // Foundation's calendar is Julian before 1582; from there on the two must agree.
        var instant = try Instant(parsing: "1583-01-01T00:00:00Z")
        while instant < .latest {
            let date = Date(timeIntervalSince1970: Double(instant.microsecondsSinceEpoch) / 1e6)
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
            let (year, month, day) = (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
            #expect(instant.description == String(format: "%04d-%02d-%02dT00:00:00Z", year, month, day))
            #expect(instant.isWeekend == (parts.weekday == 1 || parts.weekday == 7))
            instant = instant.adding(days: 97)
        }
    }

    @Test func `days follow each other without gaps through a whole cycle of four hundred years`() throws {
        let end = try Instant(parsing: "0400-01-01T00:00:00Z")
        var previous = Instant.earliest
        var days = 1
        while previous.adding(days: 1) < end {
            let next = previous.adding(days: 1)
            #expect(next > previous && Instant(date: next.description.prefix(10)) == next)
            previous = next
            days += 1
        }
        #expect(days == 146_097)
    }

    @Test(arguments: [
        ("2025-01-31T10:00:00.5Z", 1, "2025-02-28T10:00:00.5Z"),
        ("2024-01-31T10:00:00Z", 1, "2024-02-29T10:00:00Z"),
        ("2024-02-29T10:00:00Z", 12, "2025-02-28T10:00:00Z"),
        ("2024-02-29T10:00:00Z", -48, "2020-02-29T10:00:00Z"),
        ("2025-12-31T23:59:59.999999Z", 2, "2026-02-28T23:59:59.999999Z"),
        ("2025-01-15T00:00:00Z", -1, "2024-12-15T00:00:00Z"),
        ("2025-03-31T00:00:00Z", 0, "2025-03-31T00:00:00Z"),
        ("9999-12-01T00:00:00Z", 1, "9999-12-31T23:59:59.999999Z"),
        ("0000-01-31T05:00:00Z", -1, "0000-01-01T00:00:00Z"),
        ("2025-01-15T00:00:00Z", Int.max, "9999-12-31T23:59:59.999999Z"),
        ("2025-01-15T00:00:00Z", Int.min, "0000-01-01T00:00:00Z"),
    ])
    func `months keep the day where the month has it`(from: String, months: Int, to: String) throws {
        #expect(try Instant(parsing: from).adding(calendarMonths: months).description == to)
    }

    @Test func `days and hours are fixed lengths, and sums end at the range's ends`() throws {
        let instant = try Instant(parsing: "2024-02-28T12:00:00Z")
        #expect(instant.adding(days: 2).description == "2024-03-01T12:00:00Z")
        #expect(instant.adding(hours: -13).description == "2024-02-27T23:00:00Z")
        #expect(instant.adding(microseconds: 1).microseconds(since: instant) == 1)
        #expect(Instant.earliest.microseconds(since: .latest) == -315_569_519_999_999_999)
        for count in [1, 4_000_000_000, Int.max] {
            #expect(Instant.latest.adding(days: count) == .latest)
            #expect(Instant.latest.adding(hours: count) == .latest)
            #expect(Instant.latest.adding(microseconds: Int64(count)) == .latest)
        }
        for count in [-1, -4_000_000_000, Int.min] {
            #expect(Instant.earliest.adding(days: count) == .earliest)
            #expect(Instant.earliest.adding(hours: count) == .earliest)
            #expect(Instant.earliest.adding(microseconds: Int64(count)) == .earliest)
        }
    }

    @Test(arguments: [
        ("2025-05-30T23:59:59.999999Z", false), ("2025-05-31T00:00:00Z", true),
        ("2025-06-01T23:59:59.999999Z", true), ("2025-06-02T00:00:00Z", false),
        ("1969-12-27T00:00:00Z", true), ("1969-12-29T00:00:00Z", false), ("0000-01-01T00:00:00Z", true),
    ])
    func `Saturday and Sunday are the weekend`(text: String, isWeekend: Bool) throws {
        #expect(try Instant(parsing: text).isWeekend == isWeekend)
    }

    @Test(arguments: [
        ("2025-06-01T23:59:59.999999Z", "2025-06-01T00:00:00Z"),
        ("1969-12-31T00:00:00.000001Z", "1969-12-31T00:00:00Z"),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
    ])
    func `a day starts at midnight in UTC`(text: String, start: String) throws {
        #expect(try Instant(parsing: text).startOfDay.description == start)
    }

    @Test func `an instant outside the range stops the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = Instant(microsecondsSinceEpoch: 253_402_300_800_000_000)
        }
    }
}
