import ClaimLedger

/// Instants as places on a line, with ticks that people can read.
struct TimeAxis {
    struct Tick {
        let at: Instant
        let label: String
    }

    /// No picture is shorter than this, so that its ticks are days at least.
    private static let shortestDays = 2
    /// So many ticks fit beside each other.
    private static let mostTicks = 9

    let first: Instant
    let last: Instant
    /// The ends of the line, in tenths of a pixel.
    let left: Int
    let right: Int

    init(_ span: ClosedRange<Instant>, left: Int, right: Int) {
        first = span.lowerBound
        last = max(span.upperBound, span.lowerBound.adding(days: Self.shortestDays))
        self.left = left
        self.right = right
    }

    /// Where an instant is, in tenths of a pixel.
    func place(_ instant: Instant) -> Int {
        let whole = max(last.microseconds(since: first) / 1_000_000, 1)
        let part = min(max(instant.microseconds(since: first) / 1_000_000, 0), whole)
        return left + Int((part * Int64(right - left) + whole / 2) / whole)
    }

    /// Days, months or years, as many as can be read.
    var ticks: [Tick] {
        for days in [1, 2, 7] {
            let instants = instants(from: first.startOfDay, while: { $0 <= last }) { $0.adding(days: days) }
            if instants.count <= Self.mostTicks { return labelled(instants, byDay: true) }
        }
        for months in [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000, 24_000] {
            let date = CalendarDay(first)
            let month = (date.month - 1) / months * months
            let year = months < 12 ? date.year : date.year - date.year % (months / 12)
            let start = Instant(year: year, month: months < 12 ? month + 1 : 1, day: 1)
            let instants = instants(from: start, while: { $0 <= last }) { $0.adding(calendarMonths: months) }
            if instants.count <= Self.mostTicks { return labelled(instants, byDay: false) }
        }
        return []
    }

    private func instants(
        from start: Instant, while goesOn: (Instant) -> Bool, step: (Instant) -> Instant
    ) -> [Instant] {
        var instants: [Instant] = []
        var next = start
        while goesOn(next), instants.count <= Self.mostTicks {
            if next >= first { instants.append(next) }
            let following = step(next)
            guard following > next else { break }
            next = following
        }
        return instants
    }

    /// The year stands at the first tick and wherever another year begins.
    private func labelled(_ instants: [Instant], byDay: Bool) -> [Tick] {
        var year: Int?
        return instants.map { instant in
            let date = CalendarDay(instant)
            defer { year = date.year }
            let isNewYear = year != date.year
            let parts = [
                byDay ? "\(date.day)" : nil,
                byDay || date.month > 1 || !isNewYear ? date.monthName : nil,
                isNewYear ? date.yearText : nil,
            ]
            return Tick(at: instant, label: parts.compactMap(\.self).joined(separator: " "))
        }
    }
}

/// The day of the calendar that an instant falls on, in UTC.
private struct CalendarDay {
    let year: Int
    let month: Int
    let day: Int
    let yearText: String

    init(_ instant: Instant) {
        // RFC 3339 begins with the date.
        let fields = instant.description.prefix(10).split(separator: "-")
        yearText = String(fields[0])
        year = Int(fields[0]) ?? 0
        month = Int(fields[1]) ?? 1
        day = Int(fields[2]) ?? 1
    }

    var monthName: String {
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]
    }
}
