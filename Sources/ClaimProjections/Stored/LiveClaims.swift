public import ClaimLedger

/// The claims as stored state: the same fold as `ClaimsProjection`, with its tables kept in the ledger.
///
/// Give it to `Ledger.open(at:projections:)`, and a claim's status, a slot's owner, a claim's actions and the deadlines to
/// come are read at a cost that does not grow with the ledger. `Ledger.readProjection(LiveClaims.self)` asks it.
public struct LiveClaims: StoredProjection {
    /// The projection's name beside its stored progress.
    public static let name = "claims"
    /// Raised with every change of what is stored, or of what the rules make of the same events.
    public static let version: UInt32 = 2

    /// The working copy; it loads rows as they are asked for.
    var claims: ClaimsProjection
    let stored: StateStore
    private let tables: StoredTables
    /// The latest instant at which any event happened: an answer as of an earlier one needs a replay.
    public private(set) var latest: Instant

    /// Begins to work on stored state.
    ///
    /// - Throws: `ReadError` where it cannot be read.
    public init(state: ProjectionState) throws {
        stored = StateStore(state)
        tables = StoredTables(stored)
        claims = ClaimsProjection(tables)
        let adopted: [RulesAdopted] = stored.value(StateStore.key(.rules, [])) ?? []
        for rules in adopted { claims.rules.adopt(rules) }
        latest = stored.value(Self.latestKey) ?? .earliest
        try stored.throwIfFailed()
    }

    private static let latestKey = StateStore.key(.counts, [1])

    /// Folds an event into its claim, and into every other claim it has consequences for.
    public mutating func evolve(_ event: borrowing EventView) throws {
        let adoptsRules = event.kind == .rulesAdopted
        // Entries of the index are found by the figures they were made with.
        if adoptsRules { try store() }
        try claims.evolve(event)
        try stored.throwIfFailed()
        latest = max(latest, event.time)
        if adoptsRules {
            stored.set(claims.rules.adopted, StateStore.key(.rules, []))
            try indexAllDeadlines()
        }
    }

    /// Puts changed rows into the state, and brings the indexes of deadlines up to them.
    public mutating func store() throws {
        for place in tables.flush() { indexClock(of: claims.claims[place]) }
        for violation in claims.violations {
            stored.set(violation, StateStore.key(.violations, StateStore.bigEndian(violation.sequence)))
        }
        claims.violations.removeAll()
        stored.set(latest, Self.latestKey)
        try stored.throwIfFailed()
    }

    /// Which table of the claims a key belongs to, and which place in it.
    public static func describe(key: [UInt8]) -> String {
        guard let first = key.first, let table = StateTable(rawValue: first) else { return "an unknown table" }
        let own = key.dropFirst(2)
        switch table {
        case .claims, .slots, .associations, .conflicts, .deadlineOfClaim, .unrecorded, .violations:
            return "\(table.name) \(own.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })"
        default: return "\(table.name) \(own.map { String($0, radix: 16) }.joined(separator: " "))"
        }
    }
}

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

    /// Puts everything that has changed into the state; gives the places of the claims among it.
    func flush() -> [Int] {
        let changed = claims.flush()
        _ = (slots.flush(), associations.flush(), conflicts.flush())
        streams.flush()
        numbers.flush()
        slotKeys.flush()
        subscriptions.flush()
        endedSubscriptions.flush()
        rivals.flush()
        challengers.flush()
        holders.flush()
        roles.flush()
        engagements.flush()
        locations.flush()
        partners.flush()
        customers.flush()
        let now = [claims.count, slots.count, associations.count, conflicts.count]
        if now != counts {
            counts = now
            store.set(now, StateStore.key(.counts, []))
        }
        return changed
    }
}

extension ClaimsProjection {
    /// A working copy of stored state: every table loads what it is asked for.
    fileprivate init(_ tables: StoredTables) {
        self.init()
        claims = Rows(tables.claims)
        places = ClaimPlaces(streams: tables.streams, numbers: tables.numbers)
        slots.places = Lookup(tables.slotKeys)
        slots.rows = Rows(tables.slots)
        slots.associations = Rows(tables.associations)
        slots.bySubscription = Lookup(tables.subscriptions)
        conflicts.all = Rows(tables.conflicts)
        conflicts.byChallenger = Lookup(tables.challengers)
        conflicts.byHolder = Lookup(tables.holders)
        rivals.claims = Lookup(tables.rivals)
        endedSubscriptions = Lookup(tables.endedSubscriptions)
        roles.changes = Lookup(tables.roles)
        catalogue.engagements = Lookup(tables.engagements)
        catalogue.locations = Lookup(tables.locations)
        catalogue.partners = Lookup(tables.partners)
        catalogue.customers = Lookup(tables.customers)
    }
}

extension Violation: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        let sequence: UInt64 = try reader.number()
        let event = EventID(try reader.text())
        let claim = try reader.optional { (reader) throws(StateDamage) in try ClaimID(from: &reader) }
        guard let kind = EventKind(rawValue: try reader.number()) else { throw StateDamage() }
        self.init(
            sequence: sequence, event: event, claim: claim, kind: kind, at: try reader.instant(),
            breach: Breach(
                RuleID(try reader.text()), try reader.text(), edition: try reader.optionalText(),
                until: try reader.optionalInstant()))
    }
    func write(to writer: inout StateWriter) {
        writer.number(sequence)
        writer.text(event.text)
        writer.optional(claim) { $1.write(to: &$0) }
        writer.number(kind.rawValue)
        writer.instant(at)
        writer.text(breach.rule.text)
        writer.text(breach.reason)
        writer.optionalText(breach.edition)
        writer.optionalInstant(breach.until)
    }
}
