public import ClaimLedger

/// How far somebody has consumed notices: what was in the ledger, and what was due.
///
/// A notice lies behind a position if its event was recorded after `sequence`, or if it was due after `instant`. So
/// nothing is missed that was recorded late, or that happens later than it was recorded.
public struct OutboxPosition: Hashable, Sendable, CustomStringConvertible {
    /// The last event that had been looked at; 0 before the first.
    public let sequence: UInt64
    /// The instant that the notices were asked for.
    public let instant: Instant

    /// Everything is still to come.
    public static let beginning = OutboxPosition(sequence: 0, instant: .earliest)

    /// Names a position that `NotificationsProjection.position(asOf:)` gave.
    public init(sequence: UInt64, instant: Instant) {
        self.sequence = sequence
        self.instant = instant
    }

    /// Reads a position as `description` writes it; nil where the text is none.
    public init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = UInt64(parts[0]), let instant = try? Instant(parsing: String(parts[1]))
        else { return nil }
        self.init(sequence: sequence, instant: instant)
    }

    /// `590,2025-11-01T00:00:00Z`.
    public var description: String { "\(sequence),\(instant)" }

    /// Whether a notice known from an event, and due at an instant, had not been there at this position.
    func isBefore(sequence: UInt64, at instant: Instant) -> Bool {
        sequence > self.sequence || instant > self.instant
    }
}

/// Behind what notices are wanted.
public enum OutboxStart: Hashable, Sendable {
    /// All of them.
    case beginning
    /// Those behind a position that an earlier answer gave.
    case position(OutboxPosition)
    /// Those that the first so many events had not brought about by the latest of their instants.
    case sequence(UInt64)
    /// Those due after an instant, whenever they were recorded.
    case instant(Instant)
}
