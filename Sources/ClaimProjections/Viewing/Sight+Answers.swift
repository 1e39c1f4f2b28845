import ClaimLedger

extension Sight {
    /// The statuses of claims that are shown.
    public func shown(_ rows: [StatusAnswer]) -> [StatusAnswer] { rows.filter { sees($0.claim) } }

    /// The deadlines of claims that are shown.
    public func shown(_ rows: [DeadlineAnswer]) -> [DeadlineAnswer] { rows.filter { sees($0.claim) } }

    /// The review targets of claims that are shown.
    public func shown(_ rows: [ReviewTarget]) -> [ReviewTarget] { rows.filter { sees($0.claim) } }

    /// The findings on claims that are shown; what they say of other claims has to be left out where they are made.
    public func shown(_ rows: [FindingAnswer]) -> [FindingAnswer] {
        rows.filter { sees($0.claim) }.map { row in
            FindingAnswer(claim: row.claim, document: row.document, rule: row.rule, finding: redacted(row.finding))
        }
    }

    /// The violations on claims that are shown; those about no claim are for who sees everything.
    public func shown(_ rows: [ViolationAnswer]) -> [ViolationAnswer] {
        guard !viewer.seesEverything else { return rows }
        return rows.filter { $0.violation.claim.map(sees) ?? false }.map { row in
            let violation = row.violation
            return ViolationAnswer(
                Violation(
                    sequence: violation.sequence, event: violation.event, claim: violation.claim, kind: violation.kind,
                    at: violation.at, breach: redacted(violation.breach)))
        }
    }

    /// The history of a claim that is shown, without the numbers of hidden ones.
    public func shown(_ rows: [HistoryRow]) -> [HistoryRow] {
        guard !viewer.seesEverything else { return rows }
        return rows.map { row in
            // The cause of an automatic rejection is the rival's claim.
            let cause = if case .rivalConsent? = row.cause { nil as StatusCause? } else { row.cause }
            return HistoryRow(
                sequence: row.sequence, event: row.event, type: row.type, at: row.at, recordedAt: row.recordedAt,
                party: row.party, actor: row.actor, from: row.from, to: row.to,
                violation: row.violation.map(redacted), cause: cause)
        }
    }

    /// What may be done on a claim that is shown, without the numbers of hidden ones.
    public func shown(_ rows: [ActionAnswer]) -> [ActionAnswer] {
        guard !viewer.seesEverything else { return rows }
        return rows.map { row in
            ActionAnswer(
                action: row.action, party: row.party, breach: row.breach.map(redacted), from: row.from,
                until: row.until)
        }
    }

    /// The associations of claims that are shown; a customer is shown those of its own tenant (CPOR-24).
    ///
    /// Who took a slot over is left out where that claim is hidden, with the event that did it.
    public func shown(_ rows: [OwnershipAnswer]) -> [OwnershipAnswer] {
        switch viewer {
        case .auditor, .microsoft: return rows
        case .customer(let tenant): return rows.filter { $0.tenant.text.lowercased() == tenant.text.lowercased() }
        case .partner: return rows.filter { sees($0.claim) }.map(shown)
        }
    }

    func shown(_ row: OwnershipAnswer) -> OwnershipAnswer {
        guard let taker = row.endedByClaim, !sees(taker) else { return row }
        return OwnershipAnswer(
            tenant: row.tenant, workload: row.workload, subscription: row.subscription, claim: row.claim,
            partner: row.partner, associatedOn: row.associatedOn, disassociatedOn: row.disassociatedOn,
            endedBy: row.endedBy, endedByClaim: nil, startSequence: row.startSequence, endSequence: nil)
    }

    /// How a claim that is shown stands to its slots: another partner's claim is not named (OWN-4).
    public func shown(_ rows: [AssociationStanding]) -> [AssociationStanding] {
        rows.filter { sees($0.claim) }.map { row in
            AssociationStanding(
                claim: row.claim, workload: row.workload, subscription: row.subscription, holder: row.holder,
                owner: shown(row.owner), associatedOn: row.associatedOn, disassociatedOn: row.disassociatedOn)
        }
    }

    /// The conflicts with a side that is shown; a hidden rival has no number.
    public func shown(_ rows: [ConflictAnswer]) -> [ConflictAnswer] {
        rows.filter { shown($0.challenger) != nil || shown($0.holder) != nil }.map(shown)
    }

    private func shown(_ row: ConflictAnswer) -> ConflictAnswer {
        let (challenger, holder) = (shown(row.challenger), shown(row.holder))
        // A slot is spelt as its challenger spells it; where that claim is hidden, as the claim does that is shown.
        let own = challenger == nil ? holder.flatMap { claims[$0] } : nil
        let workload = Workload(name: row.workload, subscription: row.subscription)
        let spelt = own?.association.slots.first { slot in
            SlotKey(tenant: row.tenant, workload: slot.workload) == SlotKey(tenant: row.tenant, workload: workload)
        }
        return ConflictAnswer(
            challenger: challenger, holder: holder, tenant: own.map { TenantID($0.customer.id) } ?? row.tenant,
            workload: row.workload, subscription: spelt.map(\.workload.subscription) ?? row.subscription,
            openedAt: row.openedAt, respondBy: row.respondBy, respondedAt: row.respondedAt, closedAt: row.closedAt,
            outcome: row.outcome)
    }

    /// The conflicts with a side that is shown: a hidden rival has neither number, partner nor proof.
    ///
    /// The rationale weighs both sides, so that a partner only sees that there is one (VIS-2).
    public func shown(_ rows: [ConflictCase]) -> [ConflictCase] {
        guard !viewer.seesEverything else { return rows }
        return rows.filter { shown($0.challenger.claim) != nil || shown($0.holder.claim) != nil }.map { row in
            ConflictCase(
                conflict: shown(row.conflict), challenger: shown(row.challenger), holder: shown(row.holder),
                decision: row.decision.map { decision in
                    ConflictCase.Decision(
                        claim: shown(decision.claim), isApproval: decision.isApproval, at: decision.at,
                        rationale: nil, isRationaleWithheld: decision.rationale != nil)
                })
        }
    }

    private func shown(_ side: ConflictCase.Side) -> ConflictCase.Side {
        guard shown(side.claim) == nil else { return side }
        return ConflictCase.Side(claim: nil, partner: nil, latestProof: nil)
    }

    /// A breach without the numbers of hidden claims.
    func redacted(_ breach: Breach) -> Breach {
        Breach(breach.rule, redacted(breach.reason), edition: breach.edition, until: breach.until)
    }
}
