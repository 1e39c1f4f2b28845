import ClaimLedger

extension ClaimsProjection {
    /// The slots that workloads of a tenant mean, each once.
    mutating func claimedSlots(_ workloads: [Workload], tenant: TenantID) -> [ClaimedSlot] {
        var claimed: [ClaimedSlot] = []
        for workload in workloads {
            let slot = slots.place(of: SlotKey(tenant: tenant, workload: workload))
            if !claimed.contains(where: { $0.slot == slot }) {
                claimed.append(ClaimedSlot(slot: slot, workload: workload))
            }
        }
        return claimed
    }

    /// The slots that workloads of a tenant mean, each once; those that no claim has named have negative places.
    func namedSlots(_ workloads: [Workload], tenant: TenantID) -> [ClaimedSlot] {
        var keys: [SlotKey] = []
        return workloads.compactMap { workload in
            let key = SlotKey(tenant: tenant, workload: workload)
            // A claim names a handful at most.
            guard !keys.contains(key) else { return nil }
            let slot = ClaimedSlot(slot: slots.knownPlace(of: key) ?? -1 - keys.count, workload: workload)
            keys.append(key)
            return slot
        }
    }

    /// What an event that led a partner-of-record claim to its status does to slots and conflicts.
    mutating func applyToAssociations(_ act: Act, of place: Int) {
        switch act.trigger {
        case .approved: approve(act, place)
        case .submitted: challengeHolders(place, at: act.time)
        case .consentDeclined: endAssociations(of: place, at: act.time, by: .customerDeclined, sequence: act.sequence)
        case .disassociated: endAssociations(of: place, at: act.time, by: .disassociated, sequence: act.sequence)
        default: break
        }
        closeConflictsEnded(challenger: place, by: act.time)
    }

    /// Approval starts an association on each approved slot; what was not approved leaves the claim (CPOR-9, OWN-2).
    private mutating func approve(_ act: Act, _ place: Int) {
        let own = claims[place].association.slots
        var approved = own
        if let listed = act.approvedWorkloads {
            approved = claimedSlots(listed, tenant: TenantID(claims[place].customer.id)).map { named in
                own.first { $0.slot == named.slot } ?? named
            }
            let leftover = Set(own.map(\.slot)).subtracting(approved.map(\.slot))
            // A workload that the claim never had is associated all the same, and does not become the claim's (CPOR-9).
            claims[place].association.slots = own.filter { !leftover.contains($0.slot) }
            claims[place].association.leftover =
                leftover.isEmpty ? nil : AssociationState.Leftover(at: act.time, slots: leftover)
            retainConflicts(challenger: place, on: leftover, at: act.time)
        }
        for claimed in approved {
            take(claimed, for: place, at: act.time, sequence: act.sequence)
        }
    }

    /// Gives a slot to a claim at an instant, ending whichever association of another claim held it (OWN-2).
    mutating func take(_ claimed: ClaimedSlot, for place: Int, at instant: Instant, sequence: UInt64) {
        let slot = claimed.slot
        if let owner = slots.owner(of: slot) {
            guard owner.claim != place else { return }
            for conflict in conflicts.open(challenger: place) where conflicts.all[conflict].slot == slot {
                if isOpen(conflicts.all[conflict], at: instant) { conflicts.close(conflict, at: instant, .displaced) }
            }
            endAssociation(of: slot, at: instant, by: .displaced, claim: place, sequence: sequence)
        }
        slots.start(
            Association(
                slot: slot, claim: place, tenant: TenantID(claims[place].customer.id), workload: claimed.workload,
                start: instant, startSequence: sequence))
        claims[place].association.owned.append(slot)
        for rival in slots.claimants(of: slot) where rival != place {
            let status = claims[rival].status
            guard status == .submitted || status == .underReview,
                let named = claims[rival].association.slots.first(where: { $0.slot == slot })
            else { continue }
            openConflict(challenger: rival, named, holder: place, at: instant)
        }
    }

    /// Ends a slot's current association, and with it the conflicts against its holder (OWN-3, CONF-4).
    mutating func endAssociation(
        of slot: Int, at instant: Instant, by end: AssociationEnd, claim: Int? = nil, sequence: UInt64
    ) {
        guard let ended = slots.end(slot, at: instant, by: end, claim: claim, sequence: sequence) else { return }
        claims[ended.claim].association.owned.removeAll { $0 == slot }
        for conflict in conflicts.open(holder: ended.claim) where conflicts.all[conflict].slot == slot {
            closeConflictsEnded(challenger: conflicts.all[conflict].challenger, by: instant)
            if conflicts.all[conflict].closedAt == nil { conflicts.close(conflict, at: instant, .vacated) }
        }
    }

    private mutating func endAssociations(
        of place: Int, at instant: Instant, by end: AssociationEnd, sequence: UInt64
    ) {
        for slot in claims[place].association.owned {
            endAssociation(of: slot, at: instant, by: end, sequence: sequence)
        }
    }

    /// Puts other workloads in place of a claim's; a contested one that is given up is retained by its holder (CONF-4).
    mutating func replaceWorkloads(of place: Int, by workloads: [Workload], at instant: Instant) {
        let before = Set(claims[place].association.slots.map(\.slot))
        let claimed = claimedSlots(workloads, tenant: TenantID(claims[place].customer.id))
        claims[place].association.slots = claimed
        for slot in claimed { slots.addClaimant(place, to: slot.slot) }
        retainConflicts(challenger: place, on: before.subtracting(claimed.map(\.slot)), at: instant)
    }

    // MARK: Conflicts

    /// Whether a conflict is open at an instant: not closed, and the challenger's claim has not ended by the clock.
    func isOpen(_ conflict: Conflict, at instant: Instant) -> Bool {
        conflict.closedAt == nil && ending(of: claims[conflict.challenger], by: instant) == nil
    }

    /// A submission for slots that another partner's claim holds opens a conflict on each (CONF-1).
    private mutating func challengeHolders(_ place: Int, at instant: Instant) {
        for claimed in claims[place].association.slots {
            guard let owner = slots.owner(of: claimed.slot) else { continue }
            openConflict(challenger: place, claimed, holder: owner.claim, at: instant)
        }
    }

    private mutating func openConflict(challenger: Int, _ claimed: ClaimedSlot, holder: Int, at instant: Instant) {
        guard claims[challenger].partner != claims[holder].partner else { return }
        closeConflictsEnded(challenger: challenger, by: instant)
        let isOpenAlready = conflicts.open(challenger: challenger).contains {
            conflicts.all[$0].holder == holder && conflicts.all[$0].slot == claimed.slot
        }
        guard !isOpenAlready else { return }
        let edition = rules.indexInForce(at: instant)
        let days = rules.edition(edition).figures.conflictDays
        conflicts.open(
            Conflict(
                challenger: challenger, holder: holder, slot: claimed.slot,
                tenant: TenantID(claims[challenger].customer.id), workload: claimed.workload, openedAt: instant,
                respondBy: instant.adding(days: days), edition: edition))
    }

    /// New evidence on the holder's claim answers every conflict open against it, within the days it has (CONF-2).
    mutating func respondToConflicts(holder place: Int, at instant: Instant) {
        for index in conflicts.open(holder: place) {
            let conflict = conflicts.all[index]
            guard conflict.respondedAt == nil, conflict.openedAt <= instant, instant < conflict.respondBy,
                isOpen(conflict, at: instant)
            else { continue }
            conflicts.respond(index, at: instant)
        }
    }

    private mutating func retainConflicts(challenger place: Int, on slots: Set<Int>, at instant: Instant) {
        for index in conflicts.open(challenger: place) where slots.contains(conflicts.all[index].slot) {
            conflicts.close(index, at: instant, .retained)
        }
    }

    /// A challenger's claim that has ended, by an event or by the clock, leaves the slot to its holder (CONF-4).
    mutating func closeConflictsEnded(challenger place: Int, by instant: Instant) {
        guard claims[place].process == .cpor else { return }
        let open = conflicts.open(challenger: place)
        guard !open.isEmpty else { return }
        let claim = claims[place]
        guard let end = ending(of: claim, by: instant) else { return }
        for index in open { conflicts.close(index, at: end, .retained) }
    }
}
