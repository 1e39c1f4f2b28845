public import ClaimLedger
public import ClaimProjections
import Synchronization

/// A lapse that comes nearer, told so many days ahead.
public struct DeadlineReminder: Hashable, Sendable {
    /// The lapse ahead, with its claim and rule.
    public let deadline: DeadlineAnswer
    /// How many days ahead this reminder is.
    public let daysAhead: Int
}

/// Records lapses as they come due, and reminds of those ahead.
///
/// Reminders are told at least once as long as one keeper runs; one that is started anew tells those that came due since
/// the instant it is given. Whoever sends them on keeps them apart by claim, rule, instant and days ahead.
public final class DeadlineKeeper: Sendable {
    /// How a keeper works.
    public struct Options: Sendable {
        /// How many days ahead a lapse is told, each once.
        public var daysAhead = [14, 7, 3, 1]
        /// The longest pause between two rounds; a lapse that is known to come due before is not waited beyond.
        public var longestPause: Duration = .seconds(60)

        /// Reminders 14, 7, 3 and 1 days ahead, a round each minute at least.
        public init() {}
    }

    /// What one round did.
    public struct Round: Hashable, Sendable {
        /// The instant it was made for.
        public let at: Instant
        /// The lapses recorded.
        public let lapses: LapseReport
        /// The reminders that came due since the round before, by instant of the lapse, then claim.
        public let reminders: [DeadlineReminder]
        /// The next lapse ahead; nil where none is.
        public let next: Instant?
    }

    private let desk: ClaimDesk
    private let options: Options
    private let clock: @Sendable () -> Instant
    private let told: Mutex<Instant>

    /// Prepares to keep the deadlines of a desk's ledger.
    ///
    /// - Parameters:
    ///   - desk: Where lapses are recorded.
    ///   - since: Reminders that came due after this instant are told; the first round's `at` of an earlier keeper, or now.
    ///   - options: When reminders are told.
    ///   - clock: What time it is.
    public init(
        _ desk: ClaimDesk, remindingSince since: Instant, options: Options = Options(),
        clock: @escaping @Sendable () -> Instant = Instant.systemNow
    ) {
        self.desk = desk
        self.options = options
        self.clock = clock
        told = Mutex(since)
    }

    /// Records what has come due, and collects the reminders that came due since the round before.
    ///
    /// - Throws: `PerformError`, `ProjectionError`, `ReadError`; the next round then tells the same reminders.
    public func round() async throws -> Round {
        let now = clock()
        let lapses = try await desk.recordLapses(asOf: now)
        let since = told.withLock { $0 }
        let soon = now.adding(microseconds: 1)
        let farthest = options.daysAhead.max() ?? 0
        let (ahead, next) = try desk.ledger.readProjection(LiveClaims.self) { live in
            (
                try live.deadlines(from: soon, before: soon.adding(days: farthest)),
                try live.nextDeadline(from: soon)?.at
            )
        }
        let reminders = ahead.flatMap { deadline in
            options.daysAhead.sorted(by: >).filter { days in
                let due = deadline.at.adding(days: -days)
                return since < due && due <= now
            }.map { DeadlineReminder(deadline: deadline, daysAhead: $0) }
        }
        told.withLock { $0 = max($0, now) }
        return Round(at: now, lapses: lapses, reminders: reminders, next: next)
    }

    /// Makes round after round, until the task is cancelled; hands each to `report`.
    ///
    /// - Throws: What a round throws; `CancellationError` never.
    public func run(_ report: @Sendable (Round) async throws -> Void) async throws {
        while !Task.isCancelled {
            let round = try await round()
            try await report(round)
            do { try await Task.sleep(for: pause(after: round)) } catch { return }
        }
    }

    private func pause(after round: Round) -> Duration {
        guard let next = round.next else { return options.longestPause }
        return min(options.longestPause, .microseconds(max(0, next.microseconds(since: clock()))))
    }
}
