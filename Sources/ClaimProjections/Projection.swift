public import ClaimLedger

/// A state that is rebuilt from events alone.
///
/// It reads no clock and no file: instants arrive in events, or as the argument of a question.
public protocol Projection {
    /// What the projection is called where its progress is kept.
    static var name: String { get }
    /// Raised whenever the state would come out otherwise for the same events.
    static var version: Int { get }
    /// Which events `evolve` asks for their `content`, by their headers, so that a replay reads it ahead on another core.
    ///
    /// It decides how fast a replay is and nothing else; by default it says none.
    static var asksContent: @Sendable (EventHeader) -> Bool { get }

    /// The state before the first event.
    init()

    /// Takes the next event in ledger order; it cannot refuse, because the event happened.
    ///
    /// - Throws: `ReadError` where the stored event cannot be read.
    mutating func evolve(_ event: borrowing EventView) throws(ReadError)
}

extension Projection {
    /// Says none.
    public static var asksContent: @Sendable (EventHeader) -> Bool { { _ in false } }
}
