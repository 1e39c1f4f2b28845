public import ClaimLedger

/// Two partners and one slot: a row of the `conflicts` answer.
public struct ConflictAnswer: JSONAnswer, Hashable, Sendable {
    /// The claim that wants the slot; nil where the viewer may not know it.
    public let challenger: ClaimID?
    /// The claim that owned the slot at the opening; nil where the viewer may not know it.
    public let holder: ClaimID?
    /// The customer's tenant, as the challenging claim spells it.
    public let tenant: TenantID
    /// The contested product.
    public let workload: WorkloadName
    /// The contested subscription; nil where the slot has none.
    public let subscription: SubscriptionID?
    /// When the challenger was submitted, or the holder approved.
    ///
    /// Source rule: CONF-1.
    public let openedAt: Instant
    /// The first instant that is too late for the holder's response.
    ///
    /// Source rule: CONF-2.
    public let respondBy: Instant
    /// When the holder added new proof in time; nil where it has not.
    ///
    /// Source rule: CONF-2.
    public let respondedAt: Instant?
    /// When it was over; nil while it is open.
    public let closedAt: Instant?
    /// Who came out of it with the slot, if anyone; nil while it is open.
    ///
    /// Source rule: CONF-4.
    public let outcome: ConflictOutcome?

    /// The row of interchange section 2.
    public var json: JSONValue {
        [
            "challenger": JSONValue(challenger), "holder": JSONValue(holder),
            "tenant": .string(tenant.text), "workload": .string(workload.text), "subscription": JSONValue(subscription),
            "openedAt": .string(openedAt.description), "respondBy": .string(respondBy.description),
            "respondedAt": JSONValue(respondedAt), "closedAt": JSONValue(closedAt),
            "outcome": JSONValue(text: outcome?.rawValue),
        ]
    }

    /// By opening, challenger, holder, workload, subscription (none first).
    static func areInOrder(_ left: Self, _ right: Self) -> Bool {
        if left.openedAt != right.openedAt { return left.openedAt < right.openedAt }
        for side in [\Self.challenger, \.holder] where left[keyPath: side] != right[keyPath: side] {
            return (left[keyPath: side]?.number ?? 0) < (right[keyPath: side]?.number ?? 0)
        }
        if left.workload != right.workload { return left.workload < right.workload }
        guard let first = left.subscription else { return right.subscription != nil }
        guard let second = right.subscription else { return false }
        return first < second
    }
}

extension ClaimsProjection {
    /// Every conflict there was, once the state has been advanced to the answer's instant.
    public func conflictAnswers() -> [ConflictAnswer] {
        conflicts.all.map(answer).sorted(by: ConflictAnswer.areInOrder)
    }

    /// A conflict as answers show it.
    func answer(_ conflict: Conflict) -> ConflictAnswer {
        ConflictAnswer(
            challenger: claims[conflict.challenger].id, holder: claims[conflict.holder].id, tenant: conflict.tenant,
            workload: conflict.workload.name, subscription: conflict.workload.subscription,
            openedAt: conflict.openedAt, respondBy: conflict.respondBy, respondedAt: conflict.respondedAt,
            closedAt: conflict.closedAt, outcome: conflict.outcome)
    }
}
