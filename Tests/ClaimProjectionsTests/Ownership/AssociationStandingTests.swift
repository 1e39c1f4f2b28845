import ClaimLedger
import ClaimProjections
import Testing

@Suite struct `Standing of a claim to its workloads` {
    @Test(arguments: [
        // Owns Teams still, and never named anything else than its two workloads.
        ("4010001", ["Exchange Online: associatedToYou by 4010001", "Microsoft Teams: associatedToYou by 4010001"]),
        // Displaced by another partner's claim.
        ("4010002", ["SharePoint Online: associatedToAnotherPartner by 4010006, ended"]),
        // Displaced, and owned again by its partner's next claim.
        ("4010005", ["DYNAMICS 365 SALES ENTERPRISE EDITION: associatedToYou by 4010021, ended"]),
        // Challenged in vain.
        ("4010007", ["Microsoft Teams: associatedToAnotherPartner by 4010001, never"]),
        // Nobody's: given up by the partner, ended by the customer, drafted.
        ("4010004", ["Viva Learning: notAssociated, ended"]),
        ("4010003", ["Microsoft Intune: notAssociated, ended"]),
        ("4010034", ["Microsoft Teams: notAssociated, never"]),
        // One of two subscriptions has ended.
        (
            "4010012",
            [
                "DYNAMICS 365 CUSTOMER SERVICE ENTERPRISE: notAssociated, ended",
                "POWER AUTOMATE PER USER PLAN: associatedToYou by 4010012",
            ]
        ),
    ])
    func `each slot tells whose it is, with both dates`(_ number: String, _ expected: [String]) throws {
        let claims = try EvidenceStory.twoYears().claims
        let rows = try standings(of: number, in: claims)
        #expect(rows.map(words) == expected)
        // Both dates are those of the claim's own association.
        let own = claims.ownership(history: true).filter { $0.claim.description == number }
        #expect(Set(rows.compactMap(\.associatedOn)) == Set(own.map(\.associatedOn)))
        #expect(Set(rows.compactMap(\.disassociatedOn)) == Set(own.compactMap(\.disassociatedOn)))
    }

    @Test func `the row in JSON holds every member`() throws {
        let claims = try EvidenceStory.twoYears().claims
        let row = try #require(standings(of: "4010007", in: claims).first)
        #expect(
            String(decoding: row.json.canonicalBytes(), as: UTF8.self) == """
                {"associatedOn":null,"association":"associatedToAnotherPartner","claim":"4010007",\
                "disassociatedOn":null,"owner":"4010001","subscription":null,"workload":"Microsoft Teams"}
                """)
    }

    @Test func `Partner Activities claims have no workloads`() throws {
        let claims = try EvidenceStory.twoYears().claims
        #expect(try standings(of: "3020101", in: claims).isEmpty)
    }

    private func standings(of number: String, in claims: ClaimsProjection) throws -> [AssociationStanding] {
        let state = try #require(claims[claim(number)])
        return claims.standings(of: state)
    }

    private func words(_ row: AssociationStanding) -> String {
        let owner = row.owner.map { " by \($0)" } ?? ""
        let course = row.associatedOn == nil ? ", never" : row.disassociatedOn == nil ? "" : ", ended"
        return "\(row.workload): \(row.holder.rawValue)\(owner.isEmpty ? course : owner + course)"
    }
}
