public import ArgumentParser
public import ClaimLedger
public import ClaimProjections

extension ClaimProcess: ExpressibleByArgument {}
extension ClaimStatus: ExpressibleByArgument {}
extension CustomersTab: ExpressibleByArgument {}
extension DisputedMatter: ExpressibleByArgument {}
extension MoneyGrouping: ExpressibleByArgument {}
extension Party: ExpressibleByArgument {}
extension Region: ExpressibleByArgument {}
extension SolutionArea: ExpressibleByArgument {}

/// Reads an instant given as an argument.
func instant(_ text: String) throws -> Instant {
    do { return try Instant(parsing: text) } catch {
        throw ValidationError("\(error.reason); write an RFC 3339 instant such as 2025-06-01T10:00:00Z")
    }
}

/// Reads a claim number given as an argument.
func claimNumber(_ text: String) throws -> ClaimID {
    guard let claim = ClaimID(text) else {
        throw ValidationError("a claim number has 1 to 18 digits and no leading zeros, such as 3015949")
    }
    return claim
}

/// A length of time, given as an argument in days or hours.
struct Span {
    let microseconds: Int64

    init(parsing text: String) throws {
        let hours: Int64? =
            switch text.last {
            case "d": 24
            case "h": 1
            default: nil
            }
        let digits = text.dropLast()
        guard let hours, digits.allSatisfy({ ("0"..."9").contains($0) }), let count = Int64(digits) else {
            throw ValidationError("write days or hours, such as 14d or 36h")
        }
        // What is longer than the calendar is as long as the calendar.
        let (product, overflows) = count.multipliedReportingOverflow(by: hours * 3_600_000_000)
        microseconds = overflows ? .max : product
    }
}
