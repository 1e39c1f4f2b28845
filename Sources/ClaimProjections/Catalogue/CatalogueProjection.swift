public import ClaimLedger

/// The catalogue as published, the locations, and what a person should look at in either.
///
/// It folds events about engagements, locations and rules only, so claims cost it nothing.
public struct CatalogueProjection: Projection {
    /// Under this name its progress is kept.
    public static let name = "catalogue"
    /// Raised whenever the state would come out otherwise for the same events.
    public static let version = 1

    /// Engagements, locations and roles; it holds no claims.
    private(set) var facts = ClaimsProjection()
    private(set) var engagements: Set<EngagementID> = []
    private(set) var locations: Set<LocationID> = []
    /// Which engagements a location was ever made eligible for, or not.
    private(set) var listed: [LocationID: Set<EngagementID>] = [:]
    /// What a person should look at, in ledger order.
    public private(set) var remarks: [CatalogueRemark] = []

    /// Starts before the first event.
    public init() {}

    /// Takes the next event; those about claims, subscriptions and tickets are passed over.
    public mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        switch event.header.streamKind {
        case .engagement, .location, .rules: break
        case .claim, .subscription, .ticket: return
        }
        guard event.kind != .unknown else { return }
        let recorded = try event.event()
        for (rule, text) in remarks(on: recorded) {
            remarks.append(CatalogueRemark(event: recorded, sequence: event.sequence, rule: rule, text: text))
        }
        try facts.evolve(event)
        switch (recorded.stream, recorded.fact) {
        case (.engagement(let id), .engagementPublished): engagements.insert(id)
        case (.location(let id), .partnerEligibilitySet(let set)):
            locations.insert(id)
            listed[id, default: []].insert(set.engagement)
        case (.location(let id), _): locations.insert(id)
        default: break
        }
    }

    /// What stands out about an event, looked at against what was known when it happened.
    private func remarks(on event: ClaimEvent) -> [(rule: RuleID, text: String)] {
        switch (event.stream, event.fact) {
        case (.engagement(let id), .engagementPublished(let terms)):
            return otherTerms(id, terms, at: event.time) + otherMarkets(event)
        case (.engagement(let id), .customerEligibilitySet):
            return isPublished(id, at: event.time) ? [] : [("ELIG-5", "\(id) was not published by then")]
        case (.location, .locationEnrolled(let enrolled)) where !CountryCode.isKnown(enrolled.country):
            return [("ELIG-5", "the country \"\(enrolled.country)\" is no ISO 3166 code, and belongs to no market")]
        case (.location(let id), .roleGranted), (.location(let id), .roleRevoked):
            guard facts.catalogue.enrolment(of: id, at: event.time) == nil else { return [] }
            return [("ACT-4", "location \(id) was neither invited nor enrolled by then")]
        case (.location, .partnerEligibilitySet(let set)) where !isPublished(set.engagement, at: event.time):
            return [("ELIG-5", "\(set.engagement) was not published by then")]
        default: return []
        }
    }

    private func isPublished(_ engagement: EngagementID, at instant: Instant) -> Bool {
        facts.catalogue.terms(of: engagement, at: instant) != nil
    }

    /// Area, payout and timeline make an engagement what it is; amounts, requirements and limits vary with the years.
    private func otherTerms(
        _ id: EngagementID, _ terms: EngagementPublished, at instant: Instant
    ) -> [(rule: RuleID, text: String)] {
        guard let before = facts.catalogue.terms(of: id, at: instant)?.value else { return [] }
        let changes = [
            ("solution area", before.solutionArea.rawValue, terms.solutionArea.rawValue),
            ("payout", before.payout.rawValue, terms.payout.rawValue),
            ("timeline", before.timeline.rawValue, terms.timeline.rawValue),
        ]
        return changes.filter { $0.1 != $0.2 }.map { name, old, new in
            ("ELIG-5", "published again with another \(name): \(old) before, \(new) now")
        }
    }

    private func otherMarkets(_ event: ClaimEvent) -> [(rule: RuleID, text: String)] {
        guard case .object(let data) = event.json["data"], case .object(let amounts) = data["amountsCents"] else {
            return []
        }
        return amounts.members.filter { Market(rawValue: $0.name) == nil }.map { member in
            ("ELIG-5", "there is no market \(member.name), and its amount is paid nowhere")
        }
    }
}

/// Something about the catalogue that a person should look at; it breaks no rule, and the event counts as it stands.
///
/// JSON: `{"sequence","event","subject","at","rule","remark"}`.
public struct CatalogueRemark: JSONAnswer, Hashable, Sendable {
    /// Position of the event in the ledger, from 1.
    public let sequence: UInt64
    /// The CloudEvents `id`.
    public let event: EventID
    /// The engagement or location it is about.
    public let subject: ClaimLedger.Stream
    /// When it happened.
    public let at: Instant
    /// The rule whose facts are in doubt.
    public let rule: RuleID
    /// What stands out, in a sentence.
    public let text: String

    init(event: ClaimEvent, sequence: UInt64, rule: RuleID, text: String) {
        self.sequence = sequence
        self.event = event.id
        subject = event.stream
        at = event.time
        self.rule = rule
        self.text = text
    }

    /// The remark in the form stated above.
    public var json: JSONValue {
        [
            "sequence": JSONValue(sequence), "event": JSONValue(event), "subject": .string(subject.subject),
            "at": .string(at.description), "rule": .string(rule.text), "remark": .string(text),
        ]
    }
}
