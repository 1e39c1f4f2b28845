import ArgumentParser
import ClaimCommands
import ClaimLedger
import ClaimProjections

/// What the desk says in its requests; a real one would ask its users.
enum Requests {
    static let partner = Actor(.partner, "ann")
    static let customer = Actor(.customer, "kim")
    static let microsoft = Actor(.microsoft, "reviewer-7")

    /// A claim for a workshop that a partner held for a customer.
    static func workshop(by partner: PartnerID, for customer: String) -> ActionRequest {
        .claim(
            .partnerActivity(
                PartnerActivityClaim(
                    claimName: "Zero Trust workshop",
                    engagement: EngagementReference(
                        id: "zero-trust-workshop", name: "Zero Trust Workshop", solutionArea: .security,
                        payout: .fixed, timeline: .standard),
                    customer: CustomerReference(idType: .tenantId, id: customer),
                    partner: PartnerReference(id: partner, name: partner.text), location: location(of: partner),
                    contacts: contacts(partner, customer), requiredComponents: [.invoice])))
    }

    /// A claim to be partner of record for two products of a customer.
    static func partnerOfRecord(by partner: PartnerID, for customer: String) -> ActionRequest {
        .claim(
            .cpor(
                PartnerOfRecordClaim(
                    claimName: "partner of record", solutionArea: .modernWork, association: .usage,
                    customer: CustomerReference(idType: .tenantId, id: customer),
                    partner: PartnerReference(id: partner, name: partner.text), location: location(of: partner),
                    contacts: contacts(partner, customer), workloads: ["Exchange", "Teams"].map { Workload(name: $0) }))
        )
    }

    /// A piece of evidence; the ledger keeps the digest of its bytes, not the bytes.
    static func document(_ id: DocumentID, _ component: DocumentComponent) -> ActionRequest {
        .addDocument(
            DocumentAdded(
                documentID: id, component: component, fileName: "\(id).pdf",
                sha256: String(repeating: "0123456789abcdef", count: 4)))
    }

    /// An action by its name on the command line, and who takes it.
    static func named(_ action: ClaimAction) throws -> (ActionRequest, Actor) {
        switch action {
        case .comment: (.comment("called the customer"), partner)
        case .requestConsent: (.requestConsent(dealSizeUSD: 5_000), partner)
        case .receiveConsent: (.receiveConsent, customer)
        case .declineConsent: (.declineConsent(ConsentDeclined(reason: "not ordered")), customer)
        case .addDocument: (document("invoice-1", .invoice), partner)
        case .submit: (.submit(poeAcknowledged: true), partner)
        case .startReview: (.startReview, microsoft)
        case .approve: (.approve(Approved(), split: nil), microsoft)
        case .requireAction: (.requireAction(comment: "the evidence is not signed"), microsoft)
        case .reject: (.reject(reason: "the evidence does not show the work"), microsoft)
        case .dispute: (.dispute(justification: "the signed evidence is attached"), partner)
        case .cancel: (.cancel, partner)
        default: throw ValidationError("this small desk has no form for \(action.rawValue)")
        }
    }

    private static func location(of partner: PartnerID) -> LocationReference {
        LocationReference(id: LocationID("\(partner)-main"), country: "US")
    }

    private static func contacts(_ partner: PartnerID, _ customer: String) -> Contacts {
        Contacts(
            customer: Contact(name: "Kim", email: EmailAddress(.plain("kim@\(customer).example"))),
            partner: Contact(name: "Ann", email: EmailAddress(.plain("ann@\(partner).example"))))
    }
}
