public import ClaimLedger

/// Where a claim stands: a row of the `status` answer.
public struct StatusAnswer: JSONAnswer, Hashable, Sendable {
    /// The claim that the row is about.
    public let claim: ClaimID
    /// Which of the two lifecycles it follows.
    public let process: ClaimProcess
    /// Where the claim stands, lapses due by the answer's instant included.
    ///
    /// Source rule: FACT-3.
    public let status: ClaimStatus
    /// When the claim last came to this status from another one.
    public let since: Instant
    /// The organisation that claims.
    public let partner: PartnerID
    /// Where the partner claims from.
    public let location: LocationID
    /// How to read `customerID`; `customer.idType` in JSON.
    public let customerIDType: CustomerIDType
    /// The customer's id as the claim spells it; `customer.id` in JSON.
    public let customerID: String
    /// What the claim is for; nil for CPOR.
    public let engagement: EngagementID?
    /// The area of the claim's engagement, or of its workloads.
    public let solutionArea: SolutionArea
    /// Whether a dispute would be in time and the first.
    public let isDisputable: Bool
    /// The lapse that the status is heading for after the answer's instant; nil where there is none.
    public let nextDeadline: DeadlineAnswer?
    /// The sequence of the latest event of the claim's own stream.
    public let lastSequence: UInt64

    /// The row of interchange section 2; its `nextDeadline` does not repeat the claim.
    public var json: JSONValue {
        [
            "claim": .string(claim.description), "process": .string(process.rawValue),
            "status": .string(status.rawValue), "since": .string(since.description),
            "partner": .string(partner.text), "location": .string(location.text),
            "customer": ["idType": .string(customerIDType.rawValue), "id": .string(customerID)],
            "engagement": JSONValue(engagement), "solutionArea": .string(solutionArea.rawValue),
            "disputable": .bool(isDisputable), "nextDeadline": nextDeadline?.shortJSON ?? .null,
            "lastSequence": .integer(Int64(lastSequence)),
        ]
    }
}

/// A lapse that a claim is heading for: a row of the `deadlines` answer.
public struct DeadlineAnswer: JSONAnswer, Hashable, Sendable {
    /// The claim that lapses unless someone acts before.
    public let claim: ClaimID
    /// The rule that sets the deadline, for example `PA-30`.
    public let rule: RuleID
    /// When the lapse takes effect.
    public let at: Instant
    /// The status that the lapse leads to.
    public let becomes: ClaimStatus
    /// The edition whose figure set the deadline.
    public let edition: String

    /// Without the claim, as it stands inside its status.
    var shortJSON: JSONValue {
        ["rule": .string(rule.text), "at": .string(at.description), "becomes": .string(becomes.rawValue)]
    }

    /// The row of interchange section 2, in which the edition does not appear.
    public var json: JSONValue {
        [
            "claim": .string(claim.description), "rule": .string(rule.text), "at": .string(at.description),
            "becomes": .string(becomes.rawValue),
        ]
    }
}

extension ClaimsProjection {
    /// The claims in the order of their numbers.
    public var claimsByNumber: [ClaimState] { claims.sorted { $0.id < $1.id } }

    /// Where a claim stands, once the state has been advanced to an instant.
    public func status(of claim: ClaimState, asOf instant: Instant) -> StatusAnswer {
        StatusAnswer(
            claim: claim.id, process: claim.process, status: claim.status, since: claim.since, partner: claim.partner,
            location: claim.location, customerIDType: claim.customer.idType, customerID: claim.customer.id,
            engagement: claim.activity.engagement, solutionArea: claim.solutionArea,
            isDisputable: isDisputable(claim, at: instant), nextDeadline: nextDeadline(of: claim, after: instant),
            lastSequence: claim.lastSequence)
    }

    /// Whether a dispute would break no time limit and be the first (PA-12, CPOR-14).
    public func isDisputable(_ claim: ClaimState, at instant: Instant) -> Bool {
        guard claim.status == .rejected, !claim.hasBeenDisputed, let end = deadline(.dispute, of: claim) else {
            return false
        }
        return instant < end.at
    }

    /// The lapse that a claim's status is heading for after an instant; nil where none is.
    public func nextDeadline(of claim: ClaimState, after instant: Instant) -> DeadlineAnswer? {
        guard let lapse = pendingLapse(of: claim), lapse.at > instant else { return nil }
        return answer(lapse, of: claim)
    }

    /// A pending lapse as the answer shows it.
    func answer(_ lapse: PendingLapse, of claim: ClaimState) -> DeadlineAnswer {
        DeadlineAnswer(
            claim: claim.id, rule: lapse.step.rule, at: lapse.at, becomes: lapse.step.to,
            edition: rules.edition(lapse.edition).figures.edition)
    }

    /// The pending deadlines of all claims, soonest first, within so many microseconds (up to and including).
    public func deadlines(after instant: Instant, withinMicroseconds span: Int64? = nil) -> [DeadlineAnswer] {
        claims.compactMap { nextDeadline(of: $0, after: instant) }
            .filter { deadline in span.map { deadline.at.microseconds(since: instant) <= $0 } ?? true }
            .sorted { ($0.at, $0.claim) < ($1.at, $1.claim) }
    }
}
