public import ClaimLedger

/// How a conflict ended; the raw values are those printed (CONF-4).
public enum ConflictOutcome: String, CaseIterable, Sendable, Hashable {
    case displaced, retained, vacated
}

/// Two partners, one slot: from its opening until someone decides it, or it falls away.
public struct Conflict: Hashable, Sendable {
    /// The claims, by their place in the projection.
    public let challenger: Int
    public let holder: Int
    public let slot: Int
    /// The slot as the challenging claim spells it.
    public let tenant: TenantID
    public let workload: Workload
    public let openedAt: Instant
    /// The end of the holder's days to respond (CONF-2).
    public let respondBy: Instant
    public let edition: RuleBook.EditionIndex
    public internal(set) var respondedAt: Instant?
    public internal(set) var closedAt: Instant?
    public internal(set) var outcome: ConflictOutcome?
}

/// All conflicts, findable by either side.
public struct ConflictTable: Sendable {
    public private(set) var all: [Conflict] = []
    private var byChallenger: [Int: [Int]] = [:]
    private var byHolder: [Int: [Int]] = [:]

    mutating func open(_ conflict: Conflict) {
        byChallenger[conflict.challenger, default: []].append(all.count)
        byHolder[conflict.holder, default: []].append(all.count)
        all.append(conflict)
    }

    /// Places of the conflicts not closed yet in which a claim is the challenger.
    func open(challenger claim: Int) -> [Int] { (byChallenger[claim] ?? []).filter { all[$0].closedAt == nil } }

    /// Places of the conflicts not closed yet in which a claim is the holder.
    func open(holder claim: Int) -> [Int] { (byHolder[claim] ?? []).filter { all[$0].closedAt == nil } }

    mutating func close(_ place: Int, at instant: Instant, _ outcome: ConflictOutcome) {
        all[place].closedAt = instant
        all[place].outcome = outcome
    }

    mutating func respond(_ place: Int, at instant: Instant) { all[place].respondedAt = instant }
}
