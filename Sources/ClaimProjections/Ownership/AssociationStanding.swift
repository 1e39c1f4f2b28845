public import ClaimLedger

/// How a claim stands to one of its slots, with both dates, as its partner sees it.
///
/// Source rule: OWN-4.
public struct AssociationStanding: JSONAnswer, Hashable, Sendable {
    /// Whose the slot is now; the raw values are those printed in JSON.
    public enum Holder: String, CaseIterable, Sendable, Hashable {
        case associatedToYou, associatedToAnotherPartner, notAssociated

        /// As Partner Center words it.
        public var words: String {
            switch self {
            case .associatedToYou: "associated to you"
            case .associatedToAnotherPartner: "associated to another partner"
            case .notAssociated: "not associated"
            }
        }
    }

    /// The claim that looks at the slot.
    public let claim: ClaimID
    /// The slot's workload, as the claim spells it.
    public let workload: WorkloadName
    /// The slot's subscription; nil where it has none.
    public let subscription: SubscriptionID?
    /// Whose the slot is now.
    public let holder: Holder
    /// The claim that owns it now; nil where none does.
    public let owner: ClaimID?
    /// When this claim's latest association with the slot began; nil where it never had one.
    public let associatedOn: Instant?
    /// When that ended; nil while it lasts.
    public let disassociatedOn: Instant?

    /// The row in JSON; the interchange leaves its form open.
    public var json: JSONValue {
        [
            "claim": .string(claim.description), "workload": .string(workload.text),
            "subscription": JSONValue(subscription), "association": .string(holder.rawValue),
            "owner": JSONValue(owner), "associatedOn": JSONValue(associatedOn),
            "disassociatedOn": JSONValue(disassociatedOn),
        ]
    }
}

extension ClaimsProjection {
    /// How a claim stands to every slot that it is for or has owned, by workload and subscription (none first).
    public func standings(of claim: ClaimState) -> [AssociationStanding] {
        var workloads: [Int: Workload] = [:]
        var latest: [Int: Association] = [:]
        for association in slots.associations where association.claim == claim.place {
            workloads[association.slot] = association.workload
            latest[association.slot] = association
        }
        for claimed in claim.association.slots { workloads[claimed.slot] = claimed.workload }
        return workloads.map { slot, workload in
            let owner = slots.owner(of: slot).map { claims[$0.claim] }
            let holder: AssociationStanding.Holder =
                owner.map { $0.partner == claim.partner ? .associatedToYou : .associatedToAnotherPartner }
                ?? .notAssociated
            return AssociationStanding(
                claim: claim.id, workload: workload.name, subscription: workload.subscription, holder: holder,
                owner: owner?.id, associatedOn: latest[slot]?.start, disassociatedOn: latest[slot]?.end)
        }
        .sorted { left, right in
            if left.workload != right.workload { return left.workload < right.workload }
            guard let first = left.subscription else { return right.subscription != nil }
            guard let second = right.subscription else { return false }
            return first < second
        }
    }
}
