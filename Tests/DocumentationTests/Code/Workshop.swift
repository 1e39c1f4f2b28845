import ClaimLedger
import Testing

/// A claim for a workshop, made on January 5, 2026, and its event.
func workshopClaimed(_ number: Int = 3_000_001, by partner: String = "northwind") throws -> (
    claim: ClaimID, event: ClaimEvent
) {
    let claim = try #require(ClaimID("\(number)"))
    let event = try ClaimEvent(
        id: EventID("claimed-\(number)"), source: "my-app", stream: .claim(claim),
        time: Instant(year: 2026, month: 1, day: 5), actor: Actor(.partner, "ann"),
        fact: .customerClaimed(
            .partnerActivity(
                PartnerActivityClaim(
                    claimName: "a workshop",
                    engagement: EngagementReference(
                        id: "workshop", name: "Workshop", solutionArea: .modernWork, payout: .fixed,
                        timeline: .standard),
                    customer: CustomerReference(idType: .tenantId, id: "contoso"),
                    partner: PartnerReference(id: PartnerID(partner), name: partner),
                    location: LocationReference(id: LocationID("\(partner)-main"), country: "US"),
                    contacts: Contacts(
                        customer: Contact(name: "Kim", email: "kim@contoso.example"),
                        partner: Contact(name: "Ann", email: "ann@partner.example")),
                    requiredComponents: [.invoice]))))
    return (claim, event)
}
