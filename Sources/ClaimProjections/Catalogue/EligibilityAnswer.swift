public import ClaimLedger

/// Whether a location may claim a customer for an engagement at an instant, criterion by criterion.
///
/// JSON: `{"location","engagement","customer":{"idType","id"}|null,"user","asOf","eligible","market","amountCents",
/// "criteria":[…]}`. `eligible` is `no` where any criterion says so, else `unknown` where any is, else `yes`; `market` and
/// `amountCents` are `null` where the ledger does not hold the location's country, or it is none, or what is paid there.
public struct EligibilityAnswer: JSONAnswer, Hashable, Sendable {
    /// The location that would claim.
    public let location: LocationID
    /// What it would claim for.
    public let engagement: EngagementID
    /// Whom it would claim; nil where the question names none, and then nothing about customers is answered.
    public let customer: CustomerReference?
    /// Who would claim; nil asks whether anybody could.
    public let user: UserID?
    /// The instant that the answer is given for.
    public let asOf: Instant
    /// The market that the location's country belongs to.
    public let market: Market?
    /// What an approved claim earns there, in US cents.
    public let amountCents: Int64?
    /// Every criterion, in the order in which a new claim is judged.
    public internal(set) var criteria: [EligibilityCriterion]

    /// All criteria in one word.
    public var verdict: EligibilityCriterion.Verdict {
        let verdicts = Set(criteria.map(\.verdict))
        return verdicts.contains(.no) ? .no : verdicts.contains(.unknown) ? .unknown : .yes
    }

    /// The answer in the form stated above.
    public var json: JSONValue {
        [
            "location": .string(location.text), "engagement": .string(engagement.text),
            "customer": customer.map { ["idType": .string($0.idType.rawValue), "id": .string($0.id)] } ?? .null,
            "user": JSONValue(user), "asOf": .string(asOf.description), "eligible": .string(verdict.rawValue),
            "market": JSONValue(text: market?.rawValue),
            "amountCents": amountCents.map { .integer($0) } ?? .null, "criteria": criteria.json,
        ]
    }
}

extension ClaimsProjection {
    /// Whether a location may claim for an engagement, once the state has been advanced to an instant.
    ///
    /// The same criteria judge a new claim, in the same order (PA-CLAIM-2, PA-CLAIM-3, then ELIG-1, -2, -3 and -5).
    ///
    /// - Parameters:
    ///   - location: The location that would claim.
    ///   - engagement: What it would claim for.
    ///   - customer: Whom; nil leaves out what depends on the customer.
    ///   - user: Who would claim; nil asks whether anybody holds a role.
    ///   - instant: When.
    /// - Returns: Each criterion with the event it rests on; `unknown` where the ledger holds no facts (ELIG-5).
    public func eligibility(
        of location: LocationID, for engagement: EngagementID, customer: CustomerReference? = nil,
        by user: UserID? = nil, at instant: Instant
    ) -> EligibilityAnswer {
        var criteria = customer.map { idCriteria(of: $0, for: engagement, at: instant) } ?? []
        criteria += [
            enrolment(of: location, at: instant), payeeProfile(of: location, at: instant),
            eligibility(of: location, for: engagement, at: instant), role(of: user, at: location, on: instant),
        ]
        if let customer {
            criteria += [
                eligibility(of: customer, for: engagement, at: instant),
                claimLimit(of: customer, for: engagement, at: instant),
            ]
        }
        criteria.append(openness(of: engagement, at: instant))
        let country = catalogue.enrolment(of: location, at: instant)?.value.country
        let market = country.flatMap { CountryCode.isKnown($0) ? rules.inForce(at: instant).market(of: $0) : nil }
        let amounts = catalogue.terms(of: engagement, at: instant)?.value.amountsCents
        return EligibilityAnswer(
            location: location, engagement: engagement, customer: customer, user: user, asOf: instant, market: market,
            amountCents: market.flatMap { market in amounts.map { $0.cents(in: market) } }, criteria: criteria)
    }

    private func idCriteria(
        of customer: CustomerReference, for engagement: EngagementID, at instant: Instant
    ) -> [EligibilityCriterion] {
        var criteria: [EligibilityCriterion] = []
        if let terms = catalogue.terms(of: engagement, at: instant) {
            let reference = EngagementReference(
                id: engagement, name: terms.value.name, solutionArea: terms.value.solutionArea,
                payout: terms.value.payout, timeline: terms.value.timeline)
            let breach = breachOfIDType(customer.idType, for: reference, at: instant)
            criteria.append(
                EligibilityCriterion(
                    .customerIDType, breach == nil ? .yes : .no,
                    breach?.reason ?? "\(engagement) takes a \(customer.idType.rawValue)", by: terms))
        } else {
            criteria.append(
                EligibilityCriterion(.customerIDType, .unknown, "\(engagement) is not published at \(instant)"))
        }
        let breach = breachOfDomainForm(customer)
        criteria.append(
            EligibilityCriterion(
                .customerID, breach == nil ? .yes : .no, breach?.reason ?? "the id has the form its type asks for"))
        return criteria
    }
}
