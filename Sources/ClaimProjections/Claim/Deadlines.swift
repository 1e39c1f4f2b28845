public import ClaimLedger

/// A deadline of one claim: the instant, and the edition whose figure set it.
public struct DeadlineInstant: Hashable, Sendable {
    /// The first instant that is too late.
    ///
    /// Source rule: TIME-2.
    public let at: Instant
    /// The edition in force when the count started.
    ///
    /// Source rule: TIME-6.
    public let edition: RuleBook.EditionIndex
    /// The days that led to it; nil for a date that the edition states.
    public let count: DayCount?
}

/// The lapse that a claim's present status is heading for.
public struct PendingLapse: Hashable, Sendable {
    /// The row that the clock will follow.
    public let step: LapseStep
    /// When the row's limit closes.
    public let deadline: Instant
    /// The later of the deadline and the entry into the status (FACT-3).
    public let at: Instant
    /// The edition whose figure set the deadline.
    public let edition: RuleBook.EditionIndex
    /// The days that led to the deadline; nil for a date that the edition states.
    public let count: DayCount?
}

extension ClaimsProjection {
    /// When a limit closes for a claim; nil where its count has not started.
    func deadline(_ limit: Limit, of claim: ClaimState) -> DeadlineInstant? {
        switch limit {
        case .consent: return deadline(.creation, claim.created) { $0.figures.consentDays }
        case .submission:
            guard !claim.hasBeenSubmitted, let consent = claim.activity.consent else { return nil }
            return deadline(.consent, consent, own: claim.activity.deadlines?.submitDays) {
                $0.figures.days(claim.activity.timeline).submit
            }
        case .completion:
            if let dispute = claim.activity.disputeSubmission {
                return deadline(.disputeSubmission, dispute) { $0.figures.afterDisputeDays }
            }
            guard let consent = claim.activity.consent else { return nil }
            return deadline(.consent, consent, own: claim.activity.deadlines?.completeDays) {
                $0.figures.days(claim.activity.timeline).complete
            }
        case .dispute, .disputeSubmission:
            guard let rejection = claim.firstRejection else { return nil }
            return deadline(.rejection, rejection) { $0.figures.disputeDays }
        case .answer:
            guard let action = claim.actionRequired else { return nil }
            return deadline(.action, action) { $0.figures.answerDays }
        case .migration:
            let edition = rules.indexInForce(at: claim.created)
            return DeadlineInstant(at: rules.edition(edition).figures.migrationEnds, edition: edition, count: nil)
        }
    }

    /// A count of days runs under the edition in force when it started, among those recorded so far (TIME-6).
    ///
    /// - Parameters:
    ///   - start: What sort of instant started the count.
    ///   - startedAt: That instant.
    ///   - own: The days that the claim carries itself, in place of the edition's.
    ///   - days: The figure of an edition.
    /// - Returns: The end of the count, with how it came about.
    private func deadline(
        _ start: CountStart, _ startedAt: Instant, own: Int? = nil, _ days: (Edition) -> Int
    ) -> DeadlineInstant {
        let edition = rules.indexInForce(at: startedAt)
        let days = own ?? days(rules.edition(edition))
        return DeadlineInstant(
            at: startedAt.adding(days: days), edition: edition,
            count: DayCount(start: start, startedAt: startedAt, days: days, isClaimsOwn: own != nil))
    }

    /// The lapse that the claim's status is heading for; nil where none is.
    public func pendingLapse(of claim: ClaimState) -> PendingLapse? { pendingLapse(of: claim, by: .latest) }

    /// The lapse that has come due for a claim by an instant; nil where none has.
    private func pendingLapse(of claim: ClaimState, by instant: Instant) -> PendingLapse? {
        let lifecycle = lifecycles.of(claim.process)
        for place in lifecycle.lapses.indices where lifecycle.lapses[place].from.contains(claim.status) {
            guard holds(lifecycle.lapses[place].when, on: claim),
                let deadline = deadline(lifecycle.lapses[place].limit, of: claim)
            else { continue }
            let at = max(deadline.at, claim.since)
            guard at <= instant else { return nil }
            return PendingLapse(
                step: lifecycle.lapses[place], deadline: deadline.at, at: at, edition: deadline.edition,
                count: deadline.count)
        }
        return nil
    }

    private func holds(_ circumstances: [Circumstance], on claim: ClaimState) -> Bool {
        for circumstance in circumstances {
            guard holds(circumstance, on: claim) else { return false }
        }
        return true
    }

    /// Whether a row's circumstance holds, as far as the claim alone decides it.
    func holds(_ circumstance: Circumstance, on claim: ClaimState) -> Bool {
        switch circumstance {
        case .afterDispute: claim.hasBeenDisputed
        case .notAfterDispute: !claim.hasBeenDisputed
        case .withAssociation: claim.hasAssociation
        case .allWorkloads, .someWorkloads, .sinceEvidenceUpdate:
            preconditionFailure("\(circumstance) is decided by an act, not by the claim alone")
        }
    }

    /// The claim as it stands once the lapse due by an instant, if any, has taken effect.
    func lapsed(_ claim: ClaimState, by instant: Instant) -> ClaimState {
        guard let due = pendingLapse(of: claim, by: instant) else { return claim }
        var lapsed = claim
        lapsed.lapse(due)
        return lapsed
    }

    mutating func applyDueLapse(_ place: Int, by instant: Instant) {
        guard let due = lapseDue(place, by: instant) else { return }
        claims[place].lapse(due)
    }

    private func lapseDue(_ place: Int, by instant: Instant) -> PendingLapse? {
        let claim = claims[place]
        return pendingLapse(of: claim, by: instant)
    }

    /// When a claim ended, as far as that had happened by an instant (rulebook section 1); nil where it had not.
    func ending(of claim: ClaimState, by instant: Instant) -> Instant? {
        let claim = lapsed(claim, by: instant)
        let end: Instant
        if claim.status.endsClaim {
            end = claim.since
        } else if claim.status == .rejected {
            let window = claim.hasBeenDisputed ? nil : deadline(.dispute, of: claim)?.at
            end = max(window ?? claim.since, claim.since)
        } else {
            return nil
        }
        return end <= instant ? end : nil
    }
}

extension ClaimState {
    /// Lets a lapse take effect, and remembers the status before it (FACT-3).
    fileprivate mutating func lapse(_ due: PendingLapse) {
        self.lapses.append(
            Lapse(
                rule: due.step.rule, trigger: due.step.trigger, deadline: due.deadline, at: due.at,
                before: self.status, after: due.step.to, edition: due.edition, count: due.count))
        self.statusBeforeLapse = self.status
        self.status = due.step.to
        self.since = due.at
        if due.step.trigger == .noResponse, self.firstRejection == nil { self.firstRejection = due.at }
    }
}
