import ClaimLedger

extension Sight {
    /// The explanation of a claim that is shown: events about hidden claims are left out, and so are their numbers.
    public func shown(_ explanation: Explanation) -> Explanation {
        guard !viewer.seesEverything else { return explanation }
        let next = explanation.next
        return Explanation(
            claim: explanation.claim, process: explanation.process, status: explanation.status,
            since: explanation.since, asOf: explanation.asOf, because: explanation.because.map(shown),
            ownership: explanation.ownership.map { reason in
                OwnershipReason(
                    association: shown(reason.association), start: shown(reason.start), end: shown(reason.end))
            },
            next: Outlook(
                deadline: next.deadline, count: next.count, missing: next.missing, conflicts: shown(next.conflicts),
                now: shown(next.now), later: shown(next.later)))
    }

    private func shown(_ reason: StatusReason) -> StatusReason {
        StatusReason(
            at: reason.at, from: reason.from, to: reason.to, event: shown(reason.event), rule: reason.rule,
            sentence: redacted(reason.sentence), count: reason.count, cause: shown(reason.cause),
            violation: reason.violation.map(redacted))
    }

    /// An event that is about no claim is shown: it ended the subscription of a claim that is.
    private func shown(_ event: EventReference?) -> EventReference? {
        event.flatMap { event in event.claim.map(sees) ?? true ? event : nil }
    }

    /// Whether a location can claim: of its rivals' claims a partner learns only whether the limit is reached (G:588).
    public func shown(_ answer: EligibilityAnswer) -> EligibilityAnswer {
        guard !viewer.seesEverything else { return answer }
        var answer = answer
        for index in answer.criteria.indices { answer.criteria[index].claims.removeAll { !sees($0) } }
        return answer
    }

    /// The catalogue as a partner sees it: every engagement, its own locations and the remarks on them.
    public func shown(_ answer: CatalogueAnswer) -> CatalogueAnswer {
        guard !viewer.seesEverything else { return answer }
        var answer = answer
        if case .customer = viewer { answer.engagements = [] }
        answer.locations = answer.locations.filter { sees($0.location) }
        answer.remarks = answer.remarks.filter { remark in
            if case .location(let location) = remark.subject { sees(location) } else { false }
        }
        return answer
    }
}
