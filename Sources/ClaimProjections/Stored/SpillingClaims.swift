package import ClaimLedger

/// The same fold as `ClaimsProjection`, with memory for so many claims: what is beyond is kept in a temporary file.
///
/// While there are few, all is in memory, at no cost. It is asked for single things: a copy of the claims would be one of
/// all their tables.
package struct SpillingClaims {
    private var claims = ClaimsProjection()
    private let folder: String
    private let mostResident: Int
    private var spilled: Spilled?

    /// What the latest event came to.
    package var outcome: EventOutcome { claims.outcome }
    /// The rule that the latest event broke; nil where it broke none.
    package var breach: Breach? { claims.outcome.breach }
    /// Why the latest event changed nothing; nil where it could be applied.
    package var refusal: EventRefusal? { claims.outcome.refusal }
    /// How many claims there are.
    package var count: Int { claims.claims.count }

    /// The index of a claim's stream; nil where the fold has not seen its creation.
    package func streamIndex(of id: ClaimID) -> UInt32? { claims.place(of: id).map { claims.claims[$0].streamIndex } }

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
    /// Violations are told by `outcome` only; they are not gathered.
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
