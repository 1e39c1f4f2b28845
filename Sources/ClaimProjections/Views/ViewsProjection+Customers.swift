public import ClaimLedger

extension ViewsProjection {
    /// An engagement's customers, by tab, customer, partner and claim (none first).
    ///
    /// Every claim for the engagement is a row. Where the payout is fixed, a customer who ever gave the same partner
    /// consent to a claim with a fixed payout, and has no claim of that partner's going on, is a row without a claim.
    ///
    /// - Parameters:
    ///   - engagement: The catalogue's id.
    ///   - partner: Whose customers; nil for those of all partners.
    ///   - instant: The answer's instant, to which the state has been advanced.
    ///   - sight: What may be seen: hidden claims make no row, and no engagement. Nil sees all.
    /// - Returns: Nil where the engagement was neither published nor claimed for.
    public func customers(
        of engagement: EngagementID, partner: PartnerID? = nil, asOf instant: Instant, seenBy sight: Sight? = nil
    ) -> [EngagementCustomer]? {
        let sight = sight ?? Sight(of: .auditor, at: claims, asOf: instant)
        let claimed = claims.claims.filter { $0.activity.engagement == engagement && sight.sees($0) }
        let stated = claimed.last.flatMap { labels[$0.place].engagement }
        guard let terms = claims.published(engagement, at: instant) ?? stated else { return nil }
        let list = CustomerList(terms: terms, views: self, asOf: instant)
        let rows = claimed.filter { partner == nil || $0.partner == partner }.map { list.row($0) }
        guard terms.payout == .fixed else { return rows.sorted(by: Self.precedes) }
        let open = Set(claimed.filter { list.goesOn($0) }.map(CustomerOfPartner.init))
        var known: [CustomerOfPartner: ClaimState] = [:]
        for claim in claims.claims where (partner == nil || claim.partner == partner) && sight.sees(claim) {
            guard claim.activity.consent != nil, labels[claim.place].engagement?.payout == .fixed else { continue }
            known[CustomerOfPartner(claim)] = claim
        }
        let without = known.filter { !open.contains($0.key) }.map { list.rowWithoutClaim($0.value) }
        return (rows + without).sorted(by: Self.precedes)
    }

    private static func precedes(_ left: EngagementCustomer, _ right: EngagementCustomer) -> Bool {
        let (first, second) = (left.rank, right.rank)
        if first != second { return first < second }
        let (one, other) = (left.customerKey, right.customerKey)
        if one != other { return one < other }
        if left.partner != right.partner { return left.partner < right.partner }
        guard let claim = left.listing?.claim else { return right.listing != nil }
        return right.listing.map { claim < $0.claim } ?? false
    }
}

extension ClaimsProjection {
    /// An engagement on the terms of an instant; nil where it was not published by then.
    fileprivate func published(_ engagement: EngagementID, at instant: Instant) -> EngagementReference? {
        catalogue.terms(of: engagement, at: instant).map { terms in
            EngagementReference(
                id: engagement, name: terms.value.name, solutionArea: terms.value.solutionArea,
                payout: terms.value.payout, timeline: terms.value.timeline)
        }
    }
}

/// A customer's typed id, compared without case.
private struct CustomerKey: Hashable, Comparable {
    let id: String
    let idType: CustomerIDType

    init(_ idType: CustomerIDType, _ id: String) {
        self.id = id.lowercased()
        self.idType = idType
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.id != right.id { return left.id.unicodeScalars.lexicographicallyPrecedes(right.id.unicodeScalars) }
        return left.idType.rawValue < right.idType.rawValue
    }
}

/// A customer as one partner knows it.
private struct CustomerOfPartner: Hashable {
    let partner: PartnerID
    let customer: CustomerKey

    init(_ claim: ClaimState) {
        partner = claim.partner
        customer = CustomerKey(claim.customer.idType, claim.customer.id)
    }
}

/// What the rows of one engagement have in common.
private struct CustomerList {
    let terms: EngagementReference
    let views: ViewsProjection
    let asOf: Instant

    /// Whether a claim of the partner's stands in the way of another one for the same customer.
    func goesOn(_ claim: ClaimState) -> Bool {
        claim.status != .approved && views.claims.ending(of: claim, by: asOf) == nil
    }

    func row(_ claim: ClaimState) -> EngagementCustomer {
        let listing = views.listing(of: claim, asOf: asOf)
        let bar = claim.status.isInCompleteTab ? nil : bar(claim.customer, from: claim.id)
        let tab: CustomersTab = claim.status.isInCompleteTab ? .complete : bar == nil ? .eligible : .ineligible
        return row(tab, claim, bar, listing, listing.nextAction)
    }

    func rowWithoutClaim(_ claim: ClaimState) -> EngagementCustomer {
        let bar = bar(claim.customer, from: nil)
        guard bar == nil else { return row(.ineligible, claim, bar, nil, nil) }
        return row(.eligible, claim, nil, nil, takesNewClaim(for: claim.customer) ? .claimCustomer : nil)
    }

    /// Whether a new claim would be of use: one on a closed engagement, or by an id it does not take, would not.
    private func takesNewClaim(for customer: CustomerReference) -> Bool {
        views.claims.openness(of: terms.id, at: asOf).verdict != .no
            && views.claims.rules.inForce(at: asOf).idTypes(for: terms).contains(customer.idType)
    }

    private func row(
        _ tab: CustomersTab, _ claim: ClaimState, _ bar: CustomerBar?, _ listing: ClaimListing?, _ action: NextAction?
    ) -> EngagementCustomer {
        EngagementCustomer(
            tab: tab, partner: claim.partner, customerName: claim.customer.name, customerIDType: claim.customer.idType,
            customerID: claim.customer.id, isEligible: eligibility(of: claim.customer), bar: bar, listing: listing,
            nextAction: action)
    }

    private func eligibility(of customer: CustomerReference) -> Bool? {
        views.claims.catalogue.eligibility(of: customer, for: terms.id, at: asOf)?.value
    }

    /// Why a customer cannot be claimed; a variable payout has no ineligible tab.
    private func bar(_ customer: CustomerReference, from claim: ClaimID?) -> CustomerBar? {
        guard terms.payout == .fixed else { return nil }
        if eligibility(of: customer) == false { return .notEligible }
        let limit = views.claims.claimLimit(of: customer, for: terms.id, at: asOf)
        guard limit.verdict == .no else { return nil }
        // A claim with consent is one of those counted, and its customer is not barred by the claim itself.
        return claim.map(limit.claims.contains) ?? false ? nil : .limitReached
    }
}

extension EngagementCustomer {
    fileprivate var rank: Int { CustomersTab.allCases.firstIndex(of: tab) ?? 0 }
    fileprivate var customerKey: CustomerKey { CustomerKey(customerIDType, customerID) }
}
