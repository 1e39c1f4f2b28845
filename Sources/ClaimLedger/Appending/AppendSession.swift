/// The appends of one write transaction: everything about the head is read anew, nothing is kept from before.
///
/// Each append first looks, then writes, so that a refused one leaves the transaction as it was and others can follow.
struct AppendSession {
    let tables: LedgerTables
    /// When the next event is recorded; only events that were recorded elsewhere move it.
    var recordedTime: Instant
    /// The latest sequence, what the transaction has added so far included.
    private(set) var head: UInt64
    private var counters: LedgerCounters
    private var heads: [Stream: StreamHead] = [:]
    private var touched: Set<Stream> = []
    private var sources: [EventSource: UInt32] = [:]
    /// The tree over the events so far; read at the first append.
    private var tree: TreeFold?
    private var record: [UInt8] = []
    private var json: [UInt8] = []

    /// The last event added, by which a commit can be recognised; nil where none was.
    var lastWritten: WrittenRecord? { touched.isEmpty ? nil : WrittenRecord(sequence: head, record: record) }

    /// What `append` makes of one event before anything is written.
    private enum Plan {
        /// The same event stands at a sequence, in the ledger or earlier in the same call.
        case present(UInt64)
        case new
    }

    private struct Identity: Hashable {
        let source: EventSource
        let id: EventID
    }

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

    private static func header(_ record: RawSpan, _ sequence: UInt64) throws(ReadError) -> EventHeader {
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
        let plans = try plan(events, transaction)
        var receipt = AppendReceipt(sequences: [], appended: 0, lastSequence: head)
        receipt.sequences.reserveCapacity(events.count)
        for (event, plan) in zip(events, plans) {
            switch plan {
            case .present(let sequence): receipt.sequences.append(sequence)
            case .new:
                if receipt.appended == 0 { try check(expected, ifHeadIs: expectedHead, transaction) }
                let header = try add(event, &transaction)
                added(EventView(sequence: head, header: header, json: json.rawBytes))
                receipt.sequences.append(head)
                receipt.appended += 1
            }
        }
        receipt.lastSequence = head
        return receipt
    }

    /// Writes what moves: the heads of the streams that grew, and the counters.
    mutating func finish(_ transaction: inout WriteTransaction) throws(AppendError) {
        guard !touched.isEmpty else { return }
        // In key order, so that neighbours in the table are written together.
        let grown = touched.compactMap { stream in
            heads[stream].map { (key: LedgerTables.headKey(stream.kind, index: $0.index), head: $0) }
        }
        for (key, head) in grown.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            try put(tables.heads, key: key, head.bytes, &transaction)
        }
        try put(tables.meta, key: LedgerTables.counters, counters.bytes, &transaction)
        touched.removeAll()
    }

    /// Index and latest version of a stream, what this transaction has added included; nil where it has no event.
    func streamHead(of stream: Stream, _ transaction: borrowing WriteTransaction) throws(ReadError) -> StreamHead? {
        if let known = heads[stream] { return known }
        return try transaction.streamHead(tables, stream)
    }

    // MARK: Looking

    private mutating func plan(
        _ events: [PreparedEvent], _ transaction: borrowing WriteTransaction
    ) throws(AppendError) -> [Plan] {
        var plans: [Plan] = []
        plans.reserveCapacity(events.count)
        var earlier: [Identity: (event: Int, sequence: UInt64)] = [:]
        var next = head
        for (place, event) in events.enumerated() {
            if let sequence = try present(event, transaction) {
                plans.append(.present(sequence))
                continue
            }
            // One event cannot repeat itself, and a single append is the common case.
            if events.count > 1 {
                let identity = Identity(source: event.source, id: event.id)
                if let first = earlier[identity] {
                    guard event.isSame(as: events[first.event]) else {
                        throw .differentContent(source: event.source, id: event.id, sequence: first.sequence)
                    }
                    plans.append(.present(first.sequence))
                    continue
                }
                earlier[identity] = (place, next + 1)
            }
            next += 1
            plans.append(.new)
        }
        return plans
    }

    private mutating func check(
        _ expected: [Stream: ExpectedVersion], ifHeadIs expectedHead: UInt64?,
        _ transaction: borrowing WriteTransaction
    ) throws(AppendError) {
        if let expectedHead, expectedHead != head { throw .headMoved(expected: expectedHead, actual: head) }
        // By subject, so that the same refusal is told for the same batch.
        for (stream, version) in expected.sorted(by: { $0.key.subject < $1.key.subject }) {
            let actual = try streamHead(stream, transaction)?.version ?? 0
            guard version.isMet(by: actual) else {
                throw .wrongExpectedVersion(
                    stream: stream, expected: version, actual: actual,
                    since: try sequences(of: stream, after: version.version, transaction))
            }
        }
    }

    /// The sequences of a stream's latest events, back to a version that is not among them.
    private mutating func sequences(
        of stream: Stream, after version: UInt32, _ transaction: borrowing WriteTransaction
    ) throws(AppendError) -> [UInt64] {
        var found: [UInt64] = []
        var next = try streamHead(stream, transaction)?.lastSequence ?? 0
        while next > 0, found.count < AppendError.sinceLimit {
            let header: EventHeader
            do { header = try Self.header(transaction.record(tables, at: next), next) } catch {
                throw AppendError(error)
            }
            guard header.streamVersion > version else { break }
            found.append(next)
            next = header.previousInStream
        }
        return found.reversed()
    }

    private mutating func streamHead(
        _ stream: Stream, _ transaction: borrowing WriteTransaction
    ) throws(AppendError) -> StreamHead? {
        if let known = heads[stream] { return known }
        do { heads[stream] = try transaction.streamHead(tables, stream) } catch { throw AppendError(error) }
        return heads[stream]
    }

    /// The number of a source; nil where no event came from it yet.
    mutating func number(
        of source: EventSource, _ transaction: borrowing WriteTransaction
    ) throws(AppendError) -> UInt32? {
        if let known = sources[source] { return known }
        do { sources[source] = try transaction.number(tables, of: source) } catch { throw AppendError(error) }
        return sources[source]
    }

    /// The sequence at which the very same event stands; nil where none has its source and id.
    private mutating func present(
        _ event: PreparedEvent, _ transaction: borrowing WriteTransaction
    ) throws(AppendError) -> UInt64? {
        guard let source = try number(of: event.source, transaction) else { return nil }
        let sequence: UInt64
        let isSame: Bool
        do {
            guard let found = try transaction.sequence(tables, of: event.id, source: source) else { return nil }
            sequence = found
            let record = try transaction.record(tables, at: found)
            isSame = event.isSame(asRecord: record, header: try Self.header(record, found), sequence: found)
        } catch { throw AppendError(error) }
        guard isSame else { throw .differentContent(source: event.source, id: event.id, sequence: sequence) }
        return sequence
    }

    // MARK: Writing

    private func put(
        _ table: Table, key: [UInt8], _ value: [UInt8], _ transaction: inout WriteTransaction
    ) throws(AppendError) {
        do { try transaction.put(table, key: key.rawBytes, value.rawBytes) } catch { throw .storage(error) }
    }

    /// The number of a source, made at its first event.
    private mutating func numberMade(
        for source: EventSource, _ transaction: inout WriteTransaction
    ) throws(AppendError) -> UInt32 {
        if let known = try number(of: source, transaction) { return known }
        let number = counters.addSource()
        try put(tables.sources, key: LedgerTables.key(text: source.text), number.littleEndianBytes, &transaction)
        sources[source] = number
        return number
    }

    /// Adds a leaf to the tree and stores the nodes it completes.
    private mutating func grow(by leaf: TreeHash, _ transaction: inout WriteTransaction) throws(AppendError) {
        var completed: [(number: UInt64, hash: TreeHash)] = []
        tree?.append(leaf) { node, hash in completed.append((node.number, hash)) }
        for (number, hash) in completed {
            do { try transaction.append(tables.nodes, number, hash.bytes.rawBytes) } catch { throw .storage(error) }
        }
    }

    /// Writes an event's record, identity and stream; gives its header, and leaves its JSON in `json`.
    mutating func add(
        _ event: PreparedEvent, _ transaction: inout WriteTransaction
    ) throws(AppendError) -> EventHeader {
        let source = try numberMade(for: event.source, &transaction)
        var stream: StreamHead
        if let known = try streamHead(event.stream, transaction) {
            stream = known
        } else {
            stream = StreamHead(index: counters.addStream(of: event.stream.kind))
            let key = LedgerTables.streamKey(event.stream)
            try put(tables.streams, key: key, stream.index.littleEndianBytes, &transaction)
        }
        head += 1
        let place = EventPlace(
            sequence: head, recordedTime: recordedTime, streamIndex: stream.index, streamVersion: stream.version + 1,
            previousInStream: stream.lastSequence)
        // Before the event is there: the tree must be that of the events before it.
        if tree == nil { tree = try transaction.treeFold(tables, size: head - 1) }
        let (header, leaf) = event.writeRecord(to: &record, at: place, json: &json)
        do { try transaction.append(tables.events, head, record.rawBytes) } catch { throw .storage(error) }
        try grow(by: leaf, &transaction)
        let identity = LedgerTables.identityKey(source: source, id: event.id)
        try put(tables.identities, key: identity, head.littleEndianBytes, &transaction)
        stream.version += 1
        stream.lastSequence = head
        heads[event.stream] = stream
        touched.insert(event.stream)
        return header
    }
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
