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
    let state: ProjectionState
    let stored: StateStore
    private let tables: StoredTables
    /// The latest instant at which any event happened: an answer as of an earlier one needs a replay.
    public private(set) var latest: Instant

    /// Begins to work on stored state.
    ///
    /// - Throws: `ReadError` where it cannot be read.
    public init(state: ProjectionState) throws {
        self.state = state
        stored = StateStore(state)
        tables = StoredTables(stored)
        claims = ClaimsProjection()
        claims.move(to: tables)
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
