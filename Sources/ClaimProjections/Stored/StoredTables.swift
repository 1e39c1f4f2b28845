import ClaimLedger

/// The tables of a working copy, to be put back into the state.
final class StoredTables {
    let store: StateStore
    let claims: StoredRows<ClaimState>
    let slots: StoredRows<SlotRow>
    let associations: StoredRows<Association>
    let conflicts: StoredRows<Conflict>
    let streams: StoredLookup<Int, Int>
    let numbers: StoredLookup<ClaimID, Int>
    let slotKeys: StoredLookup<SlotKey, Int>
    let subscriptions: StoredLookup<SubscriptionKey, [Int]>
    let endedSubscriptions: StoredLookup<SubscriptionKey, Instant>
    let rivals: StoredLookup<RivalIndex.Key, [Int]>
    let challengers: StoredLookup<Int, [Int]>
    let holders: StoredLookup<Int, [Int]>
    let roles: StoredLookup<LocationID, [RoleChange]>
    let engagements: StoredLookup<EngagementID, [DatedFact<EngagementPublished>]>
    let locations: StoredLookup<LocationID, Catalogue.LocationFacts>
    let partners: StoredLookup<Catalogue.PartnerKey, [DatedFact<Bool>]>
    let customers: StoredLookup<RivalIndex.Key, [DatedFact<Bool>]>
    private var counts: [Int]

    init(_ store: StateStore) {
        self.store = store
        counts = Self.counts(store)
        guard let placeholder = ClaimState.placeholder else { preconditionFailure("1 is a claim's number") }
        claims = StoredRows(store, .claims, count: counts[0], placeholder: placeholder)
        slots = StoredRows(store, .slots, count: counts[1], placeholder: SlotRow())
        associations = StoredRows(store, .associations, count: counts[2], placeholder: .placeholder)
        conflicts = StoredRows(store, .conflicts, count: counts[3], placeholder: .placeholder)
        streams = StoredLookup(store, .streams)
        numbers = StoredLookup(store, .numbers)
        slotKeys = StoredLookup(store, .slotKeys)
        subscriptions = StoredLookup(store, .subscriptions)
        endedSubscriptions = StoredLookup(store, .endedSubscriptions)
        rivals = StoredLookup(store, .rivals)
        challengers = StoredLookup(store, .challengers)
        holders = StoredLookup(store, .holders)
        roles = StoredLookup(store, .roles)
        engagements = StoredLookup(store, .engagements)
        locations = StoredLookup(store, .locations)
        partners = StoredLookup(store, .partnerEligibility)
        customers = StoredLookup(store, .customerEligibility)
    }

    /// How many rows there are of claims, slots, associations and conflicts.
    private static func counts(_ store: StateStore) -> [Int] {
        let none = [0, 0, 0, 0]
        let first: [UInt8]?
        do {
            if let counts: [Int] = store.value(StateStore.key(.counts, [])) {
                if counts.count == none.count, counts.allSatisfy({ (0...Int(Int32.max)).contains($0) }) {
                    return counts
                }
                store.fail("counts \(counts) cannot be")
            }
            first = try store.state.value(for: StateStore.key(.claims, place: 0))
        } catch {
            store.fail(error)
            return none
        }
        // Rows that nobody counts would be written over.
        if first != nil { store.fail("counts are missing") }
        return none
    }

    private var all: [any StoredTable] {
        [
            claims, slots, associations, conflicts, streams, numbers, slotKeys, subscriptions, endedSubscriptions,
            rivals, challengers, holders, roles, engagements, locations, partners, customers,
        ]
    }

    /// Puts everything that has changed into the state; gives the places of the claims among it.
    func flush() -> [Int] {
        let changed = claims.changed.sorted()
        for table in all { table.flush() }
        let now = [claims.count, slots.count, associations.count, conflicts.count]
        if now != counts {
            counts = now
            store.set(now, StateStore.key(.counts, []))
        }
        return changed
    }

    /// Lets go of everything that can be loaded again; nothing may be changed.
    func forget() {
        for table in all { table.forget() }
    }
}

extension ClaimsProjection {
    /// Goes on in tables that load what they are asked for: those there are, or else its own are put there.
    mutating func move(to tables: StoredTables) {
        claims.move(to: tables.claims)
        places.move(streams: tables.streams, numbers: tables.numbers)
        slots.places.move(to: tables.slotKeys)
        slots.rows.move(to: tables.slots)
        slots.associations.move(to: tables.associations)
        slots.bySubscription.move(to: tables.subscriptions)
        conflicts.all.move(to: tables.conflicts)
        conflicts.byChallenger.move(to: tables.challengers)
        conflicts.byHolder.move(to: tables.holders)
        rivals.claims.move(to: tables.rivals)
        endedSubscriptions.move(to: tables.endedSubscriptions)
        roles.changes.move(to: tables.roles)
        catalogue.engagements.move(to: tables.engagements)
        catalogue.locations.move(to: tables.locations)
        catalogue.partners.move(to: tables.partners)
        catalogue.customers.move(to: tables.customers)
    }
}
