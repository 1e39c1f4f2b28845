import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

/// The people and claims that the tests of acting share.
enum Cast {
    static let start = Instant(year: 2025, month: 3, day: 3)
    static let partner = Actor(.partner, "ann")
    static let customer = Actor(.customer, "kim")
    static let microsoft = Actor(.microsoft, "reviewer")

    static func id(_ number: Int) throws -> ClaimID { try #require(ClaimID("\(number)")) }

    static let contacts = Contacts(
        customer: Contact(name: "Kim", email: "kim@contoso.example"),
        partner: Contact(name: "Alex", email: "alex@partner.example"))

    /// A claim for a workshop that asks for an invoice only.
    static func workshop(_ partner: String = "northwind", at location: String? = nil) -> ActionRequest {
        .claim(
            .partnerActivity(
                PartnerActivityClaim(
                    claimName: "a workshop",
                    engagement: EngagementReference(
                        id: "workshop", name: "Workshop", solutionArea: .modernWork, payout: .fixed,
                        timeline: .standard),
                    customer: CustomerReference(idType: .tenantId, id: "contoso"),
                    partner: PartnerReference(id: PartnerID(partner), name: partner),
                    location: LocationReference(id: LocationID(location ?? "\(partner)-main"), country: "US"),
                    contacts: contacts, requiredComponents: [.invoice])))
    }

    /// A claim to be partner of record for workloads of one customer.
    static func association(_ workloads: [String], _ partner: String = "northwind") -> ActionRequest {
        .claim(
            .cpor(
                PartnerOfRecordClaim(
                    claimName: "an association", solutionArea: .modernWork, association: .usage,
                    customer: CustomerReference(idType: .tenantId, id: "contoso"),
                    partner: PartnerReference(id: PartnerID(partner), name: partner),
                    location: LocationReference(id: LocationID("\(partner)-main"), country: "US"), contacts: contacts,
                    workloads: workloads.map { Workload(name: WorkloadName($0)) })))
    }

    static func document(_ id: DocumentID, _ component: DocumentComponent) -> ActionRequest {
        .addDocument(
            DocumentAdded(
                documentID: id, component: component, fileName: "\(id).pdf", sha256: String(repeating: "0", count: 64)))
    }
}

extension ClaimStory {
    /// Performs an action that must be permitted.
    @discardableResult
    func does(
        _ request: ActionRequest, on claim: ClaimID, by actor: Actor, days: Int = 0, micros: Int64 = 0
    ) throws -> ClaimStory {
        let instant = Cast.start.adding(days: days).adding(microseconds: micros)
        let outcome = try when(request, on: claim, by: actor, at: instant)
        guard case .failure(let refusal) = outcome.result else { return self }
        throw refusal
    }

    /// What came of an action so many days after the start.
    func tries(
        _ request: ActionRequest, on claim: ClaimID, by actor: Actor, days: Int = 0, micros: Int64 = 0,
        id: EventID? = nil
    ) throws -> ActionOutcome {
        let instant = Cast.start.adding(days: days).adding(microseconds: micros)
        return try when(request, on: claim, by: actor, at: instant, id: id)
    }

    /// Expects that a replay finds no violation, and that stored state is what a replay makes.
    func expectSound() throws {
        try #require(try desk.ledger.compareProjection(LiveClaims.self).difference == nil)
        let replayed = try Replay.fold(ClaimsProjection.self, over: desk.ledger, now: .latest)
        #expect(replayed.state.violations.isEmpty, "\(replayed.state.violations)")
    }
}
