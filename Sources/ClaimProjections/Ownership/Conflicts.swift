public import ClaimLedger

/// How a conflict ended; the raw values are those printed (CONF-4).
public enum ConflictOutcome: String, CaseIterable, Sendable, Hashable {
    case displaced, retained, vacated
}

/// Two partners, one slot: from its opening until someone decides it, or it falls away.
public struct Conflict: Hashable, Sendable {
    /// The claim that wants the slot, by its place in the projection.
    public let challenger: Int
    /// The claim that owned the slot at the opening, by its place in the projection.
    public let holder: Int
    /// What both want, by its place in the slot table.
    public let slot: Int
    /// The slot as the challenging claim spells it.
    public let tenant: TenantID
    /// The contested workload, spelt likewise.
    public let workload: Workload
    /// When the challenger was submitted, or the holder approved.
    ///
    /// Source rule: CONF-1.
    public let openedAt: Instant
    /// The end of the holder's days to respond (CONF-2).
    public let respondBy: Instant
    /// The edition whose figure set `respondBy`.
    public let edition: RuleBook.EditionIndex
    /// When the holder added new proof in time; nil where it has not.
    ///
    /// Source rule: CONF-2.
    public internal(set) var respondedAt: Instant?
    /// When it was over; nil while it is open.
    public internal(set) var closedAt: Instant?
    /// Who came out of it with the slot, if anyone; nil while it is open.
    ///
    /// Source rule: CONF-4.
    public internal(set) var outcome: ConflictOutcome?
}

/// All conflicts, findable by either side.
public struct ConflictTable {
    /// Every conflict there was, in the order the ledger opened them.
    public internal(set) var all = Rows<Conflict>()
    var byChallenger = Lookup<Int, [Int]>()
    var byHolder = Lookup<Int, [Int]>()

    mutating func open(_ conflict: Conflict) {
        byChallenger[conflict.challenger, default: []].append(all.count)
        byHolder[conflict.holder, default: []].append(all.count)
        all.append(conflict)
    }

    /// Places of the conflicts not closed yet in which a claim is the challenger.
    func open(challenger claim: Int) -> [Int] { (byChallenger[claim] ?? []).filter { all[$0].closedAt == nil } }

    /// Places of the conflicts not closed yet in which a claim is the holder.
    func open(holder claim: Int) -> [Int] { (byHolder[claim] ?? []).filter { all[$0].closedAt == nil } }

    /// Places of all conflicts of a claim, on either side, in the order they opened.
    func places(of claim: Int) -> [Int] { Set((byChallenger[claim] ?? []) + (byHolder[claim] ?? [])).sorted() }

    mutating func close(_ place: Int, at instant: Instant, _ outcome: ConflictOutcome) {
        all[place].closedAt = instant
        all[place].outcome = outcome
    }

    mutating func respond(_ place: Int, at instant: Instant) { all[place].respondedAt = instant }
}
