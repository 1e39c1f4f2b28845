public import ClaimLedger
public import ClaimProjections

/// Makes random histories of a few partners over a few customers and slots, event by event, from a seed.
///
/// It folds what it makes, so that the next event can be chosen from what the rules permit, and so that times fall on
/// deadlines: just before them, at them, just behind them.
public struct HistoryGenerator {
    /// Which events are made.
    public enum Mode: Sendable {
        /// Only what the rules permit to the acting party at that instant.
        case permitted
        /// Any action by any party at any time; only what FACT-4 refuses is left out.
        case messy
    }

    /// The state after the events made so far.
    public private(set) var claims = ClaimsProjection()
    /// What the latest event came to.
    public var outcome: EventOutcome { claims.outcome }
    /// The instant of the latest event.
    public private(set) var now = Instant(year: 2024, month: 1, day: 8)

    let mode: Mode
    private let processes: [ClaimProcess]
    private let mostClaims: Int
    private var random: SeededGenerator
    private var made: UInt64 = 0
    private var documents = 0

    /// Starts a history.
    ///
    /// - Parameters:
    ///   - seed: Everything follows from it.
    ///   - mode: Which events are made.
    ///   - processes: The processes of the claims, one or both.
    ///   - mostClaims: How many claims there will be at the most.
    public init(
        seed: UInt64, mode: Mode, processes: [ClaimProcess] = ClaimProcess.allCases, mostClaims: Int = 8
    ) {
        random = SeededGenerator(seed: seed)
        self.mode = mode
        self.processes = processes
        self.mostClaims = mostClaims
    }

    /// Makes the next event and folds it.
    ///
    /// - Returns: The event, as it stands at the next sequence.
    /// - Throws: `EventFormatError` or `ReadError` where the generator itself is at fault.
    public mutating func next() throws -> PreparedEvent {
        while true {
            moveClock()
            guard
                let event = try claims.claims.isEmpty || (claims.claims.count < mostClaims && random.chance(12))
                    ? creation() : action()
            else { continue }
            let prepared = try PreparedEvent(event)
            let before = claims
            try fold(prepared)
            guard outcome.refusal == nil else {
                claims = before
                continue
            }
            made += 1
            return prepared
        }
    }

    private mutating func fold(_ event: PreparedEvent) throws {
        var stream: UInt32 = 0
        if case .claim(let id) = event.stream { stream = claims[id]?.streamIndex ?? UInt32(claims.claims.count) }
        let place = EventPlace(
            sequence: made + 1, recordedTime: now, streamIndex: stream, streamVersion: 1, previousInStream: 0)
        try event.withFoldedView(at: place) { (view) throws(ReadError) in try claims.evolve(view) }
    }

    /// Mostly a step of minutes to days; often the edge of a deadline.
    private mutating func moveClock() {
        let edges = claims.deadlines(after: now).prefix(3).map(\.at)
        if !edges.isEmpty, random.chance(12) {
            now = max(now, random.pick(Array(edges)).adding(microseconds: random.pick([-1, 0, 1])))
        } else {
            now = now.adding(
                microseconds: random.pick([0, 1, 60_000_000, 3_600_000_000, 86_400_000_000, 259_200_000_000]))
        }
    }

    private mutating func event(
        _ claim: ClaimID, by party: Party, _ fact: Fact
    ) throws(EventFormatError) -> ClaimEvent {
        try ClaimEvent(
            id: EventID("e\(made + 1)"), source: "generator", stream: .claim(claim), time: now,
            actor: Actor(party, "someone"), fact: fact)
    }

    private mutating func creation() throws -> ClaimEvent? {
        guard let id = ClaimID(String(3_000_001 + claims.claims.count)) else { return nil }
        let partner = random.pick(["northwind", "litware", "tailspin"])
        let reference = PartnerReference(id: PartnerID(partner), name: partner)
        let location = LocationReference(id: LocationID("\(partner)-\(random.pick(["east", "west"]))"), country: "US")
        let contacts = Contacts(
            customer: Contact(name: "Kim", email: "kim@contoso.example"),
            partner: Contact(name: "Alex", email: "alex@partner.example"))
        let fact: Fact
        switch random.pick(processes) {
        case .partnerActivity:
            let timeline = random.pick(Timeline.allCases)
            fact = .customerClaimed(
                .partnerActivity(
                    PartnerActivityClaim(
                        claimName: "a claim",
                        engagement: EngagementReference(
                            id: EngagementID("workshop-\(timeline.rawValue)"), name: "Workshop",
                            solutionArea: .modernWork, payout: .fixed, timeline: timeline),
                        customer: CustomerReference(
                            idType: .tenantId, id: random.pick(["Contoso", "contoso", "Fabrikam"])),
                        partner: reference, location: location, contacts: contacts,
                        requiredComponents: random.chance(50) ? [.invoice] : nil)))
        case .cpor:
            let names = random.pick([["Exchange"], ["Teams"], ["Exchange", "Teams"]])
            fact = .customerClaimed(
                .cpor(
                    PartnerOfRecordClaim(
                        claimName: "a claim", solutionArea: .modernWork, association: .usage,
                        customer: CustomerReference(idType: .tenantId, id: random.pick(["Contoso", "contoso"])),
                        partner: reference, location: location, contacts: contacts,
                        workloads: names.map { Workload(name: WorkloadName($0)) })))
        }
        return try event(id, by: mode == .messy && random.chance(5) ? .microsoft : .partner, fact)
    }

    private mutating func action() throws -> ClaimEvent? {
        let claim = random.pick(claims.claims)
        var asOfNow = claims
        asOfNow.advance(to: now)
        switch mode {
        case .permitted:
            let allowed = asOfNow.actionsNow(of: asOfNow.claims[claim.place], at: now).filter(\.isAllowed)
            guard let answer = allowed.isEmpty ? nil : random.pick(allowed) else { return nil }
            return try event(claim.id, by: answer.party, fact(for: answer.action, on: claim, wellFilled: true))
        case .messy:
            if random.chance(6) { return try event(claim.id, by: .system, automatic()) }
            let action = random.pick(ClaimAction.allCases)
            let party = random.chance(90) ? action.parties[0] : random.pick(Party.allCases)
            return try event(claim.id, by: party, fact(for: action, on: claim, wellFilled: random.chance(80)))
        }
    }

    private mutating func automatic() -> Fact {
        random.chance(50)
            ? .expired(random.pick(ExpiryKind.allCases))
            : .rejected(Rejected(cause: random.pick(RejectionCause.allCases)))
    }
}

extension HistoryGenerator {
    /// A payload for an action; one that is not well filled lacks a text, a signature or a matching value.
    private mutating func fact(for action: ClaimAction, on claim: ClaimState, wellFilled: Bool) -> Fact {
        let text: PersonalText? = wellFilled ? "because" : random.pick([nil, "  "])
        switch action {
        case .comment: return .commentAdded("a comment")
        case .editContacts:
            let edited = Contact(
                email: random.pick(["kim@contoso.example", "KIM@contoso.example", "lee@contoso.example"]))
            return .contactsEdited(
                random.chance(50) && !wellFilled ? ContactsEdited(customer: edited) : ContactsEdited(partner: edited))
        case .requestConsent: return .consentRequested(dealSizeUSD: wellFilled ? 5_000 : random.pick([nil, 7_000]))
        case .receiveConsent: return .consentReceived
        case .declineConsent: return .consentDeclined(ConsentDeclined(reason: text))
        case .sendCustomerSurvey: return .surveySent(.customer)
        case .sendPartnerSurvey: return .surveySent(.partner)
        case .completeCustomerSurvey: return .surveyCompleted(survey(.customer, signed: wellFilled))
        case .completePartnerSurvey: return .surveyCompleted(survey(.partner, signed: wellFilled))
        case .addDocument:
            if wellFilled { documents += 1 }
            return .documentAdded(
                DocumentAdded(
                    documentID: DocumentID("d\(documents)"), component: random.pick([.invoice, .poeDocument]),
                    fileName: "proof.pdf", sha256: String(repeating: "0", count: 64)))
        case .removeDocument:
            return .documentRemoved(claim.documents.first { !$0.isRemoved }?.id ?? "none")
        case .changeWorkloads:
            return .workloadsChanged([Workload(name: WorkloadName(random.pick(["Exchange", "Teams"])))])
        case .submit: return .submitted(poeAcknowledged: wellFilled)
        case .startReview: return .reviewStarted
        case .approve:
            let own = claim.association.slots.map(\.workload)
            return .approved(Approved(workloads: wellFilled ? nil : random.pick([own, [], Array(own.prefix(1))])))
        case .requireAction: return .actionRequired(comment: text)
        case .reject: return .rejected(Rejected(reason: text))
        case .dispute: return .disputed(justification: text)
        case .cancel: return .cancelled
        case .disassociate: return .disassociated(reason: nil)
        }
    }

    private func survey(_ respondent: SurveyRespondent, signed: Bool) -> SurveyCompleted {
        SurveyCompleted(
            respondent: respondent,
            signature: signed ? SurveyCompleted.Signature(name: "Kim", company: "Contoso", title: "Lead") : nil)
    }
}
