public import ClaimLedger

/// What a submitter decides on, and no history tells.
public struct DraftChoices: Hashable, Sendable {
    /// The region whose address takes the ticket; nil sends it through Partner Center.
    public var region: Region?
    /// What is disputed; nil leaves it to the claim's status.
    public var disputes: DisputedMatter?
    /// The reason; nil leaves it to the claim's history.
    public var reason: String?

    /// Leaves to the claim what is not given.
    public init(region: Region? = nil, disputes: DisputedMatter? = nil, reason: String? = nil) {
        self.region = region
        self.disputes = disputes
        self.reason = reason
    }
}

extension MoneyProjection {
    /// A dispute ticket for a claim, once the state has been advanced to the answer's instant.
    ///
    /// - Parameters:
    ///   - claim: The claim in dispute.
    ///   - choices: What the submitter has decided on already.
    ///   - instant: The answer's instant, at which deadlines have passed or not.
    ///   - sight: What may be seen: what others wrote names no other claim. Nil sees all.
    /// - Returns: The draft; what it lacks is told by `missing`.
    public func disputeTicket(
        for claim: ClaimState, _ choices: DraftChoices = DraftChoices(), asOf instant: Instant,
        seenBy sight: Sight? = nil
    ) -> TicketDraft {
        let sight = sight ?? Sight(of: .auditor, at: evidence.claims, asOf: instant)
        let rejection = rejection(of: claim).map(sight.shown)
        var form = TicketOpened(kind: .incentiveDispute, channel: choices.region == nil ? .partnerCenter : .email)
        form.region = choices.region
        form.partnerID = claim.partner
        form.claim = claim.id.description
        form.program = claim.process.program
        form.customer = claim.customer.name ?? claim.customer.id
        let workloads = claim.association.slots.map(\.workload.words)
        form.workload = workloads.isEmpty ? nil : workloads.joined(separator: ", ")
        form.disputes = choices.disputes ?? matter(of: claim)
        // What the submitter writes stays as it is: were it redacted, it would tell which claims there are.
        form.details = choices.reason ?? details(of: claim, rejection)
        let documents = evidence.file(of: claim).documents.filter { $0.removedAt == nil }
        return TicketDraft(
            claim: claim.id, status: claim.status, form: form, rejection: rejection,
            deadlines: deadlines(of: claim, asOf: instant),
            evidence: documents.map { DraftEvidence(document: sight.shown($0.facts), addedAt: $0.addedAt) })
    }

    /// What there is to dispute about a claim: its amount where it earns, else its eligibility; nothing while it goes on.
    private func matter(of claim: ClaimState) -> DisputedMatter? {
        switch claim.status {
        case .approved: claim.process == .partnerActivity || claim.hasAssociation ? .incentiveAmount : .claimEligibility
        case .rejected, .rejectedFinal, .customerConsentExpired, .notSubmittedClaimExpired,
            .postSubmissionClaimExpired, .disputedClaimExpired:
            .claimEligibility
        case .customerClaimed, .awaitingCustomerConsent, .customerConsentReceived, .submitted, .underReview,
            .partnerActionRequired, .disputed, .drafted, .cancelled, .customerConsentDeclined, .disassociated:
            nil
        }
    }

    private func rejection(of claim: ClaimState) -> TicketDraft.Rejection? {
        var found: [TicketDraft.Rejection] = evidence.file(of: claim).turns.filter { $0.kind == .rejection }.map {
            TicketDraft.Rejection(at: $0.at, reason: $0.rationale, words: "by a reviewer")
        }
        found += claim.automaticRejections.map {
            TicketDraft.Rejection(
                at: $0.at, reason: nil, words: "the customer consented to another partner's claim (PA-21)")
        }
        found += claim.lapses.filter { $0.trigger == .noResponse }.map {
            TicketDraft.Rejection(at: $0.at, reason: nil, words: "nobody answered before \($0.deadline) (\($0.rule))")
        }
        return found.max { $0.at < $1.at }
    }

    /// What the history says for itself; nil where it says nothing that could be disputed.
    private func details(of claim: ClaimState, _ rejection: TicketDraft.Rejection?) -> String? {
        var sentences: [String] = []
        if let rejection, claim.status == .rejected || claim.status == .rejectedFinal {
            let reason =
                switch rejection.reason {
                case .plain(let text): text
                case .sealed: "the reason is sealed"
                case nil: rejection.words
                }
            sentences.append("Rejected \(rejection.at): \(reason)")
        }
        if let lapse = claim.standingLapse, lapse.trigger != .noResponse {
            sentences.append("Became \(lapse.after.rawValue) \(lapse.at) (\(lapse.rule)).")
        }
        if claim.process == .cpor, claim.status == .approved, !claim.hasAssociation {
            sentences.append("Approved \(claim.since), and no longer associated.")
        }
        let money = money(of: claim)
        sentences += money.differences.map { "\($0.finding)." }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    private func deadlines(of claim: ClaimState, asOf instant: Instant) -> [TicketDraft.Deadline] {
        var found: [TicketDraft.Deadline] = claim.lapses.map {
            TicketDraft.Deadline(
                rule: $0.rule, at: $0.at, words: "led to \($0.after.rawValue)", isPassed: true)
        }
        if let window = evidence.claims.deadline(.dispute, of: claim), claim.status == .rejected, !claim.hasBeenDisputed
        {
            let rule: RuleID = claim.process == .partnerActivity ? "PA-12" : "CPOR-14"
            found.append(
                TicketDraft.Deadline(
                    rule: rule, at: window.at, words: "end of the days to dispute the claim itself",
                    isPassed: window.at <= instant))
        }
        if let next = evidence.claims.nextDeadline(of: claim, after: instant) {
            found.append(
                TicketDraft.Deadline(
                    rule: next.rule, at: next.at, words: "leads to \(next.becomes.rawValue)", isPassed: false))
        }
        return found.sorted { ($0.at, $0.rule) < ($1.at, $1.rule) }
    }
}

extension ClaimProcess {
    /// The incentive program as tickets name it.
    fileprivate var program: String {
        switch self {
        case .partnerActivity: "MCI Partner Activities"
        case .cpor: "CPOR"
        }
    }
}
