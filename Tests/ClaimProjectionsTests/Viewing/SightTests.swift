import ClaimLedger
import ClaimProjections
import Testing

@Suite struct `A viewer's sight` {
    @Test(arguments: [
        ("microsoft", Viewer.microsoft), ("microsoft:reviewer-1", .microsoft), ("partner:ann", .partner("ann")),
        ("partner:a:b", .partner("a:b")), ("customer:contoso", .customer("contoso")),
    ])
    func `is that of a party, by its id`(_ text: String, _ viewer: Viewer) {
        #expect(Viewer(text) == viewer)
    }

    @Test(arguments: [
        "", "partner", "partner:", "customer", "customer:", "system", "system:x", "auditor", "microsoft:",
    ])
    func `is nobody's without party and id`(_ text: String) {
        #expect(Viewer(text) == nil)
    }

    private func sight() throws -> Sight {
        var story = EvidenceStory()
        story.activity("7", of: "northwind", "2025-01-01T00:00:00Z")
        story.activity("3020101", of: "litware", "2025-01-01T00:00:00Z")
        story.tell(
            "role-granted", "location/northwind-1", "2025-01-01T00:00:00Z", #"{"user":"ann","role":"incentiveUser"}"#)
        let evidence = try story.evidence()
        return Sight(of: .partner("ann"), at: evidence.claims, asOf: Instant(year: 2025, month: 2, day: 1))
    }

    @Test(arguments: [
        ("claim 3020101 of another partner", "another claim of another partner"),
        ("the same invoice is on claims 7, 3020101", "the same invoice is on claims 7, (not shown)"),
        ("event c3020101-03", "event c(not shown)-03"), ("claim 7", "claim 7"), ("claim 30201012", "claim 30201012"),
        ("", ""), ("3020101", "(not shown)"), ("2025-01-07T00:00:00Z", "2025-01-07T00:00:00Z"),
    ])
    func `leaves out the numbers of hidden claims`(_ text: String, _ expected: String) throws {
        #expect(try sight().redacted(text) == expected)
    }

    @Test func `reaches as far as the role does, in place and in time`() throws {
        var story = EvidenceStory()
        story.activity("7", of: "northwind", "2025-01-01T00:00:00Z")
        story.activity("8", of: "litware", "2025-01-01T00:00:00Z")
        let role = #"{"user":"ann","role":"incentiveUser"}"#
        story.tell("role-granted", "location/northwind-1", "2025-01-02T00:00:00Z", role)
        story.tell("role-revoked", "location/northwind-1", "2025-01-04T00:00:00Z", role)
        let claims = try story.evidence().claims
        for (day, seen) in [(1, []), (2, ["7"]), (3, ["7"]), (4, [])] {
            let instant = Instant(year: 2025, month: 1, day: day)
            let sight = Sight(of: .partner("ann"), at: claims, asOf: instant)
            #expect(sight.visibleClaims.map(\.id.description) == seen, "day \(day)")
        }
        // No role of litware's location is known, and so it is nobody's to see but Microsoft's.
        let instant = Instant(year: 2025, month: 1, day: 3)
        #expect(Sight(of: .microsoft, at: claims, asOf: instant).visibleClaims.count == 2)
        #expect(Sight(of: .partner("litware"), at: claims, asOf: instant).visibleClaims.isEmpty)
    }
}
