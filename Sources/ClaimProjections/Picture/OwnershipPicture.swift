public import ClaimLedger

/// Who owned one slot over time: a bar for each association, with the conflicts over it and how they were decided.
///
/// It holds what the `ownership` answer with history holds for the slot, instant by instant; `svg` draws it.
public struct OwnershipPicture: Hashable, Sendable {
    /// One association, with the conflicts that challenged it.
    public struct Lane: Hashable, Sendable {
        /// The association, as the `ownership` answer shows it.
        public let association: OwnershipAnswer
        /// The conflicts against it, in the order of their opening.
        public internal(set) var conflicts: [ConflictCase]
    }

    /// The customer's tenant.
    public let tenant: TenantID
    /// The owned product.
    public let workload: WorkloadName
    /// The subscription it runs on; nil where the slot has none.
    public let subscription: SubscriptionID?
    /// The associations in the order of their start.
    public let lanes: [Lane]
    /// The answer's instant, up to which current associations are drawn.
    public let asOf: Instant
    /// Whether nothing was left out for the viewer's sake.
    public let isWhole: Bool

    /// The first and the last instant in the picture.
    public var span: ClosedRange<Instant> {
        var instants = [asOf]
        for lane in lanes {
            instants += [lane.association.associatedOn, lane.association.disassociatedOn].compactMap(\.self)
            for conflict in lane.conflicts.map(\.conflict) {
                instants += [conflict.openedAt, conflict.closedAt ?? conflict.respondBy]
            }
        }
        return (instants.min() ?? asOf)...(instants.max() ?? asOf)
    }
}

/// Why there is no picture.
public enum PictureError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The workload of the tenant is owned on several subscriptions, and none of them was named.
    case severalSubscriptions([SubscriptionID?])

    /// What is missing, and what may be given.
    public var description: String {
        switch self {
        case .severalSubscriptions(let subscriptions):
            let list = subscriptions.compactMap { $0?.text }.joined(separator: ", ")
            return """
                a picture shows one slot, and the workload has several: name one of its subscriptions
                  \(list)
                """
        }
    }
}

extension EvidenceProjection {
    /// The picture of a slot, once the state has been advanced to the answer's instant.
    ///
    /// - Parameters:
    ///   - tenant: The customer's tenant; compared without case.
    ///   - workload: The product; compared exactly.
    ///   - subscription: May be left out where the workload has one slot only; compared without case.
    ///   - instant: The answer's instant.
    ///   - viewer: Who looks; what that viewer may not see is not drawn.
    /// - Returns: The slot's associations by time, each with the conflicts that challenged it.
    /// - Throws: `PictureError` where the workload has several slots and none is named.
    public func ownershipPicture(
        tenant: TenantID, workload: WorkloadName, subscription: SubscriptionID? = nil, asOf instant: Instant,
        viewer: Viewer = .auditor
    ) throws(PictureError) -> OwnershipPicture {
        let filter = SlotFilter(tenant: tenant, workload: workload, subscription: subscription)
        let sight = Sight(of: viewer, at: claims, asOf: instant)
        let rows = sight.shown(claims.ownership(filter, history: true))
        let subscriptions = Dictionary(grouping: rows) { $0.subscription?.text.lowercased() }
        guard subscriptions.count <= 1 else {
            let spellings = subscriptions.values.compactMap(\.first).map(\.subscription)
            throw .severalSubscriptions(spellings.sorted { ($0 ?? "") < ($1 ?? "") })
        }
        // The rows come by spelling first; the picture is by time, what is equal in the order of the rows.
        let ordered = rows.enumerated()
            .sorted { ($0.element.associatedOn, $0.offset) < ($1.element.associatedOn, $1.offset) }
            .map(\.element)
        var lanes = ordered.map { OwnershipPicture.Lane(association: $0, conflicts: []) }
        let slot = rows.first?.subscription ?? subscription
        for conflict in sight.shown(conflictCases()).sorted(by: { ConflictAnswer.areInOrder($0.conflict, $1.conflict) })
        {
            guard conflict.conflict.isOver(tenant, workload, slot),
                let lane = Self.lane(of: conflict.conflict, in: ordered)
            else { continue }
            lanes[lane].conflicts.append(conflict)
        }
        return OwnershipPicture(
            tenant: rows.first?.tenant ?? tenant, workload: workload, subscription: slot, lanes: lanes, asOf: instant,
            isWhole: viewer.seesEverything)
    }

    /// The association that a conflict challenges: the holder's latest that had begun at the opening.
    private static func lane(of conflict: ConflictAnswer, in rows: [OwnershipAnswer]) -> Int? {
        rows.lastIndex { $0.claim == conflict.holder && $0.associatedOn <= conflict.openedAt }
            ?? rows.firstIndex { $0.claim == conflict.holder }
    }
}

extension ConflictAnswer {
    fileprivate func isOver(_ tenant: TenantID, _ workload: WorkloadName, _ subscription: SubscriptionID?) -> Bool {
        self.tenant.text.lowercased() == tenant.text.lowercased() && self.workload == workload
            && self.subscription?.text.lowercased() == subscription?.text.lowercased()
    }
}
