import ClaimLedger

extension ClaimsProjection {
    /// A claim that is about to be made, with its row, and the breach if its creation breaks a rule.
    ///
    /// Slots that no claim has named yet have negative places in it, each its own, until it is made.
    func draft(_ id: ClaimID, _ act: Act) -> (claim: ClaimState, step: Step, breach: Breach?) {
        let place = claims.count
        let claim: ClaimState
        switch act.fact {
        case .customerClaimed(.partnerActivity(let made)): claim = state(id, place, made, act)
        case .customerClaimed(.cpor(let made)), .associationMigrated(let made): claim = state(id, place, made, act)
        default: preconditionFailure("only two kinds of events create a claim")
        }
        let lifecycle = lifecycles.of(claim.process)
        guard let step = lifecycle.creation(by: act.trigger) else {
            preconditionFailure("every creating trigger has a row")
        }
        let breach =
            act.party == step.party
            ? breach(of: step.orderedGuards, step.rule, act, on: claim)
            : Breach(lifecycle.matrixRule, "\(act.party.words) may not record \(act.trigger.name)")
        return (claim, step, breach)
    }

    /// Brings a claim into being; gives its place, its row, and the breach if its creation broke a rule.
    mutating func create(_ id: ClaimID, _ act: Act) -> (place: Int, step: Step, breach: Breach?) {
        var (claim, step, breach) = draft(id, act)
        let place = claim.place
        claim.status = step.to
        claim.association.slots = claimedSlots(
            claim.association.slots.map(\.workload), tenant: TenantID(claim.customer.id))
        claims.append(claim)
        switch claim.process {
        case .partnerActivity: rivals.add(claim)
        case .cpor: associate(place, act: act, breach: breach)
        }
        return (place, step, breach)
    }

    private func state(_ id: ClaimID, _ place: Int, _ made: PartnerActivityClaim, _ act: Act) -> ClaimState {
        var activity = ActivityState()
        activity.engagement = made.engagement.id
        activity.timeline = made.engagement.timeline
        activity.deadlines = made.deadlines
        activity.requiredComponents = made.requiredComponents ?? rules.figure(at: act.time, \.defaultComponents)
        var contacts = ContactState()
        contacts.customerEmail = made.contacts.customer.email?.comparisonKey
        contacts.mismatchReasonGiven = made.domainMismatchReason.isGiven
        return ClaimState(
            ClaimFields(
                id: id, place: place, streamIndex: act.streamIndex, process: .partnerActivity,
                status: .customerClaimed, since: act.time, created: act.time, lastSequence: act.sequence,
                lastTime: act.time, partner: made.partner.id, location: made.location.id, customer: made.customer,
                solutionArea: made.engagement.solutionArea, activity: activity, association: AssociationState(),
                contacts: contacts, reclaimOf: made.reclaimOf))
    }

    private func state(_ id: ClaimID, _ place: Int, _ made: PartnerOfRecordClaim, _ act: Act) -> ClaimState {
        var association = AssociationState()
        association.splitFrom = made.splitFrom
        association.slots = namedSlots(made.workloads, tenant: TenantID(made.customer.id))
        var contacts = ContactState()
        contacts.customerEmail = made.contacts?.customer.email?.comparisonKey
        return ClaimState(
            ClaimFields(
                id: id, place: place, streamIndex: act.streamIndex, process: .cpor, status: .drafted, since: act.time,
                created: act.time, lastSequence: act.sequence, lastTime: act.time, partner: made.partner.id,
                location: made.location.id, customer: made.customer, solutionArea: made.solutionArea,
                activity: ActivityState(), association: association, contacts: contacts, reclaimOf: made.reclaimOf))
    }

    /// What a new partner-of-record claim does to slots: it names them, a split answers for its parent, a migrated one owns.
    private mutating func associate(_ place: Int, act: Act, breach: Breach?) {
        for claimed in claims[place].association.slots { slots.addClaimant(place, to: claimed.slot) }
        switch act.trigger {
        case .split:
            claims[place].actionRequired = act.time
            if breach?.rule != "CPOR-9", let parentID = claims[place].association.splitFrom,
                let parent = self.place(of: parentID)
            {
                claims[parent].association.leftover = nil
            }
        case .associationMigrated:
            for claimed in claims[place].association.slots {
                take(claimed, for: place, at: act.time, sequence: act.sequence)
            }
        default: break
        }
    }
}
