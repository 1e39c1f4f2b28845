package import ClaimLedger

/// The same fold as `ClaimsProjection`, with memory for so many claims: what is beyond is kept in a temporary file.
///
/// While there are few, all is in memory, at no cost.
package struct SpillingClaims {
    /// The claims; what is asked of them may be read from the file.
    package private(set) var claims = ClaimsProjection()
    private let folder: String
    private let mostResident: Int
    private var spilled: Spilled?

    /// Whether there is a file by now.
    package var isSpilled: Bool { spilled != nil }

    private struct Spilled {
        let state: SpilledState
        let store: StateStore
        let tables: StoredTables
    }

    /// Starts before the first event.
    ///
    /// - Parameters:
    ///   - folder: Where the file is made, should it be needed.
    ///   - mostResident: How many claims are kept in memory, at least 1; each takes about a kilobyte.
    package init(folder: String, mostResident: Int) {
        precondition(mostResident >= 1, "a claim that an event changes is in memory")
        self.folder = folder
        self.mostResident = mostResident
    }

    /// Folds the next event.
    ///
    /// Violations are told by `claims.outcome` only; they are not gathered.
    ///
    /// - Throws: `ReadError` where the event, or the file, cannot be read or written.
    package mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        try claims.evolve(event)
        if !claims.violations.isEmpty { claims.violations.removeAll() }
        try spilled?.store.throwIfFailed()
        guard (spilled?.tables.claims.loaded.count ?? claims.claims.count) > mostResident else { return }
        do throws(StorageError) { try spill() } catch { throw .storage(error) }
    }

    private mutating func spill() throws(StorageError) {
        let spilled: Spilled
        if let known = self.spilled { spilled = known } else { spilled = try moved() }
        _ = spilled.tables.flush()
        spilled.tables.forget()
        try spilled.state.renew()
    }

    /// Moves everything into tables over a new file.
    private mutating func moved() throws(StorageError) -> Spilled {
        let state = try SpilledState(folder: folder)
        let store = StateStore(state)
        let moved = Spilled(state: state, store: store, tables: StoredTables(store))
        claims.move(to: moved.tables)
        spilled = moved
        return moved
    }
}
