public import ClaimLedger

/// The catalogue at an instant: engagements on their terms of then, locations with what they may do, and remarks.
///
/// JSON: `{"asOf","engagements":[…],"locations":[…],"remarks":[…]}`; the rows' forms stand with them.
public struct CatalogueAnswer: JSONAnswer, Hashable, Sendable {
    /// The instant that the answer is given for.
    public let asOf: Instant
    /// By id.
    public internal(set) var engagements: [EngagementRow]
    /// By id.
    public internal(set) var locations: [LocationRow]
    /// In ledger order.
    public internal(set) var remarks: [CatalogueRemark]

    /// The answer in the form stated above.
    public var json: JSONValue {
        [
            "asOf": .string(asOf.description), "engagements": engagements.json, "locations": locations.json,
            "remarks": remarks.json,
        ]
    }
}

/// An engagement on the terms that count at an instant.
///
/// JSON: `{"engagement","name","solutionArea","payout","timeline","requiredComponents","claimLimit","amountsCents",
/// "open","since","versions"}`; `amountsCents` is `{"A","B","C"}` or `null`.
public struct EngagementRow: JSONAnswer, Hashable, Sendable {
    /// The catalogue's id.
    public let engagement: EngagementID
    /// The terms.
    public let terms: EngagementPublished
    /// The limit in force: the engagement's own, or the edition's.
    ///
    /// Source rule: ELIG-3.
    public let claimLimit: Int64
    /// From when on these terms count.
    public let since: Instant
    /// How often it has been published by then, these terms included.
    public let versions: Int

    /// The row in the form stated above.
    public var json: JSONValue {
        let amounts = terms.amountsCents.map { amounts -> JSONValue in
            ["A": .integer(amounts.a), "B": .integer(amounts.b), "C": .integer(amounts.c)]
        }
        return [
            "engagement": .string(engagement.text), "name": .string(terms.name),
            "solutionArea": .string(terms.solutionArea.rawValue), "payout": .string(terms.payout.rawValue),
            "timeline": .string(terms.timeline.rawValue),
            "requiredComponents": .array(terms.requiredComponents.map { .string($0.rawValue) }),
            "claimLimit": .integer(claimLimit), "amountsCents": amounts ?? .null, "open": .bool(terms.isOpen),
            "since": .string(since.description), "versions": .integer(Int64(versions)),
        ]
    }
}

/// A location at an instant, with the engagements that the ledger names for it.
///
/// JSON: `{"location","partner","country","market","enrolled","payeeProfile","roles":[{"user","roles"}],
/// "eligible":[…],"ineligible":[…]}`; `partner` and `country` are `null` where the ledger holds no enrolment, and
/// `enrolled` and `payeeProfile` are `yes`, `no` or `unknown`.
public struct LocationRow: JSONAnswer, Hashable, Sendable {
    /// Somebody with a role.
    public struct Holder: Hashable, Sendable {
        /// Who.
        public let user: UserID
        /// The roles held, in the order of the vocabulary; never empty.
        public let roles: [IncentiveRole]
    }

    /// The Partner ID of the location.
    public let location: LocationID
    /// Whose it is, and where.
    public let enrolment: LocationEnrolled?
    /// The market its country belongs to.
    public let market: Market?
    /// Whether it is enrolled (ELIG-1).
    public let enrolled: EligibilityCriterion.Verdict
    /// Whether its bank and tax profile is complete (ELIG-1).
    public let payeeProfile: EligibilityCriterion.Verdict
    /// Who holds a role there, in the order of their first one (ACT-4).
    public let holders: [Holder]
    /// What it may claim for, as far as the ledger says so, by id.
    public let eligible: [EngagementID]
    /// What it may not claim for, as far as the ledger says so, by id.
    public let ineligible: [EngagementID]

    /// The row in the form stated above.
    public var json: JSONValue {
        let roles = holders.map { holder -> JSONValue in
            ["user": .string(holder.user.text), "roles": .array(holder.roles.map { .string($0.rawValue) })]
        }
        return [
            "location": .string(location.text), "partner": JSONValue(enrolment?.partner),
            "country": JSONValue(text: enrolment?.country), "market": JSONValue(text: market?.rawValue),
            "enrolled": .string(enrolled.rawValue), "payeeProfile": .string(payeeProfile.rawValue),
            "roles": .array(roles), "eligible": .array(eligible.map { .string($0.text) }),
            "ineligible": .array(ineligible.map { .string($0.text) }),
        ]
    }
}

extension CatalogueProjection {
    /// The catalogue at an instant; an engagement that is not published by then is left out.
    public func answer(asOf instant: Instant) -> CatalogueAnswer {
        CatalogueAnswer(
            asOf: instant, engagements: engagements.sorted().compactMap { row(of: $0, at: instant) },
            locations: locations.sorted().map { row(of: $0, at: instant) },
            remarks: remarks.filter { $0.at <= instant })
    }

    private func row(of engagement: EngagementID, at instant: Instant) -> EngagementRow? {
        guard let versions = facts.catalogue.engagements[engagement], let terms = versions.inForce(at: instant) else {
            return nil
        }
        return EngagementRow(
            engagement: engagement, terms: terms.value,
            claimLimit: terms.value.claimLimit ?? facts.rules.inForce(at: instant).defaultClaimLimit,
            since: terms.at, versions: versions.filter { $0.at <= instant }.count)
    }

    private func row(of location: LocationID, at instant: Instant) -> LocationRow {
        let enrolment = facts.catalogue.enrolment(of: location, at: instant)?.value
        let verdicts = (listed[location] ?? []).sorted().map { engagement in
            (engagement, facts.eligibility(of: location, for: engagement, at: instant).verdict)
        }
        let holders = facts.roles.users(at: location).compactMap { user -> LocationRow.Holder? in
            let held = facts.roles.roles(of: user, at: location, on: instant)
            guard !held.isEmpty else { return nil }
            return LocationRow.Holder(user: user, roles: IncentiveRole.allCases.filter(held.contains))
        }
        return LocationRow(
            location: location, enrolment: enrolment,
            market: enrolment.flatMap { enrolment in
                CountryCode.isKnown(enrolment.country)
                    ? facts.rules.inForce(at: instant).market(of: enrolment.country) : nil
            },
            enrolled: facts.enrolment(of: location, at: instant).verdict,
            payeeProfile: facts.payeeProfile(of: location, at: instant).verdict, holders: holders,
            eligible: verdicts.filter { $0.1 == .yes }.map(\.0),
            ineligible: verdicts.filter { $0.1 == .no }.map(\.0))
    }
}
