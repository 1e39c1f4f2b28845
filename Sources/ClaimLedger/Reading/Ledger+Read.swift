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
    /// Because events never change, this is as consistent as one snapshot: it ends at the head seen first. A long range
    /// is read a little ahead on a thread of its own, which ends before this returns.
    ///
    /// - Parameters:
    ///   - range: Sequences, from 1; nil for all up to the head.
    ///   - body: Called for each event; returns false to stop early.
    /// - Throws: What the closure throws, and `ReadError` where a record is damaged or the storage fails.
    public func forEachEvent(
        in range: ClosedRange<UInt64>? = nil, _ body: (borrowing EventView) throws -> Bool
    ) throws {
        try forEachEvent(in: range, asking: nil, body)
    }

    /// Folds over events in order, for a body that asks for the content of some of them.
    ///
    /// - Parameters:
    ///   - range: Sequences, from 1; nil for all up to the head.
    ///   - asksContent: Says by its header whether an event's `content` will be asked for, and so is read ahead too; it
    ///     is called on another thread, and changes nothing but the time taken.
    ///   - body: Called for each event; returns false to stop early.
    /// - Throws: What the closure throws, and `ReadError` where a record is damaged or the storage fails.
    public func forEachEvent(
        in range: ClosedRange<UInt64>? = nil, asking asksContent: (@Sendable (EventHeader) -> Bool)?,
        _ body: (borrowing EventView) throws -> Bool
    ) throws {
        let head = try head()
        let end = min(range?.upperBound ?? head, head)
        let start = max(range?.lowerBound ?? 1, 1)
        guard start <= end else { return }
        let blocks = EventBlocks(start...end)
        let ahead = AheadReader(self, blocks, asking: asksContent)
        defer { ahead?.stop() }
        var known: [KnownContent?] = []
        for place in 0..<blocks.count {
            known = ahead?.take(place, givingBack: known) ?? []
            guard try forEachEvent(in: blocks[place], known, body) else { return }
        }
    }

    /// Whether all events of a block were wanted.
    private func forEachEvent(
        in block: ClosedRange<UInt64>, _ known: [KnownContent?], _ body: (borrowing EventView) throws -> Bool
    ) throws -> Bool {
        let snapshot = try snapshot()
        var events = try snapshot.events(from: block.lowerBound)
        for sequence in block {
            let place = Int(sequence - block.lowerBound)
            let content = place < known.count ? known[place] : nil
            guard let event = try events.next(known: content) else { return true }
            guard try body(event) else { return false }
        }
        return true
    }
}
