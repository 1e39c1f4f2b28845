/// One append inside one write transaction: everything about the head is read anew, nothing is kept from before.
struct AppendSession {
    private let tables: LedgerTables
    private let recordedTime: Instant
    private var head: UInt64
    private var counters: LedgerCounters
    private var heads: [Stream: StreamHead] = [:]
    private var touched: Set<Stream> = []
    private var sources: [EventSource: UInt32] = [:]
    private var record: [UInt8] = []
    private var json: [UInt8] = []

    /// Reads the head; `recordedtime` never goes back, even if the machine's clock does.
    init(_ tables: LedgerTables, _ transaction: inout WriteTransaction, clock: Instant) throws(AppendError) {
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

    mutating func append(
        _ events: [PreparedEvent], _ transaction: inout WriteTransaction, expecting expected: [Stream: ExpectedVersion],
        ifHeadIs expectedHead: UInt64?
    ) throws(AppendError) -> AppendReceipt {
        var receipt = AppendReceipt(sequences: [], appended: 0, lastSequence: head)
        receipt.sequences.reserveCapacity(events.count)
        for event in events {
            let source = try number(of: event.source, &transaction)
            if let sequence = try present(event, source: source, &transaction) {
                receipt.sequences.append(sequence)
                continue
            }
            if receipt.appended == 0 { try check(expected, ifHeadIs: expectedHead, &transaction) }
            try add(event, source: source, &transaction)
            receipt.sequences.append(head)
            receipt.appended += 1
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
    }

    private mutating func check(
        _ expected: [Stream: ExpectedVersion], ifHeadIs expectedHead: UInt64?, _ transaction: inout WriteTransaction
    ) throws(AppendError) {
        if let expectedHead, expectedHead != head { throw .headMoved(expected: expectedHead, actual: head) }
        // By subject, so that the same refusal is told for the same batch.
        for (stream, version) in expected.sorted(by: { $0.key.subject < $1.key.subject }) {
            let actual = try streamHead(stream, &transaction)?.version ?? 0
            guard version.isMet(by: actual) else {
                throw .wrongExpectedVersion(stream: stream, expected: version, actual: actual)
            }
        }
    }

    private mutating func streamHead(
        _ stream: Stream, _ transaction: inout WriteTransaction
    ) throws(AppendError) -> StreamHead? {
        if let known = heads[stream] { return known }
        do { heads[stream] = try transaction.streamHead(tables, stream) } catch { throw AppendError(error) }
        return heads[stream]
    }

    private mutating func number(
        of source: EventSource, _ transaction: inout WriteTransaction
    ) throws(AppendError) -> UInt32 {
        if let known = sources[source] { return known }
        let known: UInt32?
        do { known = try transaction.number(tables, of: source) } catch { throw AppendError(error) }
        let number = known ?? counters.addSource()
        if known == nil {
            try put(tables.sources, key: LedgerTables.key(text: source.text), number.littleEndianBytes, &transaction)
        }
        sources[source] = number
        return number
    }

    private func put(
        _ table: Table, key: [UInt8], _ value: [UInt8], _ transaction: inout WriteTransaction
    ) throws(AppendError) {
        do { try transaction.put(table, key: key.rawBytes, value.rawBytes) } catch { throw .storage(error) }
    }

    /// The sequence at which the very same event stands; nil where none has its source and id.
    private mutating func present(
        _ event: PreparedEvent, source: UInt32, _ transaction: inout WriteTransaction
    ) throws(AppendError) -> UInt64? {
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

    private mutating func add(
        _ event: PreparedEvent, source: UInt32, _ transaction: inout WriteTransaction
    ) throws(AppendError) {
        var stream: StreamHead
        if let known = try streamHead(event.stream, &transaction) {
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
        event.writeRecord(to: &record, at: place, json: &json)
        do { try transaction.append(tables.events, head, record.rawBytes) } catch { throw .storage(error) }
        let identity = LedgerTables.identityKey(source: source, id: event.id)
        try put(tables.identities, key: identity, head.littleEndianBytes, &transaction)
        stream.version += 1
        stream.lastSequence = head
        heads[event.stream] = stream
        touched.insert(event.stream)
    }
}

extension AppendError {
    init(_ error: ReadError) {
        switch error {
        case .damaged(let sequence, let reason): self = .damaged(sequence: sequence, reason: reason)
        case .storage(let error): self = .storage(error)
        }
    }
}
