/// The work of one projection in one transaction or snapshot: it follows events, and is stored whole or not at all.
final class ProjectionFold {
    let type: any StoredProjection.Type
    private let slot: ProjectionRow.Slot
    private let state: ProjectionState
    /// Made at the first use: most transactions of most ledgers have no projections.
    private var projection: (any StoredProjection)?
    private(set) var row: ProjectionRow
    /// The last event taken in this transaction.
    private(set) var position: UInt64
    /// Why it takes no more events in this transaction.
    private(set) var stop: ProjectionRow.Stop?

    init(
        _ type: any StoredProjection.Type, _ row: ProjectionRow, slot: ProjectionRow.Slot = .current,
        _ table: TableAccess
    ) {
        self.type = type
        self.slot = slot
        self.row = row
        state = ProjectionState(table, generation: row.generation, of: type)
        position = row.checkpoint
        stop = row.stop
    }

    /// Takes the events behind its position, up to a sequence that the ledger reaches.
    ///
    /// What the projection throws becomes `stop`; what reading a record throws is passed on.
    func follow(
        to sequence: UInt64, in transaction: borrowing some TableReading & ~Copyable, _ tables: LedgerTables
    ) throws(ReadError) {
        if stop == nil, position > sequence {
            stop = ProjectionRow.Stop(
                sequence: position, reason: "its state is that of \(position), the ledger ends at \(sequence)")
        }
        while stop == nil, position < sequence {
            let next = position + 1
            take(try EventView(record: transaction.record(tables, at: next), sequence: next))
        }
    }

    /// Takes the event just behind its position.
    func take(_ event: borrowing EventView) {
        guard stop == nil else { return }
        precondition(event.sequence == position + 1, "a projection takes every event, one after the other")
        do {
            try begin()
            try projection?.evolve(event)
            position = event.sequence
        } catch {
            stop = ProjectionRow.Stop(sequence: event.sequence, reason: "\(error)")
        }
    }

    /// Calls a body with the projection; it must be of the type that the fold was made for.
    func use<P: StoredProjection, Answer>(_ type: P.Type, _ body: (inout P) throws -> Answer) throws -> Answer {
        try begin()
        guard var typed = projection as? P else {
            preconditionFailure("the fold of \(self.type) is not one of \(type)")
        }
        defer { projection = typed }
        return try body(&typed)
    }

    private func begin() throws {
        if projection == nil { projection = try type.init(state: state) }
    }

    /// Writes state and progress; after a stop only the stop, so that the state stays that of a whole transaction.
    func write(to progress: TableAccess) throws(StorageError) {
        if stop == nil, position > row.checkpoint {
            do { try projection?.store() } catch {
                stop = ProjectionRow.Stop(sequence: position, reason: "\(error)")
            }
        }
        if let stop {
            guard row.stop != stop else { return }
            row.stop = stop
        } else {
            guard position > row.checkpoint else { return }
            try state.write()
            row.checkpoint = position
        }
        let key = ProjectionRow.key(type, slot)
        try progress.put(key, row.bytes(key: key))
    }

    /// The stop as an error.
    func error(_ stop: ProjectionRow.Stop) -> ProjectionError {
        row.stop == nil
            ? .failed(name: type.name, version: type.version, sequence: stop.sequence, reason: stop.reason)
            : .stopped(
                name: type.name, version: type.version, checkpoint: row.checkpoint, sequence: stop.sequence,
                reason: stop.reason)
    }
}
