import ClaimLedger
import ClaimProjections
import Testing

/// What a viewer is shown of notices, money, anomalies and tickets.
@Suite struct `A viewer's rows` {
    private static let asOf = Instant(year: 2030, month: 1, day: 1)

    /// A story in which ann has a role at northwind's location, and of litware's nothing is known.
    private func story() -> EvidenceStory {
        var story = EvidenceStory()
        story.tell(
            "role-granted", "location/northwind-1", "2025-01-01T00:00:00Z", #"{"user":"ann","role":"incentiveUser"}"#)
        return story
    }

    private func sight(of viewer: Viewer = .partner("ann"), at claims: ClaimsProjection) -> Sight {
        var claims = claims
        claims.advance(to: Self.asOf)
        return Sight(of: viewer, at: claims, asOf: Self.asOf)
    }

    // MARK: Notices

    /// Two partners ask one customer, who consents to litware's claim: northwind's is rejected.
    private func rivals() throws -> NotificationsProjection {
        var story = story()
        for (claim, partner) in [("3020101", "northwind"), ("3020102", "litware")] {
            story.activity(claim, of: partner, "2025-01-10T00:00:00Z")
            story.tell("consent-requested", "claim/\(claim)", "2025-01-11T00:00:00Z", #"{"dealSizeUSD":1}"#)
        }
        story.tell("consent-received", "claim/3020102", "2025-01-12T00:00:00Z", by: "customer")
        return try story.replay(NotificationsProjection.self)
    }

    @Test func `a notice that a rival's event made names no event, and keeps its id`() throws {
        let outbox = try rivals()
        let notices = outbox.notices(asOf: Self.asOf)
        let shown = sight(at: outbox.claims).shown(notices)
        let rejected = shown.filter { $0.kind == .rejected && $0.lapse == nil }
        #expect(
            rejected.map(\.id) == ["rejected/3020101/claimant/6", "rejected/3020101/partnerContact/6"])
        #expect(rejected.allSatisfy { $0.event == nil && $0.eventClaim == nil })
        let whole = notices.filter { $0.kind == .rejected && $0.claim.description == "3020101" && $0.lapse == nil }
        #expect(whole.map(\.event) == ["e-5", "e-5"])
        #expect(Set(shown.map(\.id)).count == shown.count)
    }

    @Test func `a partner is shown the notices to its own side of its own claims`() throws {
        let outbox = try rivals()
        let notices = outbox.notices(asOf: Self.asOf)
        let shown = sight(at: outbox.claims).shown(notices)
        #expect(!shown.isEmpty)
        #expect(shown.allSatisfy { $0.claim.description == "3020101" && $0.recipient.partner == "northwind" })
        // The customer is asked for its consent to the same claim.
        #expect(notices.contains { $0.claim.description == "3020101" && $0.kind == .consentRequested })
        #expect(!shown.contains { $0.kind == .consentRequested })
        #expect(sight(of: .customer("contoso.com"), at: outbox.claims).shown(notices).isEmpty)
        #expect(sight(of: .microsoft, at: outbox.claims).shown(notices) == notices)
    }

    @Test func `the holder of a slot reads it as its own claim spells it`() throws {
        var story = story()
        for (claim, partner, day, spelt) in [("1", "northwind", "01", "sub-a"), ("2", "litware", "10", "SUB-A")] {
            story.association(
                claim, of: partner, "2025-01-\(day)T00:00:00Z",
                workloads: #"[{"name":"Teams","subscription":"\#(spelt)"}]"#)
            story.document("d", on: claim, "2025-01-\(day)T01:00:00Z")
            story.submit(claim, "2025-01-\(day)T02:00:00Z")
            if claim == "1" { story.tell("approved", "claim/1", "2025-01-02T00:00:00Z", by: "microsoft") }
        }
        let outbox = try story.replay(NotificationsProjection.self)
        let opened = sight(at: outbox.claims).shown(outbox.notices(asOf: Self.asOf)).filter {
            $0.kind == .conflictOpened
        }
        #expect(opened.count == 1)
        #expect(opened.allSatisfy { $0.words.contains("Teams on sub-a,") && !$0.words.contains("SUB-A") })
    }

    // MARK: Money and anomalies

    @Test func `sums are over the claims that are shown`() throws {
        var story = story()
        for (claim, partner) in [("1", "northwind"), ("2", "litware"), ("3", "northwind")] {
            story.activity(claim, of: partner, "2025-01-10T00:00:00Z", more: #","proposedPayoutUSD":\#(claim)"#)
        }
        let money = try story.replay(MoneyProjection.self)
        let sight = sight(at: money.evidence.claims)
        #expect(sight.shown(money.money()).map(\.claim.description) == ["1", "3"])
        let totals = money.totals(by: .solutionArea, seenBy: sight)
        #expect(totals.map(\.claims) == [2])
        #expect(totals.map(\.proposed.cents) == [400])
        #expect(money.totals(by: .partner, seenBy: sight).map(\.group) == ["northwind"])
        #expect(money.totals(by: .partner).count == 2)
    }

    @Test(arguments: [("litware", []), ("northwind", ["1 ANOM-4", "2 ANOM-4"])])
    func `an invoice is on two claims where both are shown`(_ partner: String, _ expected: [String]) throws {
        var story = story()
        for (claim, partner) in [("1", "northwind"), ("2", partner)] {
            story.activity(claim, of: partner, "2025-01-10T00:00:00Z")
            story.document("i", on: claim, "2025-01-11T00:00:00Z", component: "invoice", hash: "a")
        }
        let anomalies = try story.replay(AnomalyProjection.self)
        let rows = anomalies.anomalies(seenBy: sight(at: anomalies.claims))
        #expect(rows.map { "\($0.claim) \($0.kind.rawValue)" } == expected)
        #expect(anomalies.anomalies().count == 2)
    }

    @Test func `a decision without a rationale does not name the rival's claim`() throws {
        var story = story()
        for (claim, partner, day) in [("3020101", "litware", "01"), ("3020102", "northwind", "10")] {
            story.association(claim, of: partner, "2025-01-\(day)T00:00:00Z")
            story.document("d", on: claim, "2025-01-\(day)T01:00:00Z")
            story.submit(claim, "2025-01-\(day)T02:00:00Z")
            story.tell("review-started", "claim/\(claim)", "2025-01-\(day)T03:00:00Z", by: "microsoft")
            let end = partner == "litware" ? "2025-01-01T04:00:00Z" : "2025-01-24T02:00:00Z"
            story.tell("approved", "claim/\(claim)", end, by: "microsoft")
        }
        let anomalies = try story.replay(AnomalyProjection.self)
        let rows = anomalies.anomalies(seenBy: sight(at: anomalies.claims))
        #expect(
            rows.map(\.finding) == [
                "approved without a rationale, in the conflict of claim 3020102 against another claim for Teams"
            ])
    }

    // MARK: Tickets

    private func tickets(_ viewer: Viewer) throws -> VisibleTicketsProjection {
        var story = story()
        let former = #"{"user":"partner-1","role":"incentiveAdmin"}"#
        story.tell("role-granted", "location/northwind-1", "2025-01-01T00:00:00Z", former)
        story.tell(
            "role-granted", "location/litware-1", "2025-01-01T00:00:00Z", #"{"user":"leo","role":"incentiveUser"}"#)
        story.activity("3020101", of: "northwind", "2025-01-10T00:00:00Z")
        story.activity("3020102", of: "litware", "2025-01-10T00:00:00Z")
        for (ticket, claim) in [("T-1", "3020101"), ("T-2", "3020102"), ("T-3", "3020103")] {
            story.tell(
                "ticket-opened", "ticket/\(ticket)", "2025-01-11T00:00:00Z",
                #"{"kind":"incentiveDispute","channel":"partnerCenter","claim":"\#(claim)","details":"d"}"#)
            story.tell(
                "ticket-resolved", "ticket/\(ticket)", "2025-01-12T00:00:00Z", by: "microsoft",
                #"{"resolution":"claim 3020102 was first"}"#)
        }
        story.tell(
            "ticket-opened", "ticket/T-4", "2025-01-11T00:00:00Z", by: "microsoft",
            #"{"kind":"ftcHelp","channel":"portal","details":"d"}"#)
        story.tell("ticket-escalated", "ticket/T-5", "2025-01-11T00:00:00Z", #"{"reason":"r"}"#)
        story.tell(
            "ticket-opened", "ticket/T-6", "2025-01-11T00:00:00Z", by: "microsoft",
            #"{"kind":"incentiveDispute","channel":"partnerCenter","claim":"3020102","details":"d"}"#)
        story.tell("role-revoked", "location/northwind-1", "2025-01-15T00:00:00Z", former)
        return try story.replay(into: VisibleTicketsProjection(for: viewer), asOf: "2030-01-01T00:00:00Z")
    }

    @Test(arguments: [
        (Viewer.partner("ann"), ["T-1"]), (.partner("partner-1"), ["T-1", "T-2", "T-3"]), (.partner("nobody"), []),
        // T-2 is about the claim of leo's location too, and was opened by somebody who never had a role there.
        (.partner("leo"), ["T-6"]), (.customer("contoso.com"), []),
        (.microsoft, ["T-1", "T-2", "T-3", "T-4", "T-5", "T-6"]),
    ])
    func `a ticket is shown with its claim, and to who opened it`(_ viewer: Viewer, _ shown: [TicketID]) throws {
        let tickets = try tickets(viewer)
        #expect(tickets.answers(asOf: Self.asOf).map(\.ticket) == shown)
        for ticket in ["T-1", "T-2", "T-3", "T-4", "T-5", "T-6", "T-7"].map({ TicketID($0) }) {
            #expect((tickets.history(of: ticket, asOf: Self.asOf) != nil) == shown.contains(ticket), "\(ticket)")
        }
    }

    @Test func `a number of a hidden claim is withheld like one that is no claim's`() throws {
        let mine = try tickets(.partner("partner-1"))
        #expect(
            mine.answers(asOf: Self.asOf).map { $0.form?.claim } == ["(not shown)", "(not shown)", "(not shown)"])
        let own = try #require(try tickets(.partner("ann")).history(of: "T-1", asOf: Self.asOf))
        #expect(own.answer.form?.claim == "3020101")
        #expect(own.events.last?.words == "another claim was first")
    }
}
