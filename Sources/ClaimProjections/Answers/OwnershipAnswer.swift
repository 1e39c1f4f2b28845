public import ClaimLedger

/// Who owned a slot from when to when: a row of the `ownership` answer.
public struct OwnershipAnswer: JSONAnswer, Hashable, Sendable {
    public let tenant: TenantID
    public let workload: WorkloadName
    public let subscription: SubscriptionID?
    public let claim: ClaimID
    public let partner: PartnerID
    public let associatedOn: Instant
    public let disassociatedOn: Instant?
    public let endedBy: AssociationEnd?
    public let endedByClaim: ClaimID?

    public var json: JSONValue {
        [
            "tenant": .string(tenant.text), "workload": .string(workload.text), "subscription": JSONValue(subscription),
            "claim": .string(claim.description), "partner": .string(partner.text),
            "associatedOn": .string(associatedOn.description), "disassociatedOn": JSONValue(disassociatedOn),
            "endedBy": JSONValue(text: endedBy?.rawValue), "endedByClaim": JSONValue(endedByClaim),
        ]
    }
}

/// Which slots an answer is about; nil means all.
public struct SlotFilter: Hashable, Sendable {
    public var tenant: TenantID?
    public var workload: WorkloadName?
    public var subscription: SubscriptionID?
    public var partner: PartnerID?

    public init(
        tenant: TenantID? = nil, workload: WorkloadName? = nil, subscription: SubscriptionID? = nil,
        partner: PartnerID? = nil
    ) {
        self.tenant = tenant
        self.workload = workload
        self.subscription = subscription
        self.partner = partner
    }

    /// Tenants and subscriptions compare without case, workloads and partners exactly.
    func includes(_ row: OwnershipAnswer) -> Bool {
        if let tenant, tenant.text.lowercased() != row.tenant.text.lowercased() { return false }
        if let workload, workload != row.workload { return false }
        if let subscription, subscription.text.lowercased() != row.subscription?.text.lowercased() { return false }
        if let partner, partner != row.partner { return false }
        return true
    }
}

extension ClaimsProjection {
    /// Who owns, and with `history` who owned, the slots of a filter.
    public func ownership(_ filter: SlotFilter = SlotFilter(), history: Bool = false) -> [OwnershipAnswer] {
        slots.associations
            .filter { history || $0.end == nil }
            .map { association in
                OwnershipAnswer(
                    tenant: association.tenant, workload: association.workload.name,
                    subscription: association.workload.subscription, claim: claims[association.claim].id,
                    partner: claims[association.claim].partner, associatedOn: association.start,
                    disassociatedOn: association.end, endedBy: association.endedBy,
                    endedByClaim: association.endedByClaim.map { claims[$0].id })
            }
            .filter(filter.includes)
            .sorted(by: OwnershipAnswer.areInOrder)
    }
}

extension OwnershipAnswer {
    /// By tenant, workload, subscription (none first), start; what started first in the ledger stays first.
    fileprivate static func areInOrder(_ left: Self, _ right: Self) -> Bool {
        if left.tenant != right.tenant { return left.tenant < right.tenant }
        if left.workload != right.workload { return left.workload < right.workload }
        if left.subscription != right.subscription {
            guard let first = left.subscription else { return true }
            guard let second = right.subscription else { return false }
            return first < second
        }
        return left.associatedOn < right.associatedOn
    }
}
