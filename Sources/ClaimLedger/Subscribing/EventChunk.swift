/// Some events copied out of one short snapshot.
struct EventChunk: Sendable {
    /// Most events of a chunk.
    static let eventLimit = 512
    /// Bytes of JSON after which a chunk is full.
    static let byteLimit = 512 * 1_024

    /// One event as stored; its JSON is parsed when it is asked for.
    struct Record: Sendable {
        let sequence: UInt64
        let header: EventHeader
        let json: [UInt8]

        /// The event with its payload.
        func recorded() throws(ReadError) -> RecordedEvent {
            try EventView(sequence: sequence, header: header, json: json.rawBytes).recorded()
        }
    }

    /// In the order of their sequence.
    private(set) var records: [Record] = []
    /// Why reading stopped behind the last record.
    private(set) var failure: ReadError?
    /// Whether the last record is the ledger's last.
    private(set) var reachesHead = false
    /// What the reader has seen with this chunk.
    private(set) var seen = CommitWatch.Seen(commits: 0, transaction: 0, notified: 0)

    /// Reads behind a sequence; blocks the thread while pages come from the disk.
    init(of ledger: Ledger, after sequence: UInt64, notified: Int) {
        seen.notified = notified
        // Before the snapshot: a commit between the two is then told once too often, and not once too seldom.
        seen.commits = ledger.commits.count
        do throws(ReadError) { try read(ledger, after: sequence) } catch { failure = error }
    }

    /// Frees what was given to the consumer, and keeps what was seen.
    mutating func removeRecords() { records = [] }

    private mutating func read(_ ledger: Ledger, after sequence: UInt64) throws(ReadError) {
        let transaction: ReadTransaction
        do { transaction = try ledger.environment.beginRead() } catch { throw .storage(error) }
        seen.transaction = transaction.id
        let snapshot = try LedgerSnapshot(transaction, ledger.tables)
        guard sequence <= snapshot.head else {
            throw .damaged(sequence: sequence, reason: "the ledger ends at \(snapshot.head)")
        }
        var events = try snapshot.events(from: sequence + 1)
        var bytes = 0
        while records.count < Self.eventLimit, bytes < Self.byteLimit {
            guard let event = try events.next() else { break }
            records.append(Record(sequence: event.sequence, header: event.header, json: event.jsonBytes()))
            bytes += event.json.byteCount
        }
        reachesHead = (records.last?.sequence ?? sequence) == snapshot.head
    }
}
