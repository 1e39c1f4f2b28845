/// A UTC instant with microsecond precision, from the year 0000 to the year 9999.
///
/// Days have 86 400 seconds; there are no leap seconds.
///
/// Source rule: TIME-1.
public struct Instant: Hashable, Sendable {
    /// Microseconds after 1970-01-01T00:00:00Z, negative before it.
    public let microsecondsSinceEpoch: Int64

    /// The first instant, 0000-01-01T00:00:00Z.
    public static let earliest = Instant(microsecondsSinceEpoch: -62_167_219_200_000_000)

    /// The last instant, 9999-12-31T23:59:59.999999Z.
    public static let latest = Instant(microsecondsSinceEpoch: 253_402_300_799_999_999)

    static let microsecondRange: ClosedRange<Int64> = -62_167_219_200_000_000...253_402_300_799_999_999
    static let microsecondsPerDay: Int64 = 86_400_000_000
    private static let microsecondsPerHour: Int64 = 3_600_000_000

    /// Takes microseconds from `earliest` to `latest`; the program stops outside them.
    public init(microsecondsSinceEpoch: Int64) {
        precondition(
            Self.microsecondRange.contains(microsecondsSinceEpoch), "an instant is within the years 0000 to 9999")
        self.microsecondsSinceEpoch = microsecondsSinceEpoch
    }
}

extension Instant: Comparable {
    /// Whether the left instant is before the right one.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.microsecondsSinceEpoch < right.microsecondsSinceEpoch
    }
}

extension Instant {
    /// The instant N × 86 400 s later, or earlier where N is negative, ending at `earliest` and `latest`.
    ///
    /// Source rule: TIME-1.
    public func adding(days: Int) -> Instant {
        adding(Int64(days), times: Self.microsecondsPerDay)
    }

    /// The instant N × 3 600 s later, or earlier where N is negative, ending at `earliest` and `latest`.
    public func adding(hours: Int) -> Instant {
        adding(Int64(hours), times: Self.microsecondsPerHour)
    }

    /// The instant N µs later, or earlier where N is negative, ending at `earliest` and `latest`.
    public func adding(microseconds: Int64) -> Instant {
        adding(microseconds, times: 1)
    }

    /// The same day of the month and time of day N months later, or earlier where N is negative.
    ///
    /// A day the month does not have becomes its last: one month after 31 January is 28 or 29 February. Months outside
    /// the years 0000 to 9999 give `earliest` and `latest`.
    public func adding(calendarMonths: Int) -> Instant {
        let date = civilDate
        let (month, overflows) = (date.year * 12 + date.month - 1).addingReportingOverflow(calendarMonths)
        guard !overflows, month >= 0, month < 120_000 else { return calendarMonths < 0 ? .earliest : .latest }
        var target = CivilDate(year: month / 12, month: month % 12 + 1, day: 1)
        target.day = min(date.day, CivilDate.lastDay(ofMonth: target.month, year: target.year))
        let midnight = Int64(target.daysSinceEpoch) * Self.microsecondsPerDay
        return Instant(microsecondsSinceEpoch: midnight + microsecondsSinceStartOfDay)
    }

    /// How many microseconds this instant is after the other, negative where it is before.
    public func microseconds(since other: Instant) -> Int64 {
        microsecondsSinceEpoch - other.microsecondsSinceEpoch
    }

    /// Whether it is Saturday or Sunday in UTC.
    public var isWeekend: Bool {
        // 1970-01-01 was a Thursday, so that remainder 2 is a Saturday and 3 a Sunday.
        let remainder = daysSinceEpoch % 7
        let weekday = remainder < 0 ? remainder + 7 : remainder
        return weekday == 2 || weekday == 3
    }

    /// The first instant of the same day in UTC.
    public var startOfDay: Instant {
        Instant(microsecondsSinceEpoch: microsecondsSinceEpoch - microsecondsSinceStartOfDay)
    }
}

extension Instant {
    /// 0 to 86 399 999 999.
    var microsecondsSinceStartOfDay: Int64 {
        let remainder = microsecondsSinceEpoch % Self.microsecondsPerDay
        return remainder < 0 ? remainder + Self.microsecondsPerDay : remainder
    }

    var civilDate: CivilDate { CivilDate(daysSinceEpoch: daysSinceEpoch) }

    private var daysSinceEpoch: Int {
        Int((microsecondsSinceEpoch - microsecondsSinceStartOfDay) / Self.microsecondsPerDay)
    }

    private func adding(_ count: Int64, times unit: Int64) -> Instant {
        let (distance, overflowsDistance) = count.multipliedReportingOverflow(by: unit)
        let (sum, overflowsSum) = microsecondsSinceEpoch.addingReportingOverflow(distance)
        guard !overflowsDistance, !overflowsSum, Self.microsecondRange.contains(sum) else {
            return count < 0 ? .earliest : .latest
        }
        return Instant(microsecondsSinceEpoch: sum)
    }
}

extension Instant {
    /// The first instant of a day of the calendar; the day must exist.
    public init(year: Int, month: Int, day: Int) {
        precondition(
            (0...9999).contains(year) && (1...12).contains(month)
                && (1...CivilDate.lastDay(ofMonth: month, year: year)).contains(day),
            "a day of the calendar in the years 0000 to 9999")
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        self.init(microsecondsSinceEpoch: Int64(days) * 86_400_000_000)
    }
}
