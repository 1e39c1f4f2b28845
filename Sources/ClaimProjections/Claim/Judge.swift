import ClaimLedger

/// What the rules make of an act: the breach, if there is one, and what comes of it all the same.
struct Verdict {
    enum Effect {
        /// Only the history knows of it.
        case nothing
        /// It records what the fold already shows.
        case confirms(Confirmation)
        /// It has its effects, and the status stays.
        case keeps
        /// It leads to a status, by a row where there is one.
        case leads(to: ClaimStatus, by: Step?)
    }

    var breach: Breach?
    var effect: Effect
}

/// What an event of the system records that the fold showed before.
enum Confirmation {
    /// A lapse, by its place in the claim's `lapses`.
    case lapse(Int)
    /// A rejection by a rival's consent, by its place in the claim's `automaticRejections`.
    case rejection(Int)
}

extension ClaimsProjection {
    /// What a judgement leaves out.
    enum Ignored { case nothing, guards }

    /// Judges an act on a claim that stands as it does at the act's instant, in the order of interchange section 1.
    func judge(_ act: Act, on claim: ClaimState, ignoring: Ignored = .nothing) -> Verdict {
        let lifecycle = lifecycles.of(claim.process)
        if lifecycle.isUnknown(act.trigger) {
            return Verdict(
                breach: Breach(lifecycle.matrixRule, "a \(claim.process.words) claim knows no \(act.trigger.name)"),
                effect: .nothing)
        }
        switch act.trigger {
        case .expired, .competingConsent, .noResponse: return judgeAutomatic(act, on: claim, lifecycle)
        default: break
        }
        if let row = lifecycle.standingRow(for: act.trigger) {
            return judgeStanding(act, on: claim, row, lifecycle, ignoring)
        }
        return judgeStep(act, on: claim, lifecycle)
    }

    /// The confirmation an act is, whatever else it would be; nil where it records nothing that the fold shows.
    func confirmation(of act: Act, on claim: ClaimState) -> Confirmation? {
        guard act.party == .system else { return nil }
        if act.trigger == .competingConsent {
            return claim.automaticRejections.lastIndex { $0.at <= act.time }.map { .rejection($0) }
        }
        let recordable = claim.lapses.indices.filter {
            claim.lapses[$0].trigger == act.trigger && claim.lapses[$0].deadline <= act.time
        }
        let unrecorded = recordable.filter { claim.lapses[$0].recordedBy == nil }
        let meant = unrecorded.last { claim.lapses[$0].at == act.time } ?? unrecorded.last ?? recordable.last
        return meant.map { .lapse($0) }
    }

    // MARK: The three kinds of acts

    private func judgeStep(_ act: Act, on claim: ClaimState, _ lifecycle: Lifecycle) -> Verdict {
        let row = row(for: act, from: claim.status, on: claim, lifecycle)
        if let row, row.party == act.party {
            return Verdict(
                breach: breach(of: row.orderedGuards, row.rule, act, on: claim), effect: .leads(to: row.to, by: row))
        }
        let earlier = rowBeforeLapse(for: act, on: claim, lifecycle)
        return Verdict(
            breach: statusBreach(act, on: claim, lifecycle, allowedBefore: earlier?.party == act.party),
            effect: leads(act, row ?? earlier))
    }

    private func judgeStanding(
        _ act: Act, on claim: ClaimState, _ row: Int, _ lifecycle: Lifecycle, _ ignored: Ignored
    ) -> Verdict {
        if isOpen(row, of: lifecycle, to: act, on: claim, in: claim.status) {
            let guards = ignored == .guards ? [] : lifecycle.standing[row].orderedGuards
            return Verdict(
                breach: breach(of: guards, lifecycle.standing[row].rule, act, on: claim), effect: .keeps)
        }
        let before = claim.statusBeforeLapse.map { isOpen(row, of: lifecycle, to: act, on: claim, in: $0) } ?? false
        return Verdict(breach: statusBreach(act, on: claim, lifecycle, allowedBefore: before), effect: .keeps)
    }

    /// What only the clock or an automatic rule says: it confirms, or it is a violation of its own rule.
    private func judgeAutomatic(_ act: Act, on claim: ClaimState, _ lifecycle: Lifecycle) -> Verdict {
        guard act.party == .system else {
            return Verdict(
                breach: Breach(
                    lifecycle.matrixRule, "only the system records \(act.trigger.name), not \(act.party.words)"),
                effect: .nothing)
        }
        if let confirmation = confirmation(of: act, on: claim) {
            return Verdict(breach: nil, effect: .confirms(confirmation))
        }
        let row = row(for: act, from: claim.status, on: claim, lifecycle)
        let earlier = rowBeforeLapse(for: act, on: claim, lifecycle)
        var breach: Breach?
        switch act.trigger {
        case .expired(let kind): breach = Breach(kind.rule, "no such lapse has come due: \(standing(claim))")
        case .noResponse:
            let isAwaited = claim.process == .cpor && claim.status == .partnerActionRequired
            breach = Breach(isAwaited ? "CPOR-11" : lifecycle.matrixRule, "no answer is overdue: \(standing(claim))")
        default:
            if standingConsent(against: claim, at: act.time) == nil {
                breach = Breach("PA-21", "no other partner's consent stands at \(act.time)")
            } else if row == nil {
                breach = statusBreach(act, on: claim, lifecycle, allowedBefore: earlier != nil)
            }
        }
        return Verdict(breach: breach, effect: leads(act, row ?? earlier))
    }

    /// The row that an act follows from a status; nil where none fits.
    private func row(
        for act: Act, from status: ClaimStatus, on claim: ClaimState, _ lifecycle: Lifecycle
    ) -> Step? {
        for place in lifecycle.rows(for: act.trigger) where lifecycle.steps[place].from.contains(status) {
            if holds(lifecycle.steps[place].when, for: act, on: claim) { return lifecycle.steps[place] }
        }
        return nil
    }

    private func rowBeforeLapse(for act: Act, on claim: ClaimState, _ lifecycle: Lifecycle) -> Step? {
        guard let before = claim.statusBeforeLapse else { return nil }
        return row(for: act, from: before, on: claim, lifecycle)
    }

    // MARK: Status and party

    private func leads(_ act: Act, _ row: Step?) -> Verdict.Effect {
        (row?.to ?? act.trigger.usualStatus).map { .leads(to: $0, by: row) } ?? .keeps
    }

    /// Whether a row that keeps the status is open to the act's party in a status.
    ///
    /// The row is given by its place in `standing`, since a copy of a row copies all its lists.
    private func isOpen(
        _ row: Int, of lifecycle: Lifecycle, to act: Act, on claim: ClaimState, in status: ClaimStatus
    ) -> Bool {
        let rows = lifecycle.standing
        guard rows[row].parties.contains(act.party), holds(rows[row].when, for: act, on: claim) else { return false }
        switch rows[row].opening {
        case .statuses(let statuses): return statuses.contains(status)
        case .column(let column):
            return lifecycle.matrix.allows(act.party, column, in: status, withAssociation: claim.hasAssociation)
        }
    }

    private func statusBreach(
        _ act: Act, on claim: ClaimState, _ lifecycle: Lifecycle, allowedBefore: Bool
    ) -> Breach {
        if allowedBefore, let lapse = claim.standingLapse {
            return Breach(
                lapse.rule,
                "the claim lapsed \(lapse.at), \(act.time.words(since: lapse.at)), and is \(claim.status.rawValue)",
                edition: rules.edition(lapse.edition).figures.edition, until: lapse.deadline)
        }
        // Most of a claim's actions are refused in these words; room for all of them is taken at once.
        var reason = act.party.words
        reason.reserveCapacity(128)
        reason += " may not record "
        reason += act.trigger.name
        reason += " while the claim is "
        reason += standing(claim)
        return Breach(lifecycle.matrixRule, reason)
    }

    private func standing(_ claim: ClaimState) -> String {
        claim.status.rawValue + " since " + claim.since.description
    }

    /// Whether all circumstances of a row hold for an act on a claim.
    private func holds(_ circumstances: [Circumstance], for act: Act, on claim: ClaimState) -> Bool {
        for circumstance in circumstances {
            guard holds(circumstance, for: act, on: claim) else { return false }
        }
        return true
    }

    /// Whether a row's circumstance holds for an act on a claim.
    private func holds(_ circumstance: Circumstance, for act: Act, on claim: ClaimState) -> Bool {
        switch circumstance {
        case .allWorkloads: approvesAll(act, of: claim)
        case .someWorkloads: !approvesAll(act, of: claim)
        case .sinceEvidenceUpdate:
            claim.status != .approved || act.time >= rules.figure(at: act.time, \.evidenceOnApprovedFrom)
        case .afterDispute, .notAfterDispute, .withAssociation: holds(circumstance, on: claim)
        }
    }

    /// Whether an approval covers every workload of the claim (CPOR-7 against CPOR-9).
    private func approvesAll(_ act: Act, of claim: ClaimState) -> Bool {
        guard let listed = act.approvedWorkloads else { return true }
        let keys = Set(listed.map { claim.slotKey(of: $0) })
        return claim.association.slots.allSatisfy { keys.contains(claim.slotKey(of: $0.workload)) }
    }

    // MARK: Guards

    /// The first breach among a row's guards, which stand in the order in which they are judged.
    func breach(of guards: [Guard], _ rule: RuleID, _ act: Act, on claim: ClaimState) -> Breach? {
        for `guard` in guards {
            if let breach = breach(of: `guard`, rule, act, on: claim) { return breach }
        }
        return nil
    }
}

extension ClaimState {
    /// The slot a workload of this claim means: in the claim's customer's tenant.
    func slotKey(of workload: Workload) -> SlotKey {
        SlotKey(tenant: TenantID(self.customer.id), workload: workload)
    }
}

extension ClaimProcess {
    var words: String {
        switch self {
        case .partnerActivity: "Partner Activities"
        case .cpor: "CPOR"
        }
    }
}

extension Party {
    /// The party in a sentence.
    var words: String {
        switch self {
        case .partner: "the partner"
        case .customer: "the customer"
        case .microsoft: "Microsoft"
        case .system: "the system"
        }
    }
}

extension Instant {
    /// How long ago an instant was, by the largest unit: `3 days ago`, `1 microsecond ago`, `at this instant`.
    func words(since earlier: Instant) -> String {
        let span = microseconds(since: earlier)
        let units: [(Int64, String)] = [
            (86_400_000_000, "day"), (3_600_000_000, "hour"), (60_000_000, "minute"), (1_000_000, "second"),
            (1, "microsecond"),
        ]
        for (length, unit) in units where span >= length {
            let count = span / length
            return "\(count) \(unit)\(count == 1 ? "" : "s") ago"
        }
        return "at this instant"
    }
}
