/// What read and write transactions answer alike.
protocol TableReading: ~Copyable {
    @_lifetime(borrow self)
    func get(_ table: Table, key: RawSpan) throws(StorageError) -> RawSpan?

    @_lifetime(borrow self)
    func get(_ table: Table, _ key: UInt64) throws(StorageError) -> RawSpan?

    func lastKey(_ table: Table) throws(StorageError) -> UInt64?
}

extension ReadTransaction: TableReading {}
extension WriteTransaction: TableReading {}

extension TableReading where Self: ~Copyable {
    /// The value under a key, as bytes of its own.
    func bytes(_ table: Table, key: [UInt8]) throws(ReadError) -> [UInt8]? {
        do { return try get(table, key: key.rawBytes)?.copiedBytes() } catch { throw .storage(error) }
    }

    /// The latest sequence, 0 for an empty ledger.
    func head(_ tables: LedgerTables) throws(ReadError) -> UInt64 {
        do { return try lastKey(tables.events) ?? 0 } catch { throw .storage(error) }
    }

    /// The record at a sequence that the ledger reaches.
    @_lifetime(borrow self)
    func record(_ tables: LedgerTables, at sequence: UInt64) throws(ReadError) -> RawSpan {
        let record: RawSpan?
        do { record = try get(tables.events, sequence) } catch { throw .storage(error) }
        guard let record else { throw .damaged(sequence: sequence, reason: "it is missing") }
        return record
    }

    func counters(_ tables: LedgerTables) throws(ReadError) -> LedgerCounters {
        guard let value = try bytes(tables.meta, key: LedgerTables.counters), let counters = LedgerCounters(value)
        else {
            throw .damaged(sequence: 0, reason: "the counters of streams and sources are missing")
        }
        return counters
    }

    /// The number of a source; nil where no event came from it.
    func number(_ tables: LedgerTables, of source: EventSource) throws(ReadError) -> UInt32? {
        try bytes(tables.sources, key: LedgerTables.key(text: source.text)).flatMap { UInt32(littleEndianBytes: $0) }
    }

    /// The sequence of the event with an identity; nil where there is none.
    func sequence(_ tables: LedgerTables, of id: EventID, source: UInt32) throws(ReadError) -> UInt64? {
        try bytes(tables.identities, key: LedgerTables.identityKey(source: source, id: id))
            .flatMap { UInt64(littleEndianBytes: $0) }
    }

    /// Index and latest version of a stream, by two lookups; nil where it has no event.
    func streamHead(_ tables: LedgerTables, _ stream: Stream) throws(ReadError) -> StreamHead? {
        guard let value = try bytes(tables.streams, key: LedgerTables.streamKey(stream)) else { return nil }
        guard let index = UInt32(littleEndianBytes: value),
            let head = try bytes(tables.heads, key: LedgerTables.headKey(stream.kind, index: index)),
            let found = StreamHead(index: index, head)
        else { throw .damaged(sequence: 0, reason: "the latest version of \(stream) is missing") }
        return found
    }
}
