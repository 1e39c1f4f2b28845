/// The appends of one write transaction: everything about the head is read anew, nothing is kept from before.
///
/// Each append first looks (`AppendSession+Plan.swift`), then writes, so that a refused one leaves the transaction as it
/// was and others can follow.
struct AppendSession {
    let tables: LedgerTables
    /// When the next event is recorded; only events that were recorded elsewhere move it.
    var recordedTime: Instant
    /// The latest sequence, what the transaction has added so far included.
    private(set) var head: UInt64
    private var counters: LedgerCounters
    var streams = SessionStreams()
    var sources = SessionSources()
    /// The tree over the events so far; read at the first append.
    private var tree: TreeFold?
    private var record: [UInt8] = []
    /// What was added to the last event.
    private var added: AddedMembers?
    /// Room for keys and values, so that none is allocated for each event.
    var key: [UInt8] = []
    private var value: [UInt8] = []
    /// What is to become of each event of a call.
    var plans: [Plan] = []

    /// The last event added, by which a commit can be recognised; nil where none was.
    var lastWritten: WrittenRecord? { streams.haveGrown ? WrittenRecord(sequence: head, record: record) : nil }

    /// More events than this are worth the other cores.
    static let few = 512

    /// Reads the head; `recordedtime` never goes back, even if the machine's clock does.
    init(_ tables: LedgerTables, _ transaction: borrowing WriteTransaction, clock: Instant) throws(AppendError) {
        self.tables = tables
        do {
            head = try transaction.head(tables)
            counters = try transaction.counters(tables)
            recordedTime =
                head == 0
                ? clock : max(clock, try Self.header(transaction.record(tables, at: head), head).recordedTime)
        } catch { throw AppendError(error) }
    }

    static func header(_ record: RawSpan, _ sequence: UInt64) throws(ReadError) -> EventHeader {
        do { return try EventHeader(reading: record, sequence: sequence) } catch {
            throw .damaged(sequence: sequence, reason: error.reason)
        }
    }

    /// Adds what the ledger does not hold yet, all or none.
    ///
    /// - Parameters:
    ///   - events: In order.
    ///   - transaction: The transaction that the session belongs to.
    ///   - expected: The version expected of each stream; asked only where something is new.
    ///   - expectedHead: The latest sequence expected; asked only where something is new.
    ///   - added: Called with each new event once its record is written.
    /// - Returns: The sequence of each event.
    /// - Throws: `AppendError`; but for `.storage` and `.damaged` nothing has been written then.
    mutating func append(
        _ events: [PreparedEvent], _ transaction: inout WriteTransaction, expecting expected: [Stream: ExpectedVersion],
        ifHeadIs expectedHead: UInt64?, added: (borrowing EventView) -> Void
    ) throws(AppendError) -> AppendReceipt {
        try plan(events.span, transaction)
        var receipt = AppendReceipt(sequences: [], appended: 0, lastSequence: head)
        receipt.sequences.reserveCapacity(events.count)
        if plans.contains(where: \.isNew) { try check(expected, ifHeadIs: expectedHead, transaction) }
        if events.count > Self.few {
            try addMany(events, &transaction, to: &receipt, added: added)
        } else {
            try addFew(events.span, &transaction, to: &receipt, added: added)
        }
        receipt.lastSequence = head
        return receipt
    }

    private mutating func addFew(
        _ events: borrowing Span<PreparedEvent>, _ transaction: inout WriteTransaction, to receipt: inout AppendReceipt,
        added: (borrowing EventView) -> Void
    ) throws(AppendError) {
        // A span lends its elements, where an array's iterator copies each.
        for place in events.indices {
            switch plans[place] {
            case .present(let sequence): receipt.sequences.append(sequence)
            case .new(let source):
                let header = try add(events[place], source: source, &transaction)
                added(
                    EventView(
                        sequence: head, header: header, json: record.rawBytes.extracting(EventHeader.byteCount...)))
                receipt.sequences.append(head)
                receipt.appended += 1
            }
        }
    }

    /// Writes what moves: the heads of the streams that grew, and the counters.
    mutating func finish(_ transaction: inout WriteTransaction) throws(AppendError) {
        guard streams.haveGrown else { return }
        for stream in streams.takeGrown() {
            guard let head = stream.head else { continue }
            LedgerTables.writeHeadKey(stream.kind, index: head.index, to: &key)
            value.removeAll(keepingCapacity: true)
            head.append(to: &value)
            try put(tables.heads, key, value, &transaction)
        }
        try put(tables.meta, LedgerTables.counters, counters.bytes, &transaction)
    }

    private func put(
        _ table: Table, _ key: [UInt8], _ value: [UInt8], _ transaction: inout WriteTransaction
    ) throws(AppendError) {
        do { try transaction.put(table, key: key.rawBytes, value.rawBytes) } catch { throw .storage(error) }
    }

    /// The number of the source at a place, made at its first event.
    mutating func number(
        of source: EventSource, at place: Int, _ transaction: inout WriteTransaction
    ) throws(AppendError) -> UInt32 {
        if let known = sources.number(place) { return known }
        let number = counters.addSource()
        try put(tables.sources, LedgerTables.key(text: source.text), number.littleEndianBytes, &transaction)
        sources.setNumber(number, of: place)
        return number
    }

    /// The latest event of the stream at a place; before its first event, a head of version 0.
    private mutating func head(
        of stream: Stream, at place: Int, _ transaction: inout WriteTransaction
    ) throws(AppendError) -> StreamHead {
        if let known = streams[place].head { return known }
        let made = StreamHead(index: counters.addStream(of: stream.kind))
        try put(tables.streams, LedgerTables.streamKey(stream), made.index.littleEndianBytes, &transaction)
        return made
    }

    /// Adds a leaf to the tree and stores the nodes it completes.
    private mutating func grow(by leaf: TreeHash, _ transaction: inout WriteTransaction) throws(StorageError) {
        let nodes = tables.nodes
        try tree?.append(leaf) { (node, hash) throws(StorageError) in
            try hash.withBytes { (bytes) throws(StorageError) in
                try transaction.append(nodes, node.number, bytes)
            }
        }
    }

    /// Writes the record, identity and stream of an event that is new; gives its header.
    ///
    /// Its source stands at the place in `sources` that is given.
    mutating func add(
        _ event: PreparedEvent, source: Int, _ transaction: inout WriteTransaction
    ) throws(AppendError) -> EventHeader {
        let source = try number(of: event.source, at: source, &transaction)
        let place = try makePlace(in: event.stream, &transaction)
        let added = place.addedMembers(after: added)
        self.added = added
        var record: [UInt8] = []
        swap(&record, &self.record)
        defer { swap(&record, &self.record) }
        let (header, leaf) = event.writeRecord(to: &record, at: place, adding: added)
        let identity = RecordIdentity(sequence: place.sequence, source: source, id: event.id)
        try write(record.rawBytes, leaf, identity, &transaction)
        return header
    }

    /// Makes the place behind all events for the next one of a stream.
    mutating func makePlace(
        in stream: Stream, _ transaction: inout WriteTransaction
    ) throws(AppendError) -> EventPlace {
        let streamPlace = try place(of: stream, transaction)
        var last = try head(of: stream, at: streamPlace, &transaction)
        // Before the event is there: the tree must be that of the events before it.
        if tree == nil { tree = try transaction.treeFold(tables, size: head) }
        head += 1
        let place = EventPlace(
            sequence: head, recordedTime: recordedTime, streamIndex: last.index, streamVersion: last.version + 1,
            previousInStream: last.lastSequence)
        last.version += 1
        last.lastSequence = head
        streams.advance(streamPlace, to: last)
        return place
    }

    /// Writes a record, what its leaf completes in the tree, and its identity.
    mutating func write(
        _ record: RawSpan, _ leaf: TreeHash, _ identity: RecordIdentity, _ transaction: inout WriteTransaction
    ) throws(AppendError) {
        LedgerTables.writeIdentityKey(source: identity.source, id: identity.id, to: &key)
        do throws(StorageError) {
            try transaction.append(tables.events, identity.sequence, record)
            try grow(by: leaf, &transaction)
            value.removeAll(keepingCapacity: true)
            value.appendLittleEndian(identity.sequence)
            try transaction.put(tables.identities, key: key.rawBytes, value.rawBytes)
        } catch { throw .storage(error) }
    }

    /// Notes the record written last, where it was not written by `add`.
    mutating func note(lastWritten bytes: RawSpan) { record = bytes.copiedBytes() }
}

/// What an identity leads to, and the key it is kept under.
struct RecordIdentity {
    let sequence: UInt64
    let source: UInt32
    let id: EventID
}

/// A record as a transaction has written it.
struct WrittenRecord {
    let sequence: UInt64
    let record: [UInt8]
}

extension AppendError {
    init(_ error: ReadError) {
        switch error {
        case .damaged(let sequence, let reason): self = .damaged(sequence: sequence, reason: reason)
        case .damagedState: self = .damaged(sequence: 0, reason: error.description)
        case .storage(let error): self = .storage(error)
        }
    }
}
