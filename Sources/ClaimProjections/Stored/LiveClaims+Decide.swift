public import ClaimLedger

/// What the rules say to an event that somebody wants to record.
public struct Decision: Sendable {
    /// The rule that forbids it; nil where none does.
    public let breach: Breach?
    /// What a submission lacks (POE-1); empty for all else.
    public let missing: [RequiredComponent]
    /// From when on the clock alone makes the same permitted; nil where it never does.
    public let from: Instant?
    /// The claims that are rejected at the same instant by this consent (PA-21).
    public let rejects: [ClaimID]
    /// The workloads that an approval leaves for a claim to be split off (CPOR-9).
    public let leftover: [Workload]

    init(
        _ breach: Breach?, missing: [RequiredComponent] = [], from: Instant? = nil, rejects: [ClaimID] = [],
        leftover: [Workload] = []
    ) {
        self.breach = breach
        self.missing = missing
        self.from = from
        self.rejects = rejects
        self.leftover = leftover
    }
}

extension LiveClaims {
    /// Judges an event as the fold would, if it were the next one; changes nothing.
    ///
    /// Roles are asked first (ACT-4): whoever may not act for the location is told nothing else. Cost: a few lookups, and
    /// some for each rival, slot and conflict.
    ///
    /// - Parameters:
    ///   - event: An event about a claim.
    ///   - action: What the event does, to tell from when on it would be permitted; nil for a creation.
    /// - Returns: The breach, or what follows from the event.
    /// - Throws: `ReadError` where the stored state cannot be read.
    public func decide(_ event: ClaimEvent, as action: ClaimAction?) throws(ReadError) -> Decision {
        guard case .claim(let id) = event.stream else { preconditionFailure("\(event.stream) is no claim's stream") }
        let act = try Act(considering: event)
        let known = claims.place(of: id).map { claims.claims[$0] }
        let decision: Decision
        switch known {
        case nil where event.fact.kind.createsClaim: decision = decideCreation(id, event, act)
        case nil: decision = Decision(EventRefusal.unknownClaim(id).breach)
        case .some where event.fact.kind.createsClaim:
            decision = Decision(EventRefusal.secondCreation(id).breach)
        case .some(let claim): decision = decide(act, event.actor, on: claim, as: action)
        }
        try stored.throwIfFailed()
        return decision
    }

    private func decideCreation(_ id: ClaimID, _ event: ClaimEvent, _ act: Act) -> Decision {
        let (claim, _, breach) = claims.draft(id, act)
        let role = claims.breachOfRole(event.actor, doing: act.trigger, at: claim.location, on: act.time)
        return Decision(role ?? breach)
    }

    private func decide(_ act: Act, _ actor: Actor, on stands: ClaimState, as action: ClaimAction?) -> Decision {
        if let role = claims.breachOfRole(actor, doing: act.trigger, at: stands.location, on: act.time) {
            return Decision(role)
        }
        guard act.time >= stands.lastTime else {
            return Decision(EventRefusal.backInTime(stands.id, latest: stands.lastTime).breach)
        }
        let claim = claims.lapsed(stands, by: act.time)
        guard let breach = claims.judge(act, on: claim).breach else { return follow(act, claim) }
        let now = action.flatMap { action in
            claims.actionsNow(of: claim, at: act.time, party: actor.party).first { $0.action == action }
        }
        let told = Sight(of: actor.viewer, at: claims, asOf: act.time).redacted(breach)
        return Decision(
            told, missing: breach.rule == "POE-1" ? claims.missingComponents(of: claim) : [],
            from: now?.breach?.rule == breach.rule ? now?.from : nil)
    }

    /// What a permitted act has for other claims at the same instant.
    private func follow(_ act: Act, _ claim: ClaimState) -> Decision {
        switch act.trigger {
        case .consentReceived:
            let rejected = claims.rivalsWithoutConsent(of: claim, at: act.time).map { claims.claims[$0.place].id }
            return Decision(nil, rejects: rejected)
        case .approved:
            guard let listed = act.approvedWorkloads else { return Decision(nil) }
            let approved = Set(listed.map { claim.slotKey(of: $0) })
            let left = claim.association.slots.map(\.workload).filter { !approved.contains(claim.slotKey(of: $0)) }
            return Decision(nil, leftover: left)
        default: return Decision(nil)
        }
    }

    /// The breach that the creation of a split claim would be for another reason than not fitting its parent.
    ///
    /// Whether it fits is decided by the approval that comes just before it.
    public func breachOfSplit(_ event: ClaimEvent) throws(ReadError) -> Breach? {
        guard case .claim(let id) = event.stream else { preconditionFailure("\(event.stream) is no claim's stream") }
        let act = try Act(considering: event)
        let known = claims.place(of: id)
        let (claim, step, _) = claims.draft(id, act)
        let breach =
            known == nil
            ? claims.breach(of: step.guards.filter { $0 != .splitFits }, step.rule, act, on: claim)
            : EventRefusal.secondCreation(id).breach
        try stored.throwIfFailed()
        return breach
    }

    /// What the latest event came to.
    public var outcome: EventOutcome { claims.outcome }
}

extension Actor {
    /// Whom a refusal is told to: a partner and a customer learn nothing of others' claims from it (VIS-1).
    fileprivate var viewer: Viewer {
        switch party {
        case .partner: .partner(UserID(id.text))
        case .customer: .customer("")
        case .microsoft, .system: .microsoft
        }
    }
}

extension Act {
    /// An event that nobody has recorded, as the rules look at it.
    init(considering event: ClaimEvent) throws(ReadError) {
        let prepared: PreparedEvent
        do { prepared = try PreparedEvent(event) } catch {
            throw .damaged(sequence: 0, reason: error.description)
        }
        let place = EventPlace(
            sequence: 1, recordedTime: event.time, streamIndex: 0, streamVersion: 1, previousInStream: 0)
        self = try prepared.withFoldedView(at: place) { (view) throws(ReadError) in
            try Act(view, parsed: event.fact, by: event.actor.id)
        }
    }
}
