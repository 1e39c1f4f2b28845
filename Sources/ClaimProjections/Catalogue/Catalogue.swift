import ClaimLedger

/// What the ledger knows of engagements, locations and customers, each fact with its own instant (ELIG-5).
///
/// Facts are kept, and not their outcome: what counts at an instant is the latest fact that is not later.
struct Catalogue {
    /// A location and an engagement that it may or may not claim for.
    struct PartnerKey: Hashable {
        let location: LocationID
        let engagement: EngagementID
    }

    /// How far a location has come.
    struct LocationFacts: Hashable, Sendable {
        var enrolments: [DatedFact<LocationEnrolled>] = []
        var profiles: [DatedFact<Bool>] = []
    }

    var engagements = Lookup<EngagementID, [DatedFact<EngagementPublished>]>()
    var locations = Lookup<LocationID, LocationFacts>()
    var partners = Lookup<PartnerKey, [DatedFact<Bool>]>()
    /// By engagement and typed id, and by tenant where the event gives one (PA-24).
    var customers = Lookup<RivalIndex.Key, [DatedFact<Bool>]>()

    /// Takes an event about an engagement or a location; roles are kept elsewhere.
    mutating func note(_ event: ClaimEvent, sequence: UInt64) {
        func fact<Value>(_ value: Value) -> DatedFact<Value> {
            DatedFact(value: value, at: event.time, source: FactSource(sequence: sequence, event: event.id))
        }
        switch (event.stream, event.fact) {
        case (.engagement(let id), .engagementPublished(let terms)):
            engagements[id, default: []].append(fact(terms))
        case (.engagement(let id), .customerEligibilitySet(let set)):
            let customer = CustomerReference(idType: set.idType, id: set.id)
            for key in RivalIndex.keys(id, customer) { customers[key, default: []].append(fact(set.isEligible)) }
        case (.location(let id), .locationEnrolled(let enrolled)):
            locations[id, default: LocationFacts()].enrolments.append(fact(enrolled))
        case (.location(let id), .payeeProfileCompleted):
            locations[id, default: LocationFacts()].profiles.append(fact(true))
        case (.location(let id), .partnerEligibilitySet(let set)):
            let key = PartnerKey(location: id, engagement: set.engagement)
            partners[key, default: []].append(fact(set.isEligible))
        default: break
        }
    }

    /// The terms of an engagement at an instant; nil where it was not published by then.
    func terms(of engagement: EngagementID, at instant: Instant) -> DatedFact<EngagementPublished>? {
        engagements[engagement]?.inForce(at: instant)
    }

    /// Where a location stood at an instant; nil where the ledger has no enrolment of it by then.
    func enrolment(of location: LocationID, at instant: Instant) -> DatedFact<LocationEnrolled>? {
        locations[location]?.enrolments.inForce(at: instant)
    }

    /// Whether anything was ever said about a customer, by its typed id or its tenant.
    func knows(_ customer: CustomerReference, for engagement: EngagementID) -> Bool {
        RivalIndex.keys(engagement, customer).contains { customers[$0] != nil }
    }

    /// What was last said about a customer, by its typed id or its tenant; nil where nothing was.
    func eligibility(
        of customer: CustomerReference, for engagement: EngagementID, at instant: Instant
    ) -> DatedFact<Bool>? {
        let facts = RivalIndex.keys(engagement, customer).flatMap { customers[$0] ?? [] }
        return facts.sorted { $0.source.sequence < $1.source.sequence }.inForce(at: instant)
    }
}

extension ClaimsProjection {
    /// Takes an event about an engagement or a location (ELIG-5, ACT-4).
    mutating func evolveCatalogue(_ event: borrowing EventView) throws(ReadError) {
        switch event.kind {
        case .roleGranted, .roleRevoked: try evolveRole(event)
        case .engagementPublished, .customerEligibilitySet, .locationEnrolled, .payeeProfileCompleted,
            .partnerEligibilitySet:
            catalogue.note(try event.event(), sequence: event.sequence)
        default: break
        }
    }
}
