public import ClaimCommands
public import ClaimLedger
public import ClaimProjections
import Synchronization

/// Many tasks acting at one desk at the same time, on the same few claims, so that they get into each other's way.
///
/// Instants come from one clock that all tasks move on. What each task chooses follows from the seed; how the tasks
/// interleave does not.
public final class DeskLoad: Sendable {
    /// How a load came out.
    public struct Tally: Sendable {
        /// How often each action was performed.
        public internal(set) var accepted: [ClaimAction: Int] = [:]
        /// How often the rules said no, by rule.
        public internal(set) var refused: [RuleID: Int] = [:]
        /// What else went wrong, in words.
        public internal(set) var failures: [String] = []

        init() {}

        /// What two loads came to together.
        public init(_ first: Tally, _ second: Tally) {
            accepted = first.accepted.merging(second.accepted, uniquingKeysWith: +)
            refused = first.refused.merging(second.refused, uniquingKeysWith: +)
            failures = first.failures + second.failures
        }

        /// How many actions were performed.
        public var acceptedCount: Int { accepted.values.reduce(0, +) }
        /// How many were refused.
        public var refusedCount: Int { refused.values.reduce(0, +) }
    }

    private let desk: ClaimDesk
    private let seed: UInt64
    private let claims: [ClaimID]
    private let acknowledged: @Sendable (Performed) -> Void
    private let now: Atomic<Int64>
    private let nextSplit: Atomic<Int64>
    private let nextDocument = Atomic<Int64>(1)
    private let tally = Mutex(Tally())

    /// Prepares a load.
    ///
    /// - Parameters:
    ///   - desk: Where the tasks act.
    ///   - seed: What they choose follows from it.
    ///   - claims: How many claims they act on.
    ///   - firstNumber: The number of the first of them; the others follow.
    ///   - start: When the first action happens; later than everything in the ledger.
    ///   - acknowledged: Called for each action that was performed, by the task that asked for it.
    public init(
        _ desk: ClaimDesk, seed: UInt64, claims: Int = 50, firstNumber: Int = 3_000_001,
        start: Instant = Instant(year: 2025, month: 3, day: 3),
        acknowledged: @escaping @Sendable (Performed) -> Void = { _ in }
    ) {
        self.desk = desk
        self.seed = seed
        self.claims = (0..<claims).compactMap { ClaimID("\(firstNumber + $0)") }
        self.acknowledged = acknowledged
        now = Atomic(start.microsecondsSinceEpoch)
        nextSplit = Atomic(start.microsecondsSinceEpoch)
    }

    /// Makes the claims that are missing, then lets tasks act, each so many times.
    public func run(tasks: Int, actionsEach: Int) async -> Tally {
        for (index, claim) in claims.enumerated() {
            await attempt(.claim(creation(index)), on: claim, by: Actor(.partner, "user"))
        }
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<tasks {
                group.addTask {
                    var random = SeededGenerator(seed: self.seed &* 1_000_003 &+ UInt64(task))
                    for _ in 0..<actionsEach where !Task.isCancelled { await self.act(&random) }
                }
            }
        }
        return tally.withLock { $0 }
    }

    private func tick(_ random: inout SeededGenerator) -> Instant {
        let step = random.pick([1, 1_000_000, 60_000_000, 600_000_000])
        return Instant(
            microsecondsSinceEpoch: now.wrappingAdd(Int64(step), ordering: .relaxed).newValue)
    }

    private func act(_ random: inout SeededGenerator) async {
        let claim = random.pick(claims)
        let instant = tick(&random)
        // Mostly what the rules permit at this moment, which another task may have changed before the writer gets to it.
        let allowed = random.chance(60) ? permitted(on: claim, at: instant) : []
        let action = choose(among: allowed.isEmpty ? ClaimAction.allCases : allowed, &random)
        let party = random.chance(95) ? action.parties[0] : random.pick(Party.allCases)
        guard let state = state(of: claim, at: instant) else { return }
        await attempt(
            request(action, on: state, &random), on: claim, by: Actor(party, "user"), at: tick(&random))
    }

    private func permitted(on claim: ClaimID, at instant: Instant) -> [ClaimAction] {
        do {
            return try desk.actions(of: claim, at: instant)?.filter(\.isAllowed).map(\.action) ?? []
        } catch {
            note(error)
            return []
        }
    }

    private func state(of claim: ClaimID, at instant: Instant) -> ClaimState? {
        do {
            return try desk.ledger.readProjection(LiveClaims.self) { live in try live.claim(claim, asOf: instant) }
        } catch {
            note(error)
            return nil
        }
    }

    private func note(_ failure: any Error) { tally.withLock { $0.failures.append("\(failure)") } }

    /// One of some actions: mostly one that has not come off yet, else seldom one that ends a claim, so that there is
    /// something left to act on.
    private func choose(among actions: [ClaimAction], _ random: inout SeededGenerator) -> ClaimAction {
        let fresh = tally.withLock { tally in actions.filter { tally.accepted[$0] == nil } }
        if !fresh.isEmpty, random.chance(60) { return random.pick(fresh) }
        let ending: Set<ClaimAction> = [.declineConsent, .cancel, .disassociate, .reject, .comment]
        let others = actions.filter { !ending.contains($0) }
        return random.pick(others.isEmpty || random.chance(8) ? actions : others)
    }

    private func attempt(
        _ request: ActionRequest, on claim: ClaimID, by actor: Actor, at instant: Instant? = nil
    ) async {
        let instant = instant ?? Instant(microsecondsSinceEpoch: now.load(ordering: .relaxed))
        do {
            let performed = try await desk.perform(request, on: claim, by: actor, at: instant)
            acknowledged(performed)
            guard let action = request.action else { return }
            tally.withLock { $0.accepted[action, default: 0] += 1 }
        } catch {
            guard case .refused(let refusal) = error else { return note(error) }
            tally.withLock { $0.refused[refusal.rule, default: 0] += 1 }
        }
    }
}

// MARK: What is said

extension DeskLoad {
    private func creation(_ index: Int) -> CustomerClaimed {
        let partner = ["northwind", "litware", "tailspin"][index % 3]
        let reference = PartnerReference(id: PartnerID(partner), name: partner)
        let location = LocationReference(id: LocationID("\(partner)-main"), country: "US")
        let contacts = Contacts(
            customer: Contact(name: "Kim", email: "kim@contoso.example"),
            partner: Contact(name: "Alex", email: "alex@partner.example"))
        guard !index.isMultiple(of: 2) else {
            return .partnerActivity(
                PartnerActivityClaim(
                    claimName: "claim \(index)",
                    engagement: EngagementReference(
                        id: EngagementID("workshop-\(index % 8)"), name: "Workshop", solutionArea: .modernWork,
                        payout: .fixed, timeline: .standard),
                    customer: CustomerReference(idType: .tenantId, id: "contoso-\(index / 12)"), partner: reference,
                    location: location, contacts: contacts,
                    requiredComponents: index.isMultiple(of: 4) ? [.invoice] : [.customerSurvey, .poeDocument]))
        }
        return .cpor(
            PartnerOfRecordClaim(
                claimName: "claim \(index)", solutionArea: .modernWork, association: .usage,
                customer: CustomerReference(idType: .tenantId, id: "fabrikam-\(index / 12)"), partner: reference,
                location: location, contacts: contacts,
                workloads: ["Exchange", index.isMultiple(of: 3) ? "Teams" : "Intune"].map { Workload(name: $0) }))
    }

    private func request(
        _ action: ClaimAction, on claim: ClaimState, _ random: inout SeededGenerator
    ) -> ActionRequest {
        let text: PersonalText? = random.chance(95) ? "because" : nil
        switch action {
        case .comment: return .comment("a comment")
        case .editContacts:
            return .editContacts(ContactsEdited(partner: Contact(name: "Sam", email: "sam@partner.example")))
        case .requestConsent: return .requestConsent(dealSizeUSD: 5_000)
        case .receiveConsent: return .receiveConsent
        case .declineConsent: return .declineConsent(ConsentDeclined(reason: text))
        case .sendCustomerSurvey: return .sendSurvey(.customer)
        case .sendPartnerSurvey: return .sendSurvey(.partner)
        case .completeCustomerSurvey: return .completeSurvey(survey(.customer))
        case .completePartnerSurvey: return .completeSurvey(survey(.partner))
        case .addDocument:
            let number = nextDocument.wrappingAdd(1, ordering: .relaxed).newValue
            return .addDocument(
                DocumentAdded(
                    documentID: DocumentID("d\(number)"), component: random.pick([.invoice, .poeDocument]),
                    fileName: "proof.pdf", sha256: String(repeating: "0", count: 64)))
        case .removeDocument: return .removeDocument(claim.documents.first { !$0.isRemoved }?.id ?? "none")
        case .changeWorkloads:
            return .changeWorkloads([Workload(name: "Exchange"), Workload(name: random.pick(["Teams", "Intune"]))])
        case .submit: return .submit(poeAcknowledged: true)
        case .startReview: return .startReview
        case .approve: return approval(of: claim, &random)
        case .requireAction: return .requireAction(comment: text)
        case .reject: return .reject(reason: text)
        case .dispute: return .dispute(justification: text)
        case .cancel: return .cancel
        case .disassociate: return .disassociate(reason: nil)
        }
    }

    /// Of all workloads, or of the first with a claim to be split off for the others.
    private func approval(of claim: ClaimState, _ random: inout SeededGenerator) -> ActionRequest {
        let own = claim.association.slots.map(\.workload)
        guard own.count > 1, random.chance(40) else { return .approve(Approved(), split: nil) }
        let number = nextSplit.wrappingAdd(1, ordering: .relaxed).newValue
        return .approve(Approved(workloads: Array(own.prefix(1))), split: ClaimID("\(number)"))
    }

    private func survey(_ respondent: SurveyRespondent) -> SurveyCompleted {
        SurveyCompleted(
            respondent: respondent,
            signature: SurveyCompleted.Signature(name: "Kim", company: "Contoso", title: "Lead"))
    }
}
