import ClaimLedger

/// Partner-activity claims by engagement and customer, to find those that compete for one consent (PA-24).
struct RivalIndex {
    struct Key: Hashable {
        let engagement: EngagementID
        /// Nil for a key by tenant.
        let idType: CustomerIDType?
        let id: String
    }

    var claims = Lookup<Key, [Int]>()

    /// A customer is known by its typed id and by its tenant, both compared without case.
    static func keys(_ engagement: EngagementID, _ customer: CustomerReference) -> [Key] {
        var keys = [Key(engagement: engagement, idType: customer.idType, id: customer.id.withoutCase)]
        if let tenant = customer.statedTenant {
            keys.append(Key(engagement: engagement, idType: nil, id: tenant.text.withoutCase))
        }
        return keys
    }

    mutating func add(_ claim: ClaimState) {
        guard let engagement = claim.activity.engagement else { return }
        for key in Self.keys(engagement, claim.customer) { claims[key, default: []].append(claim.place) }
    }

    /// The other claims for the same engagement and customer, in the order they were made.
    func others(than claim: ClaimState) -> [Int] {
        guard let engagement = claim.activity.engagement else { return [] }
        return places(of: engagement, claim.customer).filter { $0 != claim.place }
    }

    /// The claims for an engagement and a customer, in the order they were made.
    func places(of engagement: EngagementID, _ customer: CustomerReference) -> [Int] {
        var places: [Int] = []
        for key in Self.keys(engagement, customer) {
            for place in claims[key] ?? [] where !places.contains(place) { places.append(place) }
        }
        return places.sorted()
    }
}

extension ClaimsProjection {
    /// The claims of other organisations for the same engagement and customer (PA-24).
    func rivals(of claim: ClaimState) -> [Int] {
        var others = rivals.others(than: claim)
        others.removeAll { claims[$0].partner == claim.partner }
        return others
    }

    /// The rival whose consent stands at an instant, so that no other can be received (PA-20).
    func standingConsent(against claim: ClaimState, at instant: Instant) -> ClaimState? {
        for place in rivals(of: claim) {
            let rival = claims[place]
            guard let consent = rival.activity.firstConsent, consent <= instant else { continue }
            if ending(of: rival, by: instant) == nil { return rival }
        }
        return nil
    }

    /// The rivals that a claim's consent at an instant rejects, with the status each stands in then (PA-21).
    func rivalsWithoutConsent(of claim: ClaimState, at instant: Instant) -> [(place: Int, status: ClaimStatus)] {
        rivals(of: claim).compactMap { rival in
            guard claims[rival].created <= instant else { return nil }
            // Only looked at: an earlier event of the rival may still be recorded, and then comes before its lapse.
            let status = lapsed(claims[rival], by: instant).status
            return status == .customerClaimed || status == .awaitingCustomerConsent ? (rival, status) : nil
        }
    }

    /// Rejects the rivals that are still without consent, at the instant a claim received its own (PA-21).
    mutating func rejectRivals(of place: Int, at instant: Instant) {
        let claim = claims[place]
        for (rival, before) in rivalsWithoutConsent(of: claim, at: instant) {
            claims[rival].automaticRejections.append(AutomaticRejection(at: instant, before: before, rival: place))
            noteRejection(of: rival, at: instant)
            enter(.rejectedFinal, rival, at: instant)
        }
    }
}
