import ClaimLedger

/// A time in which a claim headed for one lapse: from an event until it left, or lapsed.
///
/// A claim that changes its status and heads for the same lapse as before goes on heading for it.
struct Heading {
    let lapse: DeadlineAnswer
    /// The days ahead of the lapse on which reminders go out.
    let reminderDays: [Int]
    /// When it began.
    let from: Instant
    /// The event that the ledger knows it from.
    let sequence: UInt64
    /// When the claim headed for the lapse no longer, at the latest the lapse itself; nil as far as is known.
    private(set) var end: Instant?

    init(_ lapse: DeadlineAnswer, reminderDays: [Int], from: Instant, sequence: UInt64) {
        self.lapse = lapse
        self.reminderDays = reminderDays
        self.from = from
        self.sequence = sequence
    }

    /// Whether a lapse is the one this heads for; the edition that sets its deadline may be another.
    func headsFor(_ other: DeadlineAnswer) -> Bool {
        lapse.rule == other.rule && lapse.at == other.at && lapse.becomes == other.becomes
    }

    mutating func leave(at instant: Instant) { end = min(instant, lapse.at) }

    /// The reminders that were due by an instant: after the heading began, while it lasted.
    func reminders(by instant: Instant) -> [(days: Int, at: Instant)] {
        reminderDays.map { (days: $0, at: lapse.at.adding(days: -$0)) }
            .filter { from < $0.at && $0.at <= instant && $0.at < end ?? .latest }
    }

    /// Whether the lapse had rejected the claim by an instant, of which the partner is told; an expiry is told nobody.
    func hasRejected(by instant: Instant) -> Bool {
        guard lapse.becomes == .rejected || lapse.becomes == .rejectedFinal else { return false }
        return lapse.at <= instant && lapse.at <= end ?? .latest
    }
}
