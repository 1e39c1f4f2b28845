/// A projection whose state is kept in the ledger, so that reading it needs no replay.
///
/// A value is made anew for each transaction (or snapshot) it works in, and sees the state as it is there. It puts what
/// it changes back into the state, at once or in `store()`; all of it becomes durable together with the events, or
/// nothing does. It reads no clock and no file, so that a replay comes to the same bytes.
public protocol StoredProjection: SendableMetatype {
    /// What the projection is called where its progress is kept: 1 to 100 bytes, none of them zero.
    static var name: String { get }
    /// Raised whenever the same events would come to other bytes; the new version is built beside the old one.
    static var version: UInt32 { get }

    /// Begins to work on the state as it stands.
    ///
    /// - Throws: `ReadError` where the state cannot be read; anything else stops the projection.
    init(state: ProjectionState) throws

    /// Takes the next event in ledger order.
    ///
    /// What it throws stops the projection at the last transaction it took whole; the append goes on.
    mutating func evolve(_ event: borrowing EventView) throws

    /// Puts what has been held back into the state, before the transaction commits.
    mutating func store() throws

    /// Words for a key of the state, for those who are told of a difference.
    static func describe(key: [UInt8]) -> String
}

extension StoredProjection {
    /// Nothing was held back.
    public mutating func store() throws {}

    /// The key in hexadecimal digits.
    public static func describe(key: [UInt8]) -> String { key.hexadecimal }
}

extension [UInt8] {
    /// Two lower-case hexadecimal digits for each byte.
    var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
