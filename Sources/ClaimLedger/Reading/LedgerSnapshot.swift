/// The ledger as it stood at one instant, however long it is read and whoever appends meanwhile.
///
/// Keep it short: while it lives, the file cannot reuse the pages that later appends free. For a long replay use
/// `Ledger.forEachEvent`, which renews its snapshot.
public struct LedgerSnapshot: ~Copyable {
    let transaction: ReadTransaction
    let tables: LedgerTables
    /// The latest sequence, 0 for an empty ledger.
    public let head: UInt64

    init(_ transaction: consuming ReadTransaction, _ tables: LedgerTables) throws(ReadError) {
        head = try transaction.head(tables)
        self.transaction = transaction
        self.tables = tables
    }

    /// The event at a sequence, by one lookup; nil where the ledger does not reach that far.
    @_lifetime(borrow self)
    public func event(at sequence: UInt64) throws(ReadError) -> EventView? {
        guard sequence >= 1, sequence <= head else { return nil }
        return try EventView(record: transaction.record(tables, at: sequence), sequence: sequence)
    }

    /// All events from a position on, one at a time, in the order of their sequence.
    @_lifetime(borrow self)
    public func events(from sequence: UInt64 = 1) throws(ReadError) -> EventCursor {
        do {
            return EventCursor(
                try transaction.cursor(tables.events), from: max(sequence, 1), head: head, backwards: false)
        } catch { throw .storage(error) }
    }

    /// All events from a position (the head, where none is given) back to the first, one at a time.
    @_lifetime(borrow self)
    public func eventsBackwards(from sequence: UInt64? = nil) throws(ReadError) -> EventCursor {
        do {
            return EventCursor(
                try transaction.cursor(tables.events), from: min(sequence ?? head, head), head: head, backwards: true)
        } catch { throw .storage(error) }
    }

    /// The stored nodes of the tree from a number on, in their order.
    @_lifetime(borrow self)
    func nodes(from number: UInt64) throws(ReadError) -> NodeCursor {
        do { return NodeCursor(try transaction.cursor(tables.nodes), from: number) } catch { throw .storage(error) }
    }

    /// A copy of what is stored at a sequence, valid or not; nil where there is nothing.
    func rawRecord(at sequence: UInt64) throws(ReadError) -> [UInt8]? {
        do { return try transaction.get(tables.events, sequence)?.copiedBytes() } catch { throw .storage(error) }
    }

    /// The latest event noted of a stream, by its index; nil where there is none.
    func storedHead(_ kind: Stream.Kind, index: UInt32) throws(ReadError) -> StreamHead? {
        try transaction.bytes(tables.heads, key: LedgerTables.headKey(kind, index: index))
            .flatMap { StreamHead(index: index, $0) }
    }

    /// The index noted of a stream; nil where there is none.
    func storedIndex(of stream: Stream) throws(ReadError) -> UInt32? {
        try transaction.bytes(tables.streams, key: LedgerTables.streamKey(stream))
            .flatMap { UInt32(littleEndianBytes: $0) }
    }

    /// The stored hash of a complete subtree of the Merkle tree over the events.
    func treeHash(of node: TreeNode) throws(ReadError) -> TreeHash? { try transaction.treeHash(tables, of: node) }

    /// The latest version of a stream, by two lookups; 0 where it has no event.
    public func version(of stream: Stream) throws(ReadError) -> UInt32 {
        try transaction.streamHead(tables, stream)?.version ?? 0
    }

    /// The dense index of a stream among those of its kind; nil where it has no event.
    public func index(of stream: Stream) throws(ReadError) -> UInt32? {
        try transaction.streamHead(tables, stream)?.index
    }

    /// How many streams of a kind there are; the next new one gets this index.
    public func streamCount(of kind: Stream.Kind) throws(ReadError) -> UInt32 {
        try transaction.counters(tables).streams(of: kind)
    }

    /// The sequence of the event with this source and id, by two lookups; nil where there is none.
    public func sequence(of id: EventID, from source: EventSource) throws(ReadError) -> UInt64? {
        guard let number = try transaction.number(tables, of: source) else { return nil }
        return try transaction.sequence(tables, of: id, source: number)
    }

    /// Whether an event is in the ledger already: nil where none has its identity, else its sequence and if it is the same.
    public func find(_ event: PreparedEvent) throws(ReadError) -> (sequence: UInt64, isSame: Bool)? {
        guard let sequence = try sequence(of: event.id, from: event.source) else { return nil }
        let record = try transaction.record(tables, at: sequence)
        let header = try EventView(record: record, sequence: sequence).header
        return (sequence, event.isSame(asRecord: record, header: header, sequence: sequence))
    }

    /// The sequences of a stream's events from a version on, in order.
    ///
    /// Cost: a lookup for each event given, from the stream's latest back.
    ///
    /// - Parameters:
    ///   - stream: The stream to look through.
    ///   - version: The first version wanted, from 1.
    /// - Returns: Sequences in rising order; none where the stream has no such event.
    /// - Throws: `ReadError.damaged` where the records do not lead from one event of the stream to the one before.
    public func sequences(of stream: Stream, from version: UInt32 = 1) throws(ReadError) -> [UInt64] {
        guard let head = try transaction.streamHead(tables, stream) else { return [] }
        var sequences: [UInt64] = []
        var next = head.lastSequence
        while next > 0 {
            guard let event = try event(at: next) else {
                throw .damaged(sequence: next, reason: "the ledger ends at \(self.head)")
            }
            guard event.header.streamVersion >= version else { break }
            sequences.append(next)
            next = event.header.previousInStream
        }
        return sequences.reversed()
    }
}

/// Walks events one at a time; each is borrowed from the snapshot.
public struct EventCursor: ~Copyable, ~Escapable {
    private var cursor: Cursor
    private var expected: UInt64
    private let head: UInt64
    private let backwards: Bool

    @_lifetime(copy cursor)
    init(_ cursor: consuming Cursor, from sequence: UInt64, head: UInt64, backwards: Bool) {
        self.cursor = cursor
        self.head = head
        self.backwards = backwards
        expected = sequence
        self.cursor.seek(backwards ? sequence + 1 : sequence)
    }

    /// The next event; nil at the end.
    ///
    /// - Throws: `ReadError.damaged` where an event is missing or its record is not valid.
    @_lifetime(copy self)
    public mutating func next() throws(ReadError) -> EventView? { try next(known: nil) }

    /// The next event, with what its JSON is known to say.
    @_lifetime(copy self)
    mutating func next(known: KnownContent?) throws(ReadError) -> EventView? {
        guard expected >= 1, expected <= head else { return nil }
        let entry: Entry?
        do { entry = backwards ? try cursor.previous() : try cursor.next() } catch { throw .storage(error) }
        var found: UInt64?
        if let entry { do { found = try entry.number } catch { throw .storage(error) } }
        guard let entry, found == expected else { throw .damaged(sequence: expected, reason: "it is missing") }
        let view = try EventView(record: entry.value, sequence: expected, known: known)
        if backwards { expected -= 1 } else { expected += 1 }
        return view
    }
}

/// Walks the stored nodes of the tree one at a time.
struct NodeCursor: ~Copyable, ~Escapable {
    private var cursor: Cursor
    private var expected: UInt64

    @_lifetime(copy cursor)
    init(_ cursor: consuming Cursor, from number: UInt64) {
        self.cursor = cursor
        expected = number
        self.cursor.seek(number)
    }

    /// The hash of the next node; nil where it is missing or is no hash.
    mutating func next() throws(ReadError) -> TreeHash? {
        do throws(StorageError) {
            guard let entry = try cursor.next(), try entry.number == expected,
                entry.value.byteCount == TreeHash.byteCount
            else { return nil }
            expected += 1
            return TreeHash(entry.value, at: 0)
        } catch { throw .storage(error) }
    }
}
