public import ClaimLedger

/// By when Microsoft means to have decided on a claim; reported, and never enforced.
///
/// Source rule: CPOR-22.
public struct ReviewTarget: JSONAnswer, Hashable, Sendable {
    /// What the target counts from, and how long it is; the raw values are those printed.
    public enum Reason: String, CaseIterable, Sendable, Hashable {
        /// A partner-of-record claim's review has started.
        case review
        /// It has, and another partner owns one of the slots.
        case contestedReview
        /// A disputed claim was submitted again.
        case dispute
    }

    /// The claim under review.
    public let claim: ClaimID
    /// Submitted or under review.
    public let status: ClaimStatus
    /// Why there is a target.
    public let reason: Reason
    /// The start of the count: of the review, or the resubmission.
    public let from: Instant
    /// The end of the count.
    public let at: Instant
    /// Whether the answer's instant is at or after the end.
    public let isPassed: Bool

    /// The row in JSON; the interchange leaves its form open.
    public var json: JSONValue {
        [
            "claim": .string(claim.description), "rule": "CPOR-22", "status": .string(status.rawValue),
            "reason": .string(reason.rawValue), "from": .string(from.description), "at": .string(at.description),
            "passed": .bool(isPassed),
        ]
    }
}

extension EvidenceProjection {
    /// The review target of a claim; nil where nothing counts.
    public func reviewTarget(of claim: ClaimState, asOf instant: Instant) -> ReviewTarget? {
        guard claim.status == .submitted || claim.status == .underReview else { return nil }
        let reason: ReviewTarget.Reason
        let from: Instant
        if let resubmission = file(of: claim).lastResubmission {
            reason = .dispute
            from = resubmission
        } else if claim.process == .cpor, claim.status == .underReview {
            reason = claims.isContested(claim) ? .contestedReview : .review
            from = claim.since
        } else {
            return nil
        }
        let days = claims.rules.inForce(at: from).reviewTargets
        let end =
            switch (reason, claim.process) {
            case (.review, _): from.adding(businessDays: days.reviewBusinessDays)
            case (.contestedReview, _): from.adding(days: days.contestedReviewDays)
            case (.dispute, .partnerActivity): from.adding(days: days.activityDisputeDays)
            case (.dispute, .cpor): from.adding(businessDays: days.associationDisputeBusinessDays)
            }
        return ReviewTarget(
            claim: claim.id, status: claim.status, reason: reason, from: from, at: end, isPassed: instant >= end)
    }

    /// The review targets of all claims, the soonest first, then by claim number.
    public func reviewTargets(asOf instant: Instant) -> [ReviewTarget] {
        claims.claims.compactMap { reviewTarget(of: $0, asOf: instant) }
            .sorted { ($0.at, $0.claim) < ($1.at, $1.claim) }
    }
}

extension ClaimsProjection {
    /// Whether another partner owns one of the slots that a claim is for.
    func isContested(_ claim: ClaimState) -> Bool {
        claim.association.slots.contains { claimed in
            slots.owner(of: claimed.slot).map { claims[$0.claim].partner != claim.partner } ?? false
        }
    }
}
