public import ClaimLedger

/// One role given to a user at a location, or taken away.
struct RoleChange: Hashable, Sendable {
    let user: UserID
    let role: IncentiveRole
    let isGranted: Bool
    let at: Instant
    let source: FactSource
}

/// Who was given which role at which location, and who lost it.
struct RoleTable {
    var changes = Lookup<LocationID, [RoleChange]>()

    /// Whether the ledger holds any role of a location; where it holds none, roles are not judged (ACT-4).
    func knowsRoles(at location: LocationID) -> Bool { changes[location] != nil }

    /// The roles a user holds at a location at an instant: each by its latest change that is not later.
    func roles(of user: UserID, at location: LocationID, on instant: Instant) -> Set<IncentiveRole> {
        var latest: [IncentiveRole: RoleChange] = [:]
        for change in changes[location] ?? [] where change.user == user && change.at <= instant {
            // Of two changes at one instant the one recorded later counts.
            if latest[change.role].map({ $0.at <= change.at }) ?? true { latest[change.role] = change }
        }
        return Set(latest.values.filter(\.isGranted).map(\.role))
    }

    /// The users that were ever given a role at a location, in the order of their first one.
    func users(at location: LocationID) -> [UserID] {
        var known: Set<UserID> = []
        return (changes[location] ?? []).map(\.user).filter { known.insert($0).inserted }
    }

    /// The latest change that counts at an instant: of one user's roles, or of anybody's.
    func latestChange(of user: UserID?, at location: LocationID, on instant: Instant) -> RoleChange? {
        (changes[location] ?? []).filter { (user == nil || $0.user == user) && $0.at <= instant }
            .enumerated().max { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }?.element
    }
}

extension ClaimsProjection {
    mutating func evolveRole(_ event: borrowing EventView) throws(ReadError) {
        let recorded = try event.event()
        guard case .location(let location) = recorded.stream else { return }
        let (assigned, isGranted): (RoleAssignment, Bool)
        switch recorded.fact {
        case .roleGranted(let given): (assigned, isGranted) = (given, true)
        case .roleRevoked(let taken): (assigned, isGranted) = (taken, false)
        default: return
        }
        roles.changes[location, default: []].append(
            RoleChange(
                user: assigned.user, role: assigned.role, isGranted: isGranted, at: event.time,
                source: FactSource(sequence: event.sequence, event: recorded.id)))
    }

    /// Why an actor may not act for a claim's location; nil where it may, or where the ledger holds no roles of it.
    ///
    /// Completing a survey needs no role, nor does what another party than the partner does (ACT-4). An event that
    /// was recorded without a role is no violation; acting without one is refused.
    public func breachOfRole(_ actor: Actor, doing trigger: Trigger, at location: LocationID, on instant: Instant)
        -> Breach?
    {
        guard actor.party == .partner, roles.knowsRoles(at: location) else { return nil }
        if case .surveyCompleted = trigger { return nil }
        guard roles.roles(of: UserID(actor.id.text), at: location, on: instant).isEmpty else { return nil }
        return Breach("ACT-4", "\(actor.id) holds no Incentive role for location \(location) at \(instant)")
    }
}

extension RoleChange: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(
            user: UserID(try reader.text()), role: try reader.code(), isGranted: try reader.flag(),
            at: try reader.instant(), source: try FactSource(from: &reader))
    }
    func write(to writer: inout StateWriter) {
        writer.text(user.text)
        writer.code(role)
        writer.flag(isGranted)
        writer.instant(at)
        source.write(to: &writer)
    }
}

extension Identifier: StateKey {
    func write(to writer: inout StateWriter) { writer.text(text) }
}
