import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

@Suite struct `Anomalies` {
    private func found(_ story: EvidenceStory) throws -> [String] {
        var anomalies = try story.replay(AnomalyProjection.self)
        anomalies.advance(to: Instant(year: 2030, month: 1, day: 1))
        return anomalies.anomalies().map { "\($0.claim) \($0.kind.rawValue) \($0.document ?? "–")" }
    }

    private func approve(_ claim: String, _ time: String, _ story: inout EvidenceStory, _ data: String = "{}") {
        story.tell("approved", "claim/\(claim)", time, by: "microsoft", data)
    }

    @Test(arguments: [("2025-01-09", ["1 ANOM-1 d"]), ("2025-01-10", []), ("2025-01-11", [])])
    func `a document older than its claim stands out`(_ acknowledged: String, _ expected: [String]) throws {
        var story = EvidenceStory()
        story.activity("1", "2025-01-10T09:00:00Z")
        story.document("d", on: "1", "2025-01-12T00:00:00Z", #","customerAcknowledgedOn":"\#(acknowledged)""#)
        // Proof of a partner of record may well be older than its claim.
        story.association("2", "2025-01-10T09:00:00Z")
        story.document("d", on: "2", "2025-01-12T00:00:00Z", #","customerAcknowledgedOn":"2024-12-01""#)
        #expect(try found(story) == expected)
    }

    @Test func `a comment that a ledger holds from before its claim stands out`() throws {
        let temporary = try TemporaryLedger()
        func event(_ id: String, _ time: Instant, _ fact: Fact) throws -> PreparedEvent {
            let claim = try claim("1")
            return try PreparedEvent(
                ClaimEvent(
                    id: EventID(id), source: "test", stream: .claim(claim), time: time, actor: Actor(.partner, "ann"),
                    fact: fact))
        }
        let contacts = Contacts(
            customer: Contact(name: "A", email: "a@contoso.com"), partner: Contact(name: "P", email: "p@p.example"))
        let made = PartnerOfRecordClaim(
            claimName: "N", solutionArea: .modernWork, association: .usage,
            customer: CustomerReference(idType: .tenantId, id: "t"), partner: PartnerReference(id: "n", name: "N"),
            location: LocationReference(id: "n-1"), contacts: contacts, workloads: [Workload(name: "Teams")])
        let tenth = Instant(year: 2025, month: 1, day: 10)
        try temporary.ledger.append([
            event("early", tenth.adding(days: -2), .commentAdded("before it was recorded")),
            event("made", tenth, .customerClaimed(.cpor(made))),
            event("back", tenth.adding(days: -1), .commentAdded("before it was made")),
            event("late", tenth.adding(days: 1), .commentAdded("after it")),
        ])
        let anomalies = try Replay.fold(AnomalyProjection.self, over: temporary.ledger, now: .latest).state.anomalies()
        #expect(anomalies.map { "\($0.kind.rawValue) \($0.event ?? "")" } == ["ANOM-1 early", "ANOM-1 back"])
    }

    @Test func `a customer's contact on the partner's own domain stands out, once`() throws {
        var story = EvidenceStory()
        story.activity("1", "2025-01-10T00:00:00Z")
        #expect(try found(story).isEmpty)
        story.tell("contacts-edited", "claim/1", "2025-01-11T00:00:00Z", #"{"customer":{"email":"b@P.example"}}"#)
        story.tell("contacts-edited", "claim/1", "2025-01-12T00:00:00Z", #"{"partner":{"email":"q@p.example"}}"#)
        #expect(try found(story) == ["1 ANOM-2 –"])
    }

    @Test func `an approval without review stands out, answers come back under review`() throws {
        var story = EvidenceStory()
        for claim in ["1", "2", "3"] {
            story.activity(claim, "2025-01-10T00:00:00Z")
            story.tell(
                "consent-requested", "claim/\(claim)", "2025-01-11T00:00:00Z", #"{"dealSizeUSD":1}"#)
            story.tell("consent-received", "claim/\(claim)", "2025-01-12T00:00:00Z", by: "customer")
            story.submit(claim, "2025-01-13T00:00:00Z")
        }
        approve("1", "2025-01-14T00:00:00Z", &story)
        story.tell("review-started", "claim/2", "2025-01-14T00:00:00Z", by: "microsoft")
        approve("2", "2025-01-15T00:00:00Z", &story)
        story.tell("action-required", "claim/3", "2025-01-14T00:00:00Z", by: "microsoft", #"{"comment":"c"}"#)
        story.submit("3", "2025-01-15T00:00:00Z")
        approve("3", "2025-01-16T00:00:00Z", &story)
        #expect(try found(story) == ["1 ANOM-3 –"])
    }

    @Test func `one invoice on two claims stands out on both`() throws {
        var story = EvidenceStory()
        for claim in ["2", "10"] {
            story.activity(claim, "2025-01-10T00:00:00Z")
            story.document("i", on: claim, "2025-01-11T00:00:00Z", component: "invoice", hash: "a")
        }
        #expect(try found(story) == ["2 ANOM-4 i", "10 ANOM-4 i"])
    }

    @Test(arguments: [
        (#"[{"name":"MANAGED SECURITY SERVICES"}]"#, "", "{}", true),
        (#"[{"name":"Managed Security Services"}]"#, #","recognitionOnly":true"#, "{}", false),
        (#"[{"name":"Managed Security Services"}]"#, #","recognitionOnly":true"#, #"{"amountCents":1}"#, true),
        (#"[{"name":"Managed Security Services"},{"name":"Teams"}]"#, "", "{}", false),
        (#"[{"name":"Managed Security Services"},{"name":"Teams"}]"#, "", #"{"amountCents":100}"#, true),
        (#"[{"name":"Teams"}]"#, "", #"{"amountCents":100}"#, false),
    ])
    func `managed security with pay stands out`(
        _ workloads: String, _ more: String, _ approval: String, _ isFound: Bool
    ) throws {
        var story = EvidenceStory()
        story.association("1", "2025-01-10T00:00:00Z", workloads: workloads, area: "security", more: more)
        story.submit("1", "2025-01-11T00:00:00Z")
        story.tell("review-started", "claim/1", "2025-01-12T00:00:00Z", by: "microsoft")
        approve("1", "2025-01-13T00:00:00Z", &story, approval)
        #expect(try found(story) == (isFound ? ["1 ANOM-5 –"] : []))
    }

    @Test(arguments: [("2025-05-11T23:59:59.999999Z", []), ("2025-05-12T00:00:00Z", ["1 ANOM-6 –"])])
    func `action required when the completion deadline has passed stands out`(
        _ time: String, _ expected: [String]
    ) throws {
        var story = EvidenceStory()
        story.activity("1", "2025-01-10T00:00:00Z")
        story.tell("consent-requested", "claim/1", "2025-01-11T00:00:00Z", #"{"dealSizeUSD":1}"#)
        story.tell("consent-received", "claim/1", "2025-01-12T00:00:00Z", by: "customer")
        story.submit("1", "2025-01-13T00:00:00Z")
        // 120 days after consent: 2025-05-12.
        story.tell("action-required", "claim/1", time, by: "microsoft", #"{"comment":"c"}"#)
        #expect(try found(story) == expected)
    }

    @Test(arguments: [("{}", ["2 ANOM-7 –"]), (#"{"rationale":"newer proof"}"#, [])])
    func `a conflict decided without a rationale stands out`(_ approval: String, _ expected: [String]) throws {
        var story = EvidenceStory()
        for (claim, partner, day) in [("1", "northwind", "01"), ("2", "litware", "10")] {
            story.association(claim, of: partner, "2025-01-\(day)T00:00:00Z")
            story.document("d", on: claim, "2025-01-\(day)T01:00:00Z")
            story.submit(claim, "2025-01-\(day)T02:00:00Z")
            story.tell("review-started", "claim/\(claim)", "2025-01-\(day)T03:00:00Z", by: "microsoft")
            let end = claim == "1" ? "2025-01-01T04:00:00Z" : "2025-01-24T02:00:00Z"
            approve(claim, end, &story, claim == "1" ? "{}" : approval)
        }
        #expect(try found(story) == expected)
    }

    @Test func `two years have the anomalies their page tells, and findings are not among them`() throws {
        let temporary = try `Notifications`.twoYearLedger()
        var anomalies = try Replay.fold(AnomalyProjection.self, over: temporary.ledger, now: .latest).state
        anomalies.advance(to: Instant(year: 2025, month: 11, day: 1))
        let rows = anomalies.anomalies()
        #expect(
            rows.map { "\($0.claim) \($0.kind.rawValue)" } == [
                "3020102 ANOM-3", "3020114 ANOM-3", "3020116 ANOM-4", "3020127 ANOM-4",
            ])
        #expect(try anomalies.anomalies(of: claim("3020116")).count == 1)
        let findings = anomalies.money.evidence.findings(asOf: Instant(year: 2025, month: 11, day: 1))
        #expect(findings.allSatisfy { !$0.rule.text.hasPrefix("ANOM") })
    }
}
