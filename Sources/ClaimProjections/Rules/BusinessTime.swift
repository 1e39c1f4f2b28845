public import ClaimLedger

extension Instant {
    /// The instant at which so many business days have passed: Monday to Friday, UTC, of 24 business hours each.
    ///
    /// Service targets only; no lapse counts business days. From Wednesday 10:00, one business day later is Thursday
    /// 10:00; from Friday 10:00 it is Monday 10:00; from Saturday it is the end of Monday.
    ///
    /// Source rule: TIME-4.
    public func adding(businessDays: Int) -> Instant { adding(businessHours: businessDays.saturatingProduct(with: 24)) }

    /// The instant at which so many business hours have passed, ending at `latest`; fewer than one gives this instant.
    ///
    /// Source rule: TIME-4.
    public func adding(businessHours: Int) -> Instant {
        guard businessHours > 0 else { return self }
        let hoursPerWeek = 120
        // Whole weeks are as long as they are, wherever they begin; at least one hour is left to walk.
        let weeks = (businessHours - 1) / hoursPerWeek
        var remaining = Int64(businessHours - weeks * hoursPerWeek) * 3_600_000_000
        var reached = adding(days: weeks.saturatingProduct(with: 7))
        while reached < .latest {
            let nextDay = reached.startOfDay.adding(days: 1)
            if !reached.isWeekend {
                let left = nextDay.microseconds(since: reached)
                if remaining <= left { return reached.adding(microseconds: remaining) }
                remaining -= left
            }
            reached = nextDay
        }
        return .latest
    }
}

extension Int {
    fileprivate func saturatingProduct(with factor: Int) -> Int {
        let (product, overflows) = multipliedReportingOverflow(by: factor)
        return overflows ? (self < 0) == (factor < 0) ? .max : .min : product
    }
}
