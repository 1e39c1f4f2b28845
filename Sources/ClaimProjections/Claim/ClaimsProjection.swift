public import ClaimLedger

/// All claims, who owns which slot, and the conflicts between them, as the events tell it under the rules.
///
/// One projection, because events on one claim have consequences for others at the same instant (PA-21, OWN-2, CONF-1).
///
/// Replayed, all of it is in memory. Made of stored state (`LiveClaims`), its tables load what an event or a question asks
/// for; the rules are the same code. Not `Sendable`, since a copy of the stored kind shares its tables.
public struct ClaimsProjection: Projection {
    /// The projection's name beside its stored progress.
    public static let name = "claims"
    /// To be raised when the same events would come out otherwise.
    public static let version = 2
    /// The events about claims that the rules need the payload of.
    public static var asksContent: @Sendable (EventHeader) -> Bool { { Act.needsPayload($0) } }

    /// Every claim, in the order the ledger learned of them.
    public internal(set) var claims = Rows<ClaimState>()
    var places = ClaimPlaces()

    /// The editions of the rules that the ledger has adopted so far.
    public internal(set) var rules = RuleBook()
    /// Who owns each slot now, and who did before.
    public internal(set) var slots = SlotTable()
    /// The contested slots, settled ones included.
    public internal(set) var conflicts = ConflictTable()
    /// The rulebook's tables; a test replaces them to see that each row matters.
    var lifecycles = Lifecycles()
    var rivals = RivalIndex()
    var endedSubscriptions = Lookup<SubscriptionKey, Instant>()
    /// Who was given which role where (ACT-4).
    var roles = RoleTable()
    /// Engagements, and who may claim for them (ELIG-5).
    var catalogue = Catalogue()

    /// Every event that broke a rule, in ledger order; of stored state only those of the working copy.
    public internal(set) var violations: [Violation] = []
    /// What the latest event came to.
    public private(set) var outcome = EventOutcome()

    /// Starts before the first event, under the built-in rules.
    public init() {}

    /// The place of a claim; nil where the fold has not seen its creation.
    public func place(of id: ClaimID) -> Int? { places[id] }

    /// The claim with this number.
    public subscript(id: ClaimID) -> ClaimState? { places[id].map { claims[$0] } }

    /// Folds an event into its claim, and into every other claim it has consequences for.
    public mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        outcome = EventOutcome()
        switch event.header.streamKind {
        case .claim where event.kind.createsClaim: try evolveCreation(event)
        case .claim: try evolveClaim(event)
        case .subscription where event.kind == .subscriptionEnded: try evolveSubscriptionEnd(event)
        case .rules where event.kind == .rulesAdopted:
            if case .rulesAdopted(let adopted) = try event.event().fact { rules.adopt(adopted) }
        case .engagement, .location: try evolveCatalogue(event)
        case .subscription, .rules, .ticket: break
        }
    }

    private mutating func evolveCreation(_ event: borrowing EventView) throws(ReadError) {
        let claimed = try event.content()
        guard case .claim(let id) = claimed.stream else {
            throw .damaged(sequence: event.sequence, reason: "a claim's creation outside a claim's stream")
        }
        guard places[id] == nil else { return try refuse(event, .secondCreation(id)) }
        let (claim, step, breach) = create(id, try Act(event, parsed: claimed.fact, by: claimed.actor))
        places.add(claim, id, stream: event.header.streamIndex)
        outcome.claim = claim
        outcome.to = claims[claim].status
        outcome.step = step
        try report(breach, event)
    }

    private mutating func evolveClaim(_ event: borrowing EventView) throws(ReadError) {
        guard let place = places[stream: event.header.streamIndex] else {
            guard event.kind != .unknown, case .claim(let id) = try event.event().stream else { return }
            return try refuse(event, .unknownClaim(id))
        }
        let (status, latest) = standing(of: place)
        outcome.claim = place
        outcome.from = status
        outcome.to = status
        var newest = latest
        defer { claims[place].take(event.sequence, at: newest) }
        guard event.kind != .unknown else { return }
        let act = try Act(event)
        if act.time < latest {
            let claim = claims[place]
            guard confirmation(of: act, on: claim) != nil else {
                return try refuse(event, .backInTime(claim.id, latest: latest))
            }
        }
        applyDueLapse(place, by: act.time)
        closeConflictsEnded(challenger: place, by: act.time)
        outcome.from = standing(of: place).status
        let verdict = judgement(of: act, on: place)
        apply(act, verdict, to: place)
        newest = max(latest, act.time)
        try report(verdict.breach, event)
    }

    private func standing(of place: Int) -> (status: ClaimStatus, latest: Instant) {
        let claim = claims[place]
        return (claim.status, claim.lastTime)
    }

    // A claim is taken out of its table before it is judged: judging while the table lends it would copy the tables. Its
    // copy ends here, so that what follows changes the claim in its place.
    private func judgement(of act: Act, on place: Int) -> Verdict {
        let claim = claims[place]
        return judge(act, on: claim)
    }

    private mutating func apply(_ act: Act, _ verdict: Verdict, to place: Int) {
        switch verdict.effect {
        case .nothing: break
        case .confirms(let confirmation):
            let (from, to) = record(confirmation, on: place, sequence: act.sequence)
            outcome.from = from
            outcome.to = to
            outcome.confirms = true
            outcome.confirmation = confirmation
            return
        case .keeps: applyStanding(act, to: place)
        case .leads(let status, let step):
            apply(act, leadingTo: status, by: step, to: place)
            outcome.step = step
        }
        outcome.to = claims[place].status
    }

    private mutating func evolveSubscriptionEnd(_ event: borrowing EventView) throws(ReadError) {
        guard case .subscription(let tenant, let subscription) = try event.event().stream else { return }
        let key = SubscriptionKey(tenant: tenant.text, subscription: subscription.text)
        endedSubscriptions[key] = min(endedSubscriptions[key] ?? event.time, event.time)
        for slot in slots.slots(on: key) {
            endAssociation(of: slot, at: event.time, by: .subscriptionEnded, sequence: event.sequence)
        }
    }

    private mutating func report(_ breach: Breach?, _ event: borrowing EventView) throws(ReadError) {
        guard let breach else { return }
        outcome.breach = breach
        violations.append(
            Violation(
                sequence: event.sequence, event: try event.event().id, claim: outcome.claim.map { claims[$0].id },
                kind: event.kind, at: event.time, breach: breach))
    }

    /// An event that cannot be applied changes nothing; an import refuses it before it is stored.
    private mutating func refuse(_ event: borrowing EventView, _ refusal: EventRefusal) throws(ReadError) {
        outcome.refusal = refusal
        try report(refusal.breach, event)
    }

    /// Shows every lapse and every ending that has come due by an instant, as an answer as of then does (FACT-3).
    public mutating func advance(to instant: Instant) {
        for place in claims.indices { advance(place, to: instant) }
    }

    /// Shows what the clock has done to one claim by an instant.
    mutating func advance(_ place: Int, to instant: Instant) {
        applyDueLapse(place, by: instant)
        closeConflictsEnded(challenger: place, by: instant)
    }
}

extension ClaimState {
    /// Notes an event of the claim's own stream, and when the latest one that could be applied happened.
    fileprivate mutating func take(_ sequence: UInt64, at latest: Instant) {
        self.lastSequence = sequence
        self.lastTime = latest
    }
}
