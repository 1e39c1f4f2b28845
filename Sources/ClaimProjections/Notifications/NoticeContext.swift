import ClaimLedger

/// A notice before its recipients are looked up.
struct NoticeDraft {
    let kind: NoticeKind
    /// The claim it is about, by its place.
    let place: Int
    let roles: [NoticeRecipient.Role]
    let words: String

    init(_ kind: NoticeKind, _ place: Int, to roles: [NoticeRecipient.Role], _ words: String) {
        self.kind = kind
        self.place = place
        self.roles = roles
        self.words = words
    }
}

/// What an event may change on claims other than its own, as it stands before the event.
struct NoticeContext {
    private let conflicts: Int
    /// The claims that a consent may reject, with how often that has happened to each.
    private let rivals: [(place: Int, rejections: Int)]
    /// The current associations of the slots that the event may give to its claim.
    private let holdings: [Association]

    init(_ event: borrowing EventView, _ claims: ClaimsProjection) throws(ReadError) {
        conflicts = claims.conflicts.all.count
        let place = event.header.streamKind == .claim ? claims.places[stream: event.header.streamIndex] : nil
        var rivals: [Int] = []
        var slots: [Int] = []
        switch event.kind {
        case .consentReceived: rivals = place.map { claims.rivals(of: claims.claims[$0]) } ?? []
        case .approved:
            guard let place else { break }
            let claim = claims.claims[place]
            slots = claim.association.slots.map(\.slot)
            if event.header.marks.contains(.listsWorkloads), case .approved(let approval) = try event.event().fact {
                slots += claims.namedSlots(approval.workloads ?? [], tenant: TenantID(claim.customer.id)).map(\.slot)
            }
        case .associationMigrated:
            guard case .associationMigrated(let made) = try event.event().fact else { break }
            slots = claims.namedSlots(made.workloads, tenant: TenantID(made.customer.id)).map(\.slot)
        default: break
        }
        self.rivals = rivals.map { ($0, claims.claims[$0].automaticRejections.count) }
        // Slots that no claim has named yet have negative places, and no owner.
        holdings = Set(slots).filter { $0 >= 0 }.sorted().compactMap { claims.slots.owner(of: $0) }
    }

    /// The rivals that the event rejected (PA-21).
    func rejected(in claims: ClaimsProjection) -> [Int] {
        rivals.filter { claims.claims[$0.place].automaticRejections.count > $0.rejections }.map(\.place)
    }

    /// What others than the event's own claim are told.
    func drafts(
        _ event: borrowing EventView, _ place: Int, _ rejected: [Int], in claims: ClaimsProjection
    ) -> [NoticeDraft] {
        let rejections = rejected.map { rival in
            NoticeDraft(
                .rejected, rival, to: [.partnerContact, .claimant],
                "claim \(claims.claims[rival].id) is rejected: the customer consented to another partner's claim")
        }
        return rejections + displacements(by: place, in: claims) + openings(in: claims)
    }

    /// The claims whose associations the event took over, each told once.
    private func displacements(by place: Int, in claims: ClaimsProjection) -> [NoticeDraft] {
        let displaced = holdings.filter { $0.claim != place && claims.slots.owner(of: $0.slot)?.claim == place }
        return Set(displaced.map(\.claim)).sorted().map { loser in
            let lost = displaced.filter { $0.claim == loser }.map(\.workload.words).joined(separator: ", ")
            return NoticeDraft(
                .associationDisplaced, loser, to: [.partnerContact],
                "claim \(claims.claims[loser].id) is no longer associated with \(lost): another partner's claim is")
        }
    }

    /// The two sides of the conflicts that the event opened, each told once.
    private func openings(in claims: ClaimsProjection) -> [NoticeDraft] {
        let opened = (conflicts..<claims.conflicts.all.count).map { claims.conflicts.all[$0] }
        let holders = Set(opened.map(\.holder)).sorted().map { side in
            let own = opened.filter { $0.holder == side }
            let held = own.map { Self.workload(of: $0, asSpeltBy: claims.claims[side]).words }
            return NoticeDraft(
                .conflictOpened, side, to: [.partnerContact],
                """
                another partner claims \(held.joined(separator: ", ")), which claim \
                \(claims.claims[side].id) holds: new proof is awaited before \(own[0].respondBy)
                """)
        }
        let challengers = Set(opened.map(\.challenger)).sorted().map { side in
            let own = opened.filter { $0.challenger == side }
            return NoticeDraft(
                .conflictOpened, side, to: [.partnerContact],
                """
                another partner holds \(own.map(\.workload.words).joined(separator: ", ")) of claim \
                \(claims.claims[side].id): it may respond until \(own[0].respondBy)
                """)
        }
        return holders + challengers
    }

    /// The contested workload as a side spells it: a conflict has it as its challenger does.
    private static func workload(of conflict: Conflict, asSpeltBy side: ClaimState) -> Workload {
        side.association.slots.first { $0.slot == conflict.slot }?.workload ?? conflict.workload
    }
}
