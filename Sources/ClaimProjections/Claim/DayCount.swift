public import ClaimLedger

/// What a count of days starts from; the raw values are those printed.
public enum CountStart: String, CaseIterable, Sendable, Hashable {
    /// The claim's creation (PA-30).
    case creation
    /// The customer's latest consent (PA-31, PA-32).
    case consent
    /// The first submission of the dispute (PA-37).
    case disputeSubmission
    /// The claim's first rejection (PA-12, PA-33, CPOR-14).
    case rejection
    /// The latest `action-required` (CPOR-11).
    case action
}

/// How a deadline came about: so many days of 86,400 s after the instant that started the count (TIME-1).
public struct DayCount: Hashable, Sendable {
    /// What started it.
    public let start: CountStart
    /// When that was.
    public let startedAt: Instant
    /// How many days it runs.
    public let days: Int
    /// Whether the claim carries the days itself, in place of the edition's (rulebook section 4, timelines).
    public let isClaimsOwn: Bool

    /// The count in a sentence: `30 days after the claim's creation 2023-02-12T00:00:00Z`.
    public var words: String {
        "\(days) day\(days == 1 ? "" : "s") after \(start.sentence) \(startedAt)"
    }
}
