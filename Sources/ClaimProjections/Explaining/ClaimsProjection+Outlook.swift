import ClaimLedger

extension ClaimsProjection {
    /// What comes next for a claim, once the state has been advanced to an instant.
    func outlook(of claim: ClaimState, at instant: Instant) -> Outlook {
        let actions = actionsNow(of: claim, at: instant)
        let pending = pendingLapse(of: claim).flatMap { $0.at > instant ? $0 : nil }
        let count = pending.flatMap { lapse in
            lapse.count.map { CountAnswer($0, deadline: lapse.deadline, edition: rules[lapse.edition]) }
        }
        return Outlook(
            deadline: nextDeadline(of: claim, after: instant), count: count, missing: missing(on: claim, at: instant),
            conflicts: conflictAnswers().filter {
                $0.closedAt == nil && ($0.challenger == claim.id || $0.holder == claim.id)
            },
            now: actions.filter(\.isAllowed), later: actions.filter { !$0.isAllowed && $0.from != nil })
    }

    /// What is missing before a claim can be submitted; nil where its own sides cannot bring it there.
    func missing(on claim: ClaimState, at instant: Instant) -> MissingForSubmission? {
        if claim.status == .rejected, !isDisputable(claim, at: instant) { return nil }
        let lifecycle = lifecycles.of(claim.process)
        guard let path = lifecycle.path(to: .submitted, from: claim.status), let submission = path.last else {
            return nil
        }
        var components: [RequiredComponent] = []
        if submission.guards.contains(.componentsComplete) { components = missingComponents(of: claim) }
        if submission.guards.contains(.poeAcknowledged), !claim.hasDocument(.poeDocument) {
            components = [.poeDocument]
        }
        return MissingForSubmission(steps: Array(path.dropLast()), components: components)
    }
}

extension Lifecycle {
    /// The fewest rows of partner and customer that lead from a status to an event, that event's row included.
    fileprivate func path(to trigger: Trigger, from status: ClaimStatus) -> [Step]? {
        var reached: Set<ClaimStatus> = [status]
        var ends: [(status: ClaimStatus, path: [Step])] = [(status, [])]
        while !ends.isEmpty {
            var further: [(status: ClaimStatus, path: [Step])] = []
            for end in ends {
                for step in steps where step.from.contains(end.status) {
                    guard step.party == .partner || step.party == .customer else { continue }
                    if step.trigger == trigger { return end.path + [step] }
                    if reached.insert(step.to).inserted { further.append((step.to, end.path + [step])) }
                }
            }
            ends = further
        }
        return nil
    }
}
