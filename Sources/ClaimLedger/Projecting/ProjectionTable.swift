/// The tables of the projections' progress in one write transaction, for changing which states there are.
struct ProjectionTable {
    let rows: TableAccess
    let meta: TableAccess

    /// A generation that no state has had.
    func takeGeneration() throws(ProjectionError) -> UInt32 {
        do {
            var next = try meta.value(LedgerTables.generations).flatMap { UInt32(littleEndianBytes: $0) } ?? 0
            // Whatever the number has become: no state is made on top of another.
            try rows.forEach(from: [0]) { key, value in
                let isDiscarded = key.first == 0
                let used =
                    isDiscarded ? UInt32(bigEndianBytes: key.dropFirst()) : ProjectionRow(value, key: key)?.generation
                if let used, used >= next, used < .max { next = used + 1 }
                return true
            }
            try meta.put(LedgerTables.generations, (next &+ 1).littleEndianBytes)
            return next
        } catch { throw .storage(error) }
    }

    func row(of type: any StoredProjection.Type, _ slot: ProjectionRow.Slot) throws(ProjectionError) -> ProjectionRow? {
        do { return try ProjectionRow(type, slot, in: rows) } catch { throw .storage(error) }
    }

    /// The row of a projection; nil where the ledger has none, or a damaged one, whose state is lost room then.
    func readableRow(
        of type: any StoredProjection.Type, _ slot: ProjectionRow.Slot
    ) throws(ProjectionError) -> ProjectionRow? {
        do throws(ProjectionError) { return try row(of: type, slot) } catch {
            guard case .storage(let storage) = error, storage.kind == .damaged else { throw error }
            return nil
        }
    }

    func put(
        _ row: ProjectionRow, _ type: any StoredProjection.Type, _ slot: ProjectionRow.Slot
    ) throws(ProjectionError) {
        let key = ProjectionRow.key(type, slot)
        do { try rows.put(key, row.bytes(key: key)) } catch { throw .storage(error) }
    }

    /// Takes a row away and leaves its state where it is.
    func removeRow(_ type: any StoredProjection.Type, _ slot: ProjectionRow.Slot) throws(ProjectionError) {
        do { try rows.remove(ProjectionRow.key(type, slot)) } catch { throw .storage(error) }
    }

    /// Notes that the entries of a row's generation are to be removed.
    func discard(_ row: ProjectionRow) throws(ProjectionError) {
        do { try rows.put(ProjectionRow.discardKey(row.generation), []) } catch { throw .storage(error) }
    }

    /// Discards the states of all other versions of a projection.
    func discardOthers(than type: any StoredProjection.Type) throws(ProjectionError) {
        let kept = Set([ProjectionRow.key(type, .current), ProjectionRow.key(type, .rebuilding)])
        let prefix = ProjectionRow.prefix(type.name)
        var others: [(key: [UInt8], row: ProjectionRow)] = []
        do {
            try rows.forEach(from: prefix) { key, value in
                guard key.starts(with: prefix) else { return false }
                if !kept.contains(key), let row = ProjectionRow(value, key: key) { others.append((key, row)) }
                return true
            }
            for other in others { try rows.remove(other.key) }
        } catch { throw .storage(error) }
        for other in others { try discard(other.row) }
    }

    /// The generations whose entries are to be removed.
    func discarded() throws(ProjectionError) -> [UInt32] {
        var generations: [UInt32] = []
        do {
            try rows.forEach(from: [0]) { key, _ in
                guard key.first == 0, key.count == 5 else { return false }
                if let generation = UInt32(bigEndianBytes: key.dropFirst()) { generations.append(generation) }
                return true
            }
        } catch { throw .storage(error) }
        return generations
    }
}

extension Ledger {
    /// Changes which states there are, in one write transaction.
    func changeProjections<Answer>(
        _ body: (ProjectionTable) throws(ProjectionError) -> Answer
    ) throws(ProjectionError) -> Answer {
        try environment.write { (transaction) throws(ProjectionError) in
            let table = ProjectionTable(
                rows: TableAccess(transaction, tables.projections), meta: TableAccess(transaction, tables.meta))
            defer {
                table.rows.end()
                table.meta.end()
            }
            return try body(table)
        }
    }

    /// Discards the states of all other versions of a projection; a transaction that changes nothing writes nothing.
    func removeOthers(than type: any StoredProjection.Type) throws(ProjectionError) {
        try changeProjections { (table) throws(ProjectionError) in try table.discardOthers(than: type) }
    }

    /// Removes the entries of discarded generations, 10,000 in a transaction; a killed purge goes on at the next open.
    func purge() throws(ProjectionError) {
        var isLeft = true
        while isLeft {
            isLeft = try environment.write { (transaction) throws(ProjectionError) in
                let state = TableAccess(transaction, tables.state)
                let table = ProjectionTable(
                    rows: TableAccess(transaction, tables.projections), meta: TableAccess(transaction, tables.meta))
                defer {
                    state.end()
                    table.rows.end()
                    table.meta.end()
                }
                guard let generation = try table.discarded().first else { return false }
                do throws(StorageError) {
                    if try state.removeSome(of: generation) {
                        try table.rows.remove(ProjectionRow.discardKey(generation))
                    }
                } catch { throw .storage(error) }
                return true
            }
        }
    }
}

extension TableAccess {
    /// Removes up to 10,000 entries of a generation; true where none is left.
    fileprivate func removeSome(of generation: UInt32) throws(StorageError) -> Bool {
        var prefix: [UInt8] = []
        prefix.appendBigEndian(generation)
        var keys: [[UInt8]] = []
        try forEach(from: prefix) { key, _ in
            guard key.starts(with: prefix), keys.count < 10_000 else { return false }
            keys.append(key)
            return true
        }
        for key in keys { try remove(key) }
        return keys.count < 10_000
    }
}
