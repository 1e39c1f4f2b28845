public import ClaimLedger

/// Why an association ended; the raw values are those printed.
public enum AssociationEnd: String, CaseIterable, Sendable, Hashable {
    case displaced, disassociated, customerDeclined, subscriptionEnded
}

/// A claim's ownership of one slot, from an instant, until an instant or still.
public struct Association: Hashable, Sendable {
    /// What is owned, by its place in the slot table.
    public let slot: Int
    /// The owning claim, by its place in the projection.
    public let claim: Int
    /// The slot as the owning claim spells it.
    public let tenant: TenantID
    /// The owned workload, spelt likewise.
    public let workload: Workload
    /// When the claim was approved for the slot, or migrated with it.
    ///
    /// Source rule: OWN-2.
    public let start: Instant
    /// The sequence of the event that started it.
    public let startSequence: UInt64
    /// When ownership stopped; nil while it lasts.
    public internal(set) var end: Instant?
    /// What ownership stopped by; nil while it lasts.
    ///
    /// Source rule: OWN-3.
    public internal(set) var endedBy: AssociationEnd?
    /// The claim that displaced it, by its place in the projection.
    public internal(set) var endedByClaim: Int?
    /// The sequence of the event that ended it.
    public internal(set) var endSequence: UInt64?
}

/// What exactly one partner can own; tenant and subscription compare without case, the workload's name exactly.
struct SlotKey: Hashable, Sendable {
    let tenant: String
    let workload: WorkloadName
    let subscription: String?

    init(tenant: TenantID, workload: Workload) {
        self.tenant = tenant.text.withoutCase
        self.workload = workload.name
        subscription = workload.subscription?.text.withoutCase
    }

    var subscriptionKey: SubscriptionKey? { subscription.map { SubscriptionKey(tenant: tenant, subscription: $0) } }
}

/// A customer's subscription; both ids compare without case.
struct SubscriptionKey: Hashable, Sendable {
    let tenant: String
    let subscription: String

    init(tenant: String, subscription: String) {
        self.tenant = tenant.withoutCase
        self.subscription = subscription.withoutCase
    }
}

extension String {
    /// The lower-case form, by which ids are compared that the rulebook compares without case.
    ///
    /// Most are written that way already, and then it is the text itself, which shares its bytes.
    var withoutCase: String {
        let isPlain = utf8.allSatisfy { $0 < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        return isPlain ? self : lowercased()
    }
}

/// What is known of one slot.
struct SlotRow: Hashable, Sendable {
    /// The place of its current association in `associations`; nil where nobody owns it.
    var current: Int?
    /// The claims that have named it, to find those a new owner competes with.
    var claimants: [Int] = []
}

/// All slots that claims have named, with who owned each of them when.
public struct SlotTable {
    var places = Lookup<SlotKey, Int>()
    /// Every association there was, in the order they started in the ledger.
    public internal(set) var associations = Rows<Association>()
    var rows = Rows<SlotRow>()
    /// The slots on each subscription.
    var bySubscription = Lookup<SubscriptionKey, [Int]>()

    /// The place of a slot, made at its first naming.
    mutating func place(of key: SlotKey) -> Int {
        if let known = places[key] { return known }
        let place = rows.count
        places[key] = place
        rows.append(SlotRow())
        if let subscription = key.subscriptionKey { bySubscription[subscription, default: []].append(place) }
        return place
    }

    /// The place of a slot; nil where no claim has named it.
    func knownPlace(of key: SlotKey) -> Int? { places[key] }

    /// The slots that claims have named on a subscription.
    func slots(on subscription: SubscriptionKey) -> [Int] { bySubscription[subscription] ?? [] }

    mutating func addClaimant(_ claim: Int, to slot: Int) {
        if !rows[slot].claimants.contains(claim) { rows[slot].claimants.append(claim) }
    }

    /// The claims that have named a slot; whether they still do is theirs to say.
    func claimants(of slot: Int) -> [Int] { rows[slot].claimants }

    /// The current association of a slot.
    public func owner(of slot: Int) -> Association? { rows[slot].current.map { associations[$0] } }

    /// Starts an association; the slot must be free (OWN-1).
    mutating func start(_ association: Association) {
        precondition(rows[association.slot].current == nil, "a slot has at most one current association (OWN-1)")
        rows[association.slot].current = associations.count
        associations.append(association)
    }

    /// Ends the current association of a slot and gives it, as it ended.
    mutating func end(
        _ slot: Int, at instant: Instant, by end: AssociationEnd, claim: Int?, sequence: UInt64
    ) -> Association? {
        guard let place = rows[slot].current else { return nil }
        associations[place].end = instant
        associations[place].endedBy = end
        associations[place].endedByClaim = claim
        associations[place].endSequence = sequence
        rows[slot].current = nil
        return associations[place]
    }
}
