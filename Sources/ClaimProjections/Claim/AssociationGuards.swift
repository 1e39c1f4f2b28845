import ClaimLedger

extension ClaimsProjection {
    /// The guards that only partner-of-record claims have.
    func breachOfAssociation(_ guard: Guard, _ rule: RuleID, _ act: Act, on claim: ClaimState) -> Breach? {
        switch `guard` {
        case .workloadNamed:
            return act.namedWorkloads.isEmpty ? Breach("CPOR-1", "no workload is named") : nil
        case .subscriptionNamed: return breachOfSubscriptionNames(act, on: claim)
        case .subscriptionActive: return breachOfEndedSubscription(act, on: claim)
        case .splitFits: return breachOfSplit(act, on: claim)
        case .poeAcknowledged:
            guard claim.hasDocument(.poeDocument) else {
                return Breach("POE-10", "no proof-of-execution document is on the claim")
            }
            return act.marks.contains(.poeAcknowledged)
                ? nil : Breach("POE-10", "the partner has not acknowledged what the proof of execution covers")
        case .conflictAnswered: return breachOfConflict(act, on: claim)
        case .ownWorkloads:
            guard let listed = act.approvedWorkloads else { return nil }
            let own = Set(claim.association.slots.map { claim.slotKey(of: $0.workload) })
            let foreign = listed.filter { !own.contains(claim.slotKey(of: $0)) }
            if let first = foreign.first { return Breach("CPOR-9", "the claim has no workload \(first.words)") }
            return listed.isEmpty ? Breach("CPOR-9", "the approval lists no workload at all") : nil
        case .wholeClaim:
            return act.marks.contains(.listsWorkloads)
                ? Breach("CPOR-17", "a disassociation covers every workload of the claim: there is no partial one")
                : nil
        default: return nil
        }
    }

    /// CPOR-20: a Business Applications workload names its subscription, any other names none.
    private func breachOfSubscriptionNames(_ act: Act, on claim: ClaimState) -> Breach? {
        let needsSubscription = claim.solutionArea == .businessApplications
        for workload in act.namedWorkloads where (workload.subscription != nil) != needsSubscription {
            return Breach(
                "CPOR-20",
                needsSubscription
                    ? "workload \(workload.name) of Business Applications names no subscription"
                    : "workload \(workload.words) names a subscription outside Business Applications")
        }
        return nil
    }

    /// CPOR-19: no slot on a subscription that has ended.
    private func breachOfEndedSubscription(_ act: Act, on claim: ClaimState) -> Breach? {
        let own = claim.association.slots.map(\.workload)
        let concerned: [Workload]
        switch act.trigger {
        case .approved: concerned = act.approvedWorkloads ?? own
        case .workloadsChanged:
            let known = Set(own.map { claim.slotKey(of: $0) })
            concerned = act.namedWorkloads.filter { !known.contains(claim.slotKey(of: $0)) }
        default: concerned = act.namedWorkloads
        }
        for workload in concerned {
            guard let key = claim.slotKey(of: workload).subscriptionKey, let end = endedSubscriptions[key],
                end <= act.time
            else { continue }
            return Breach("CPOR-19", "the subscription of \(workload.words) ended \(end)")
        }
        return nil
    }

    /// CPOR-9: a split names exactly what its parent's approval left, at the approval's instant.
    private func breachOfSplit(_ act: Act, on claim: ClaimState) -> Breach? {
        guard let parentID = claim.association.splitFrom, let parent = self[parentID], parent.process == .cpor else {
            return Breach("CPOR-9", "there is no CPOR claim it could be split from")
        }
        guard parent.partner == claim.partner, let leftover = parent.association.leftover else {
            return Breach("CPOR-9", "claim \(parentID) has no workloads left over from an approval")
        }
        guard leftover.at == act.time else {
            return Breach("CPOR-9", "claim \(parentID) was approved in part at \(leftover.at), not at \(act.time)")
        }
        guard leftover.slots == Set(claim.association.slots.map(\.slot)) else {
            return Breach("CPOR-9", "the split does not name exactly what the approval of claim \(parentID) left over")
        }
        return nil
    }

    /// CONF-3: a contested slot waits for the holder's response, or for the end of its days.
    private func breachOfConflict(_ act: Act, on claim: ClaimState) -> Breach? {
        let approved = act.approvedWorkloads.map { Set($0.map { claim.slotKey(of: $0) }) }
        for place in conflicts.open(challenger: claim.place) {
            let conflict = conflicts.all[place]
            let isApproved = approved?.contains(claim.slotKey(of: conflict.workload)) ?? true
            guard isApproved, isOpen(conflict, at: act.time), act.time < conflict.respondBy else { continue }
            if let responded = conflict.respondedAt, responded <= act.time { continue }
            return Breach(
                "CONF-3",
                "claim \(claims[conflict.holder].id) holds \(conflict.workload.words) and may respond until "
                    + "\(conflict.respondBy): now \(act.time)", edition: rules[conflict.edition].edition)
        }
        return nil
    }
}

extension Act {
    /// The workloads the act itself names.
    var namedWorkloads: [Workload] {
        switch fact {
        case .customerClaimed(.cpor(let claim)), .associationMigrated(let claim): claim.workloads
        case .workloadsChanged(let workloads): workloads
        case .approved(let approval): approval.workloads ?? []
        default: []
        }
    }
}

extension Workload {
    /// The workload in a sentence, with its subscription where it has one.
    var words: String { subscription.map { "\(name) on \($0)" } ?? "\(name)" }
}
