extension Ledger {
    /// Reads inside one consistent snapshot, which ends with the closure.
    ///
    /// - Throws: What the closure throws, and `ReadError` where the storage fails.
    public func read<Result>(_ body: (borrowing LedgerSnapshot) throws -> Result) throws -> Result {
        try body(snapshot())
    }

    /// The ledger as it stands now.
    ///
    /// It cannot be shared between threads, and ends when it goes out of scope.
    ///
    /// - Returns: A snapshot that later appends leave as it is.
    /// - Throws: `ReadError.storage` where the storage fails.
    public func snapshot() throws(ReadError) -> LedgerSnapshot {
        let transaction: ReadTransaction
        do { transaction = try environment.beginRead() } catch { throw .storage(error) }
        return try LedgerSnapshot(transaction, tables)
    }

    /// The latest sequence, 0 for an empty ledger.
    public func head() throws(ReadError) -> UInt64 { try snapshot().head }

    /// Folds over events in order, renewing the snapshot as it goes, so that the file does not grow for a long replay.
    ///
    /// Because events never change, this is as consistent as one snapshot: it ends at the head seen first.
    ///
    /// - Parameters:
    ///   - range: Sequences, from 1; nil for all up to the head.
    ///   - body: Called for each event; returns false to stop early.
    /// - Throws: What the closure throws, and `ReadError` where a record is damaged or the storage fails.
    public func forEachEvent(
        in range: ClosedRange<UInt64>? = nil, _ body: (borrowing EventView) throws -> Bool
    ) throws {
        let chunk: UInt64 = 4_096
        let head = try head()
        let end = min(range?.upperBound ?? head, head)
        var next = max(range?.lowerBound ?? 1, 1)
        while next <= end {
            let last = min(end, next + chunk - 1)
            let goesOn = try read { snapshot in
                var events = try snapshot.events(from: next)
                while let event = try events.next() {
                    guard try body(event) else { return false }
                    if event.sequence == last { break }
                }
                return true
            }
            guard goesOn else { return }
            next = last + 1
        }
    }
}
