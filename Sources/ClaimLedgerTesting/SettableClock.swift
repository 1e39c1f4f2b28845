public import ClaimLedger
import Synchronization

/// A clock that stands still until it is set; give `read` to a ledger, a desk or a keeper of deadlines.
public final class SettableClock: Sendable {
    private let instant: Mutex<Instant>

    /// Starts at an instant.
    public init(_ instant: Instant) { self.instant = Mutex(instant) }

    /// What the clock shows.
    public var now: Instant { instant.withLock { $0 } }

    /// The clock as a function, as those take it who ask for the time.
    public var read: @Sendable () -> Instant { { self.now } }

    /// Sets the clock, forward or back.
    public func set(_ instant: Instant) { self.instant.withLock { $0 = instant } }

    /// Moves the clock by whole days of 86,400 s and by microseconds; negative numbers move it back.
    public func advance(days: Int = 0, microseconds: Int64 = 0) {
        instant.withLock { $0 = $0.adding(days: days).adding(microseconds: microseconds) }
    }
}
