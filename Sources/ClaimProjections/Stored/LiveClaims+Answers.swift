public import ClaimLedger

extension LiveClaims {
    /// One claim as it stands at an instant; nil where there is none with this number.
    ///
    /// Cost: a few lookups, whatever the size of the ledger.
    ///
    /// - Throws: `ReadError` where the stored state cannot be read.
    public mutating func claim(_ id: ClaimID, asOf instant: Instant) throws -> ClaimState? {
        guard let place = claims.place(of: id) else {
            try stored.throwIfFailed()
            return nil
        }
        // Only the working copy is advanced; it is never stored from a snapshot.
        claims.advance(place, to: instant)
        let claim = claims.claims[place]
        try stored.throwIfFailed()
        return claim
    }

    /// Where a claim stands at an instant; nil where there is none with this number.
    ///
    /// Cost: a few lookups, whatever the size of the ledger.
    ///
    /// - Throws: `ReadError` where the stored state cannot be read.
    public mutating func status(of id: ClaimID, asOf instant: Instant) throws -> StatusAnswer? {
        guard let claim = try claim(id, asOf: instant) else { return nil }
        return claims.status(of: claim, asOf: instant)
    }

    /// What may be done on a claim at an instant; nil where there is none with this number.
    ///
    /// Cost: a few lookups, and some for each rival and conflict.
    ///
    /// - Parameters:
    ///   - id: The claim's number.
    ///   - instant: Now.
    ///   - party: Whose actions to answer; nil for everybody's.
    /// - Returns: One row for each action and side that takes it.
    /// - Throws: `ReadError` where the stored state cannot be read.
    public mutating func actions(
        of id: ClaimID, at instant: Instant, party: Party? = nil
    ) throws -> [ActionAnswer]? {
        guard let claim = try claim(id, asOf: instant) else { return nil }
        let rows = claims.actionsNow(of: claim, at: instant, party: party)
        try stored.throwIfFailed()
        return rows
    }

    /// Who owns a slot now; nil where nobody does.
    ///
    /// Cost: a few lookups, whatever the size of the ledger.
    public func owner(of workload: Workload, tenant: TenantID) throws -> OwnershipAnswer? {
        let row = claims.slots.knownPlace(of: SlotKey(tenant: tenant, workload: workload))
            .flatMap { claims.slots.owner(of: $0) }.map { claims.answer($0) }
        try stored.throwIfFailed()
        return row
    }

    /// How a claim stands to each of its slots now; nil where there is none with this number.
    public func conflicts(of id: ClaimID) throws -> [ConflictAnswer]? {
        guard let place = claims.place(of: id) else {
            try stored.throwIfFailed()
            return nil
        }
        let places = claims.conflicts.places(of: place)
        let rows = places.map { claims.answer(claims.conflicts.all[$0]) }
        try stored.throwIfFailed()
        return rows
    }

    /// The events that broke a rule, in ledger order.
    public func violations() throws -> [ViolationAnswer] {
        var rows: [ViolationAnswer] = []
        try stored.state.forEach(prefix: [StateTable.violations.rawValue]) { key, value in
            guard let violation = try? Violation(stateBytes: value) else {
                throw StateStore.damage("\(Self.describe(key: key)) is not what this version writes")
            }
            rows.append(ViolationAnswer(violation))
            return true
        }
        return rows + claims.violations.map { ViolationAnswer($0) }
    }
}
