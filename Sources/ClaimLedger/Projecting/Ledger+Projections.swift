/// How many events one transaction of a catching-up projection takes.
private let chunk: UInt64 = 10_000

extension Ledger {
    // MARK: Reading

    /// Asks a projection as it stands at the ledger's head, by its stored state.
    ///
    /// Events that the state has not taken yet, because another program appended them, are followed for the question
    /// alone; nothing is written. Cost: what the question reads, and those events.
    ///
    /// - Parameters:
    ///   - type: A projection that the ledger keeps.
    ///   - body: Asks it; the state is valid inside only.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws; `ProjectionError` where the state is not kept, or cannot follow.
    public func readProjection<P: StoredProjection, Answer>(
        _ type: P.Type = P.self, _ body: (inout P) throws -> Answer
    ) throws -> Answer {
        let transaction: ReadTransaction
        do { transaction = try environment.beginRead() } catch { throw ProjectionError.storage(error) }
        let progress = TableAccess(transaction, tables.projections)
        let state = TableAccess(transaction, tables.state)
        defer {
            progress.end()
            state.end()
        }
        guard let row = try Self.row(of: type, .current, progress) else {
            throw ProjectionError.notKept(name: P.name, version: P.version)
        }
        let fold = ProjectionFold(type, row, state)
        do { try fold.follow(to: transaction.head(tables), in: transaction, tables) } catch {
            throw ProjectionError.read(error)
        }
        if let stop = fold.stop { throw fold.error(stop) }
        return try fold.use(type, body)
    }

    /// How far a projection's stored state has come; nil where the ledger keeps none.
    public func progress(of type: any StoredProjection.Type) throws(ProjectionError) -> ProjectionProgress? {
        let transaction: ReadTransaction
        do { transaction = try environment.beginRead() } catch { throw .storage(error) }
        let progress = TableAccess(transaction, tables.projections)
        defer { progress.end() }
        return try Self.row(of: type, .current, progress).map { ProjectionProgress(type, $0) }
    }

    // MARK: Following

    /// Brings a projection's state up to the head, in transactions of 10,000 events; makes the state where there is none.
    ///
    /// For projections that do not follow within each append. Once at the head, older versions are removed.
    ///
    /// - Throws: `ProjectionError.stopped` where the projection threw, now or earlier.
    public func catchUp(_ type: any StoredProjection.Type) throws(ProjectionError) {
        try changeProjections { (table) throws(ProjectionError) in
            if try table.row(of: type, .current) == nil {
                let row = ProjectionRow(generation: try table.takeGeneration())
                try table.put(row, type, .current)
            }
        }
        try follow(type, .current)
        try removeOthers(than: type)
        try purge()
    }

    /// Lets a stopped projection try the event it stopped at again, and brings it up to the head.
    public func resume(_ type: any StoredProjection.Type) throws(ProjectionError) {
        try changeProjections { (table) throws(ProjectionError) in
            guard var row = try table.row(of: type, .current) else { return }
            row.stop = nil
            try table.put(row, type, .current)
        }
        try catchUp(type)
    }

    /// Replays a projection from the first event beside its state, and puts the new state in the old one's place.
    ///
    /// The old state serves, and follows, until then; it may be damaged or stopped. Cost: a replay, in transactions of 10,000 events.
    ///
    /// - Throws: `ProjectionError`; the old state stands then.
    public func rebuild(_ type: any StoredProjection.Type) throws(ProjectionError) {
        try changeProjections { (table) throws(ProjectionError) in
            if let left = try table.readableRow(of: type, .rebuilding) { try table.discard(left) }
            try table.put(ProjectionRow(generation: try table.takeGeneration()), type, .rebuilding)
        }
        try follow(type, .rebuilding)
        try changeProjections { (table) throws(ProjectionError) in
            guard let built = try table.row(of: type, .rebuilding) else { return }
            if let old = try table.readableRow(of: type, .current) { try table.discard(old) }
            try table.put(built, type, .current)
            try table.removeRow(type, .rebuilding)
        }
        try catchUp(type)
    }

    /// Brings every projection of this ledger up to the head.
    ///
    /// One that has stopped stays so, and does not keep the others or the ledger from working.
    func adoptProjections() throws(ProjectionError) {
        for type in projections {
            do throws(ProjectionError) { try catchUp(type) } catch {
                guard case .stopped = error else { throw error }
            }
        }
    }

    private func follow(_ type: any StoredProjection.Type, _ slot: ProjectionRow.Slot) throws(ProjectionError) {
        var isBehind = true
        while isBehind {
            isBehind = try environment.write { (transaction) throws(ProjectionError) in
                let progress = TableAccess(transaction, tables.projections)
                let state = TableAccess(transaction, tables.state)
                defer {
                    progress.end()
                    state.end()
                }
                guard let row = try Self.row(of: type, slot, progress) else { return false }
                let fold = ProjectionFold(type, row, slot: slot, state)
                let head: UInt64
                do throws(ReadError) {
                    head = try transaction.head(tables)
                    let isNear = row.checkpoint >= head || head - row.checkpoint <= chunk
                    try fold.follow(to: isNear ? head : row.checkpoint + chunk, in: transaction, tables)
                } catch { throw .read(error) }
                do throws(StorageError) { try fold.write(to: progress) } catch { throw .storage(error) }
                return fold.stop == nil && fold.position < head
            }
        }
        if let stopped = try progress(of: type, slot), stopped.stop != nil { throw Self.error(type, stopped) }
    }

    private func progress(
        of type: any StoredProjection.Type, _ slot: ProjectionRow.Slot
    ) throws(ProjectionError) -> ProjectionRow? {
        let transaction: ReadTransaction
        do { transaction = try environment.beginRead() } catch { throw .storage(error) }
        let table = TableAccess(transaction, tables.projections)
        defer { table.end() }
        return try Self.row(of: type, slot, table)
    }

    static func row(
        of type: any StoredProjection.Type, _ slot: ProjectionRow.Slot, _ table: TableAccess
    ) throws(ProjectionError) -> ProjectionRow? {
        do { return try ProjectionRow(type, slot, in: table) } catch { throw .storage(error) }
    }

    private static func error(_ type: any StoredProjection.Type, _ row: ProjectionRow) -> ProjectionError {
        .stopped(
            name: type.name, version: type.version, checkpoint: row.checkpoint, sequence: row.stop?.sequence ?? 0,
            reason: row.stop?.reason ?? "")
    }
}
