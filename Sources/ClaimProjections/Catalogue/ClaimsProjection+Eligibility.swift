import ClaimLedger

extension ClaimsProjection {
    // MARK: The location

    func enrolment(of location: LocationID, at instant: Instant) -> EligibilityCriterion {
        guard let fact = catalogue.enrolment(of: location, at: instant) else {
            return EligibilityCriterion(.enrolled, .unknown, "the ledger holds no enrolment of location \(location)")
        }
        switch fact.value.status {
        case .enrolled:
            return EligibilityCriterion(.enrolled, .yes, "location \(location) is enrolled since \(fact.at)", by: fact)
        case .invited:
            return EligibilityCriterion(
                .enrolled, .no, "location \(location) is invited since \(fact.at) and not enrolled", by: fact)
        }
    }

    /// A profile is only ever told to be complete, so that without such an event an enrolled location has none.
    func payeeProfile(of location: LocationID, at instant: Instant) -> EligibilityCriterion {
        if let fact = catalogue.locations[location]?.profiles.inForce(at: instant) {
            return EligibilityCriterion(
                .payeeProfile, .yes, "the bank and tax profile of location \(location) is complete since \(fact.at)",
                by: fact)
        }
        guard let enrolment = catalogue.enrolment(of: location, at: instant) else {
            return EligibilityCriterion(
                .payeeProfile, .unknown, "the ledger holds no payee profile of location \(location)")
        }
        return EligibilityCriterion(
            .payeeProfile, .no, "the bank and tax profile of location \(location) is incomplete at \(instant)",
            by: enrolment)
    }

    func eligibility(
        of location: LocationID, for engagement: EngagementID, at instant: Instant
    ) -> EligibilityCriterion {
        let key = Catalogue.PartnerKey(location: location, engagement: engagement)
        guard let fact = catalogue.partners[key]?.inForce(at: instant) else {
            return EligibilityCriterion(
                .locationEligible, .unknown,
                "the ledger does not say whether location \(location) is eligible for \(engagement)")
        }
        let state = fact.value ? "eligible" : "not eligible"
        return EligibilityCriterion(
            .locationEligible, fact.value ? .yes : .no,
            "location \(location) is \(state) for \(engagement) since \(fact.at)", by: fact)
    }

    /// Whether a user holds a role for a location, or where none is named whether anybody does.
    func role(of user: UserID?, at location: LocationID, on instant: Instant) -> EligibilityCriterion {
        guard let latest = roles.latestChange(of: nil, at: location, on: instant) else {
            return EligibilityCriterion(.role, .unknown, "the ledger holds no role for location \(location)")
        }
        let users = user.map { [$0] } ?? roles.users(at: location)
        let holder = users.first { !roles.roles(of: $0, at: location, on: instant).isEmpty }
        let change = (holder ?? user).flatMap { roles.latestChange(of: $0, at: location, on: instant) } ?? latest
        let fact = DatedFact(value: change.isGranted, at: change.at, source: change.source)
        if let holder {
            return EligibilityCriterion(
                .role, .yes, "\(holder) holds an Incentive role for location \(location)", by: fact)
        }
        let name = user?.text ?? "nobody"
        let verb = user == nil ? "holds an" : "holds no"
        return EligibilityCriterion(
            .role, .no, "\(name) \(verb) Incentive role for location \(location) at \(instant)", by: fact)
    }

    // MARK: The customer

    func eligibility(
        of customer: CustomerReference, for engagement: EngagementID, at instant: Instant
    ) -> EligibilityCriterion {
        guard let fact = catalogue.eligibility(of: customer, for: engagement, at: instant) else {
            return EligibilityCriterion(
                .customerEligible, .unknown,
                "the ledger does not say whether the customer is eligible for \(engagement)")
        }
        let state = fact.value ? "eligible" : "not eligible"
        return EligibilityCriterion(
            .customerEligible, fact.value ? .yes : .no,
            "the customer is \(state) for \(engagement) since \(fact.at)", by: fact)
    }

    /// Claims of all partners count, from consent received to approved.
    func claimLimit(
        of customer: CustomerReference, for engagement: EngagementID, at instant: Instant
    ) -> EligibilityCriterion {
        guard let terms = catalogue.terms(of: engagement, at: instant) else {
            return EligibilityCriterion(.claimLimit, .unknown, "\(engagement) is not published at \(instant)")
        }
        let limit = terms.value.claimLimit ?? rules.inForce(at: instant).defaultClaimLimit
        let counted = rivals.places(of: engagement, customer).map { claims[$0] }
            .filter { countsAgainstLimit($0, at: instant) }.map(\.id).sorted()
        let isBelow = counted.count < limit
        let noun = limit == 1 ? "claim" : "claims"
        // No count: whoever may not see the claims is told no more than that the limit is reached (G:588).
        return EligibilityCriterion(
            .claimLimit, isBelow ? .yes : .no,
            "the customer has \(isBelow ? "not " : "")reached the limit of \(limit) active or approved \(noun) for "
                + "\(engagement)", by: terms, claims: counted)
    }

    /// Whether a claim is between received consent and approval, or approved (ELIG-3).
    ///
    /// A rejected one is not: the same customer may be claimed again (G:1033). Its dispute brings it back.
    private func countsAgainstLimit(_ claim: ClaimState, at instant: Instant) -> Bool {
        switch lapsed(claim, by: instant).status {
        case .customerConsentReceived, .submitted, .underReview, .partnerActionRequired, .disputed, .approved:
            (claim.activity.firstConsent ?? claim.since) <= instant
        default: false
        }
    }

    // MARK: The engagement

    func openness(of engagement: EngagementID, at instant: Instant) -> EligibilityCriterion {
        guard let terms = catalogue.terms(of: engagement, at: instant) else {
            return EligibilityCriterion(.engagementOpen, .unknown, "\(engagement) is not published at \(instant)")
        }
        let state = terms.value.isOpen ? "open to" : "closed to"
        return EligibilityCriterion(
            .engagementOpen, terms.value.isOpen ? .yes : .no, "\(engagement) is \(state) new claims since \(terms.at)",
            by: terms)
    }

    // MARK: Guards

    /// Why a new claim breaks a rule of eligibility; nil where it breaks none, or where the ledger holds no facts.
    func breachOfEligibility(_ guard: Guard, _ act: Act, on claim: ClaimState) -> Breach? {
        // What nothing is known of breaks no rule; looking first saves the words that nobody would read.
        guard let engagement = claim.activity.engagement, knowsFacts(for: `guard`, of: claim, engagement) else {
            return nil
        }
        let location = claim.location
        let criteria: [EligibilityCriterion]
        switch `guard` {
        case .locationEligible:
            criteria = [
                enrolment(of: location, at: act.time), payeeProfile(of: location, at: act.time),
                eligibility(of: location, for: engagement, at: act.time),
            ]
        case .roleHeld:
            criteria = act.actor.map { [role(of: UserID($0.text), at: location, on: act.time)] } ?? []
        case .customerEligible:
            criteria = [
                eligibility(of: claim.customer, for: engagement, at: act.time),
                claimLimit(of: claim.customer, for: engagement, at: act.time),
            ]
        case .engagementOpen: criteria = [openness(of: engagement, at: act.time)]
        default: criteria = []
        }
        return criteria.lazy.compactMap(\.breach).first
    }

    /// Whether the ledger holds anything that a guard of eligibility rests on.
    private func knowsFacts(for guard: Guard, of claim: ClaimState, _ engagement: EngagementID) -> Bool {
        switch `guard` {
        case .locationEligible:
            catalogue.locations[claim.location] != nil
                || catalogue.partners[Catalogue.PartnerKey(location: claim.location, engagement: engagement)] != nil
        case .roleHeld: roles.knowsRoles(at: claim.location)
        case .customerEligible:
            catalogue.engagements[engagement] != nil || catalogue.knows(claim.customer, for: engagement)
        case .engagementOpen: catalogue.engagements[engagement] != nil
        default: false
        }
    }
}
