public import ClaimLedger

/// Who owned a slot from when to when: a row of the `ownership` answer.
public struct OwnershipAnswer: JSONAnswer, Hashable, Sendable {
    /// The customer's tenant, as the owning claim spells it.
    public let tenant: TenantID
    /// The owned product.
    public let workload: WorkloadName
    /// The owned subscription; nil where the slot has none.
    public let subscription: SubscriptionID?
    /// The claim that owns the slot, or did.
    public let claim: ClaimID
    /// The organisation behind that claim.
    public let partner: PartnerID
    /// From when on the claim owned the slot.
    ///
    /// Source rule: OWN-4.
    public let associatedOn: Instant
    /// From when on it no longer did; nil while it lasts.
    ///
    /// Source rule: OWN-4.
    public let disassociatedOn: Instant?
    /// What ended it; nil while it lasts.
    public let endedBy: AssociationEnd?
    /// The claim that took the slot over; nil unless the end is `displaced`.
    ///
    /// Source rule: OWN-2.
    public let endedByClaim: ClaimID?
    /// The sequence of the event that started it; not part of the JSON.
    public let startSequence: UInt64
    /// The sequence of the event that ended it; nil while it lasts; not part of the JSON.
    public let endSequence: UInt64?

    /// The row of interchange section 2.
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
    /// Keeps the slots of one tenant, compared without case.
    public var tenant: TenantID?
    /// Keeps the slots of one product, compared exactly.
    public var workload: WorkloadName?
    /// Keeps the slots on one subscription, compared without case.
    public var subscription: SubscriptionID?
    /// Keeps what one organisation owns or owned, compared exactly.
    public var partner: PartnerID?

    /// Keeps what meets every condition given; with none, all slots.
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
        var answers: [OwnershipAnswer] = []
        for association in slots.associations where history || association.end == nil {
            let answer = answer(association)
            if filter.includes(answer) { answers.append(answer) }
        }
        // Places are sorted and not rows, each of which has many parts to be moved about.
        return answers.indices.sorted { OwnershipAnswer.areInOrder(answers[$0], answers[$1]) }.map { answers[$0] }
    }

    /// An association as the answer shows it.
    func answer(_ association: Association) -> OwnershipAnswer {
        OwnershipAnswer(
            tenant: association.tenant, workload: association.workload.name,
            subscription: association.workload.subscription, claim: claims[association.claim].id,
            partner: claims[association.claim].partner, associatedOn: association.start,
            disassociatedOn: association.end, endedBy: association.endedBy,
            endedByClaim: association.endedByClaim.map { claims[$0].id },
            startSequence: association.startSequence, endSequence: association.endSequence)
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
