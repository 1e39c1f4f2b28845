extension Ledger {
    /// Adds events to the end of a stream, all of them or none.
    ///
    /// The events are on disk when this returns; its time is dominated by one sync of the file. It blocks while
    /// another thread or process appends.
    ///
    /// - Parameters:
    ///   - events: In order; each of the given stream. An event that the ledger holds already, with the same content,
    ///     is not appended again.
    ///   - stream: The stream the events belong to.
    ///   - expected: The version the caller last saw.
    /// - Returns: The sequence of each event.
    /// - Throws: `AppendError`; nothing is added.
    @discardableResult
    public func append(
        _ events: [PreparedEvent], to stream: Stream, expecting expected: ExpectedVersion
    ) throws(AppendError) -> AppendReceipt {
        precondition(events.allSatisfy { $0.stream == stream }, "every event belongs to the stream \(stream)")
        return try append(events, expecting: [stream: expected])
    }

    /// Adds events to any number of streams, all of them or none, in the order given.
    ///
    /// - Parameters:
    ///   - events: At most `AppendBatch.eventLimit`, with at most `AppendBatch.byteLimit` bytes.
    ///   - expected: The version expected of each stream before the append; streams not named may be at any. Where every
    ///     event is in the ledger already, nothing is expected: the call was a retry, and gets the first answer.
    ///   - expectedHead: The ledger's latest sequence the caller has seen, where the append depends on it.
    /// - Returns: The sequence of each event.
    /// - Throws: `AppendError`; nothing is added.
    @discardableResult
    public func append(
        _ events: [PreparedEvent], expecting expected: [Stream: ExpectedVersion] = [:],
        ifHeadIs expectedHead: UInt64? = nil
    ) throws(AppendError) -> AppendReceipt {
        try write { (transaction) throws(AppendError) in
            try transaction.append(events, expecting: expected, ifHeadIs: expectedHead)
        }
    }
}
