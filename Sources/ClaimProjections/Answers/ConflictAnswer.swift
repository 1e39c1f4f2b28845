public import ClaimLedger

/// Two partners and one slot: a row of the `conflicts` answer.
public struct ConflictAnswer: JSONAnswer, Hashable, Sendable {
    public let challenger: ClaimID
    public let holder: ClaimID
    public let tenant: TenantID
    public let workload: WorkloadName
    public let subscription: SubscriptionID?
    public let openedAt: Instant
    public let respondBy: Instant
    public let respondedAt: Instant?
    public let closedAt: Instant?
    public let outcome: ConflictOutcome?

    public var json: JSONValue {
        [
            "challenger": .string(challenger.description), "holder": .string(holder.description),
            "tenant": .string(tenant.text), "workload": .string(workload.text), "subscription": JSONValue(subscription),
            "openedAt": .string(openedAt.description), "respondBy": .string(respondBy.description),
            "respondedAt": JSONValue(respondedAt), "closedAt": JSONValue(closedAt),
            "outcome": JSONValue(text: outcome?.rawValue),
        ]
    }

    /// By opening, challenger, holder, workload, subscription (none first).
    fileprivate static func areInOrder(_ left: Self, _ right: Self) -> Bool {
        if left.openedAt != right.openedAt { return left.openedAt < right.openedAt }
        if left.challenger != right.challenger { return left.challenger < right.challenger }
        if left.holder != right.holder { return left.holder < right.holder }
        if left.workload != right.workload { return left.workload < right.workload }
        guard let first = left.subscription else { return right.subscription != nil }
        guard let second = right.subscription else { return false }
        return first < second
    }
}

extension ClaimsProjection {
    /// Every conflict there was, once the state has been advanced to the answer's instant.
    public func conflictAnswers() -> [ConflictAnswer] {
        conflicts.all.map { conflict in
            ConflictAnswer(
                challenger: claims[conflict.challenger].id, holder: claims[conflict.holder].id, tenant: conflict.tenant,
                workload: conflict.workload.name, subscription: conflict.workload.subscription,
                openedAt: conflict.openedAt, respondBy: conflict.respondBy, respondedAt: conflict.respondedAt,
                closedAt: conflict.closedAt, outcome: conflict.outcome)
        }
        .sorted(by: ConflictAnswer.areInOrder)
    }
}
