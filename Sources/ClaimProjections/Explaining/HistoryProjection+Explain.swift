public import ClaimLedger

extension HistoryProjection {
    /// Why the claim has its status; nil where the ledger does not hold it.
    ///
    /// - Parameter instant: The answer's instant, to which the state has been advanced.
    /// - Returns: The answer, from the rows that the history kept.
    public func explanation(asOf instant: Instant) -> Explanation? {
        guard let claim, let state = claims[claim] else { return nil }
        let rows = rowsAsStatusesFollowed
        return Explanation(
            claim: claim, process: state.process, status: state.status, since: state.since, asOf: instant,
            because: rows.filter { $0.from != $0.to || $0.violation != nil }.map { reason($0, on: state) },
            ownership: ownership(of: state, rows), next: claims.outlook(of: state, at: instant))
    }

    /// The rows of the history, but a lapse on entry stands behind the event that entered the status (PA-34).
    private var rowsAsStatusesFollowed: [HistoryRow] {
        var rows = rows
        for place in rows.indices.dropLast() {
            let (row, next) = (rows[place], rows[place + 1])
            let isLapseOnEntry = row.sequence == nil && row.at == next.at && row.from == next.to && row.to != next.from
            if isLapseOnEntry { rows.swapAt(place, place + 1) }
        }
        return rows
    }

    // MARK: Statuses

    private func reason(_ row: HistoryRow, on claim: ClaimState) -> StatusReason {
        let (rule, sentence, count, cause) = ground(of: row, on: claim)
        return StatusReason(
            at: row.at, from: row.from, to: row.to, event: EventReference(row, of: claim.id), rule: rule,
            sentence: sentence, count: count, cause: cause, violation: row.violation)
    }

    private func ground(
        of row: HistoryRow, on claim: ClaimState
    ) -> (rule: RuleID?, sentence: String, count: CountAnswer?, cause: EventReference?) {
        guard row.from != row.to, let cause = row.cause else {
            return (nil, "the status stays \(row.to.rawValue)", nil, nil)
        }
        switch cause {
        case .step(let step, let deadlines):
            let figures = RowFigures([claims.rules.inForce(at: row.at)], deadlines: deadlines)
            guard let origin = row.from, !step.from.contains(origin) else {
                return (step.rule, step.sentence(from: row.from, figures: figures), nil, nil)
            }
            return (step.rule, "\(step.sentence(figures: figures)); as if the claim had not lapsed (FACT-3)", nil, nil)
        case .usualStatus:
            let origin = row.from.map(\.rawValue) ?? "–"
            let sentence = "\(origin) → \(row.to.rawValue): no row permits it, and \(row.type) leads there all the same"
            return (nil, "\(sentence) (FACT-1)", nil, nil)
        case .lapse(let lapse): return ground(of: lapse)
        case .rivalConsent(let rejection):
            let rival = claims.claims[rejection.rival].id
            let event = outsideEvents.first { $0.claim == rival && $0.at == rejection.at }
            return ("PA-21", "the customer's consent went to claim \(rival) at \(rejection.at)", nil, event)
        }
    }

    private func ground(
        of lapse: Lapse
    ) -> (rule: RuleID?, sentence: String, count: CountAnswer?, cause: EventReference?) {
        guard let days = lapse.count else { return (lapse.rule, "the deadline was \(lapse.deadline)", nil, nil) }
        let count = CountAnswer(days, deadline: lapse.deadline, edition: claims.rules[lapse.edition])
        let late = "\(count.sentence); that had passed when the claim became \(lapse.before.rawValue) (FACT-3)"
        return (lapse.rule, lapse.at == lapse.deadline ? count.sentence : late, count, nil)
    }

    // MARK: Ownership

    private func ownership(of claim: ClaimState, _ rows: [HistoryRow]) -> [OwnershipReason] {
        claims.slots.associations.filter { $0.claim == claim.place }.map { association in
            OwnershipReason(
                association: claims.answer(association), start: event(association.startSequence, of: claim, rows),
                end: association.endSequence.flatMap { event($0, of: claim, rows) })
        }
        .sorted { $0.association.associatedOn < $1.association.associatedOn }
    }

    /// The event of a sequence, if it is the claim's own or had consequences for it.
    private func event(_ sequence: UInt64, of claim: ClaimState, _ rows: [HistoryRow]) -> EventReference? {
        outsideEvents.first { $0.sequence == sequence }
            ?? rows.first { $0.sequence == sequence }.flatMap { EventReference($0, of: claim.id) }
    }
}
