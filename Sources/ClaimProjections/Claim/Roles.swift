public import ClaimLedger

/// One role given to a user at a location, or taken away.
struct RoleChange: Hashable, Sendable {
    let user: UserID
    let role: IncentiveRole
    let isGranted: Bool
    let at: Instant
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
}

extension ClaimsProjection {
    mutating func evolveRole(_ event: borrowing EventView) throws(ReadError) {
        let recorded = try event.event()
        guard case .location(let location) = recorded.stream else { return }
        switch recorded.fact {
        case .roleGranted(let given):
            roles.changes[location, default: []].append(
                RoleChange(user: given.user, role: given.role, isGranted: true, at: event.time))
        case .roleRevoked(let taken):
            roles.changes[location, default: []].append(
                RoleChange(user: taken.user, role: taken.role, isGranted: false, at: event.time))
        default: break
        }
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
            at: try reader.instant())
    }
    func write(to writer: inout StateWriter) {
        writer.text(user.text)
        writer.code(role)
        writer.flag(isGranted)
        writer.instant(at)
    }
}

extension LocationID: StateKey {
    func write(to writer: inout StateWriter) { writer.text(text) }
}
