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

    /// Where a claim stands at an instant; nil where there is none with this number, or none for the viewer.
    ///
    /// Cost: a few lookups, whatever the size of the ledger.
    ///
    /// - Throws: `ReadError` where the stored state cannot be read.
    public mutating func status(
        of id: ClaimID, asOf instant: Instant, viewer: Viewer = .auditor
    ) throws -> StatusAnswer? {
        guard let claim = try claim(id, asOf: instant) else { return nil }
        let rows = sight(of: viewer, asOf: instant).shown([claims.status(of: claim, asOf: instant)])
        try stored.throwIfFailed()
        return rows.first
    }

    /// What a viewer may see of the rows of any answer, by the roles of an instant.
    ///
    /// It looks at the stored state, so it is of use only where that is being read.
    public func sight(of viewer: Viewer, asOf instant: Instant) -> Sight {
        Sight(of: viewer, at: claims, asOf: instant)
    }

    /// Whether a location may claim for an engagement at an instant, by the criteria that judge a new claim.
    ///
    /// Cost: a few lookups, and some for each claim of the customer for the engagement.
    ///
    /// - Parameters:
    ///   - location: The location that would claim.
    ///   - engagement: What it would claim for.
    ///   - customer: Whom; nil leaves out what depends on the customer.
    ///   - user: Who would claim; nil asks whether anybody holds a role.
    ///   - instant: When.
    ///   - viewer: Who asks.
    /// - Returns: Each criterion with the event it rests on; nil where the viewer may not see the location.
    /// - Throws: `ReadError` where the stored state cannot be read.
    public func eligibility(
        of location: LocationID, for engagement: EngagementID, customer: CustomerReference? = nil,
        by user: UserID? = nil, at instant: Instant, viewer: Viewer = .auditor
    ) throws -> EligibilityAnswer? {
        let sight = sight(of: viewer, asOf: instant)
        let answer = sight.shown(
            claims.eligibility(of: location, for: engagement, customer: customer, by: user, at: instant))
        let isShown = sight.sees(location)
        try stored.throwIfFailed()
        return isShown ? answer : nil
    }

    /// What may be done on a claim at an instant; nil where there is none with this number, or none for the viewer.
    ///
    /// Cost: a few lookups, and some for each rival and conflict.
    ///
    /// - Parameters:
    ///   - id: The claim's number.
    ///   - instant: Now.
    ///   - party: Whose actions to answer; nil for everybody's.
    ///   - viewer: Who asks.
    /// - Returns: One row for each action and side that takes it.
    /// - Throws: `ReadError` where the stored state cannot be read.
    public mutating func actions(
        of id: ClaimID, at instant: Instant, party: Party? = nil, viewer: Viewer = .auditor
    ) throws -> [ActionAnswer]? {
        guard let claim = try claim(id, asOf: instant) else { return nil }
        let sight = sight(of: viewer, asOf: instant)
        let rows = sight.sees(claim) ? sight.shown(claims.actionsNow(of: claim, at: instant, party: party)) : nil
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
        try state.forEach(prefix: [StateTable.violations.rawValue]) { key, value in
            guard let violation = try? Violation(stateBytes: value) else {
                throw StateStore.damage("\(Self.describe(key: key)) is not what this version writes")
            }
            rows.append(ViolationAnswer(violation))
            return true
        }
        return rows + claims.violations.map { ViolationAnswer($0) }
    }
}
