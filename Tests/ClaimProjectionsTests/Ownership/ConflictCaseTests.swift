import ClaimLedger
import ClaimProjections
import Testing

@Suite struct `Conflict cases` {
    @Test func `the open ones come first, otherwise the order of the answer stays`() throws {
        let evidence = try EvidenceStory.twoYears()
        let cases = evidence.conflictCases().map(\.conflict)
        #expect(cases.prefix(2).allSatisfy { $0.closedAt == nil })
        #expect(cases.dropFirst(2).allSatisfy { $0.closedAt != nil })
        let answers = evidence.claims.conflictAnswers()
        #expect(cases == answers.filter { $0.closedAt == nil } + answers.filter { $0.closedAt != nil })
    }

    @Test(arguments: [
        ("4010006", "4010006 approved: No answer from the holder; the challenger's proof is from this year."),
        ("4010007", "4010007 rejected: The holder led the rollout in 2023."),
        ("4010018", "4010018 approved: Approved with the weekly batch."),
        ("4010021", "4010021 approved: Both proofs weighed: the challenger ran the upgrade of 2024."),
        // The holder gave the slot up, and the challenger gave it up: nobody decided.
        ("4010022", "undecided"), ("4010028", "undecided"),
        // Open.
        ("4010030", "undecided"), ("4010033", "undecided"),
    ])
    func `a decided conflict keeps the decision and its rationale`(_ challenger: String, _ expected: String) throws {
        let found = try #require(
            EvidenceStory.twoYears().conflictCases().first { $0.challenger.claim?.description == challenger })
        let decision = found.decision.map { decision in
            let rationale = decision.rationale?.plainText ?? "–"
            let claim = decision.claim?.description ?? "–"
            return "\(claim) \(decision.isApproval ? "approved" : "rejected"): \(rationale)"
        }
        #expect(decision ?? "undecided" == expected)
    }

    @Test func `each side shows the proof added last until the conflict closed`() throws {
        var story = contested()
        #expect(try proofs(story) == ["mine", "first"])
        story.document("answer", on: "1", "2025-07-03T00:00:00Z", #","customerAcknowledgedOn":"2025-06-30""#)
        #expect(try proofs(story) == ["mine", "answer"])
        story.tell("approved", "claim/2", "2025-07-10T00:00:00Z", by: "microsoft")
        // What comes after the decision did not weigh.
        story.document("late", on: "1", "2025-07-11T00:00:00Z")
        #expect(try proofs(story) == ["mine", "answer"])
        let holder = try #require(story.evidence().conflictCases().first).holder
        #expect(holder.partner == "northwind")
        #expect(holder.latestProof?.addedAt.description == "2025-07-03T00:00:00Z")
        #expect(holder.latestProof?.acknowledgedOn?.description == "2025-06-30T00:00:00Z")
    }

    @Test func `only proof of execution that has not been removed is shown`() throws {
        var story = EvidenceStory()
        story.association("1", "2025-06-01T00:00:00Z")
        story.document("first", on: "1", "2025-06-01T00:00:00Z")
        story.document("second", on: "1", "2025-06-02T00:00:00Z")
        story.document("invoice", on: "1", "2025-06-03T00:00:00Z", component: "invoice")
        story.tell("document-removed", "claim/1", "2025-06-04T00:00:00Z", #"{"documentId":"second"}"#)
        story.submit("1", "2025-06-05T00:00:00Z")
        story.tell("approved", "claim/1", "2025-06-06T00:00:00Z", by: "microsoft")
        challenge("2", of: "litware", &story)
        #expect(try proofs(story) == ["mine", "first"])
    }

    @Test func `a third claim's approval decides for both`() throws {
        var story = contested()
        challenge("3", of: "tailspin", &story)
        story.tell(
            "approved", "claim/3", "2025-07-20T00:00:00Z", by: "microsoft", #"{"rationale":"the third did the work"}"#)
        let cases = try story.evidence().conflictCases()
        let vacated = try #require(cases.first { $0.conflict.outcome == .vacated })
        #expect(vacated.challenger.claim?.description == "2")
        #expect(vacated.decision?.claim?.description == "3")
        #expect(vacated.decision?.rationale == "the third did the work")
    }

    @Test func `a challenger whom the customer declined was not decided on`() throws {
        var story = contested()
        story.tell("rejected", "claim/2", "2025-07-10T00:00:00Z", by: "microsoft", #"{"reason":"thin"}"#)
        #expect(try story.evidence(asOf: "2025-08-01T00:00:00Z").conflictCases().first?.decision == nil)
        #expect(try story.evidence().conflictCases().first?.decision?.rationale == "thin")
        story.tell("consent-declined", "claim/2", "2025-07-11T00:00:00Z", by: "customer", #"{"reason":"no"}"#)
        let found = try #require(story.evidence().conflictCases().first)
        #expect(found.conflict.outcome == .retained)
        #expect(found.decision == nil)
    }

    @Test func `an approval without the contested workload decides for the holder`() throws {
        var story = EvidenceStory()
        story.association("1", "2025-06-01T00:00:00Z")
        story.document("first", on: "1", "2025-06-01T00:00:00Z")
        story.submit("1", "2025-06-05T00:00:00Z")
        story.tell("approved", "claim/1", "2025-06-06T00:00:00Z", by: "microsoft")
        challenge("2", of: "litware", &story, workloads: #"[{"name":"Teams"},{"name":"Exchange"}]"#)
        story.tell(
            "approved", "claim/2", "2025-07-20T00:00:00Z", by: "microsoft",
            #"{"workloads":[{"name":"Exchange"}],"rationale":"only Exchange is shown"}"#)
        let found = try #require(story.evidence().conflictCases().first)
        #expect(found.conflict.outcome == .retained)
        #expect(found.decision?.rationale == "only Exchange is shown")
    }

    /// Claim 1 of northwind owns Teams, and claim 2 of litware challenges it.
    private func contested() -> EvidenceStory {
        var story = EvidenceStory()
        story.association("1", "2025-06-01T00:00:00Z")
        story.document("first", on: "1", "2025-06-01T00:00:00Z")
        story.submit("1", "2025-06-05T00:00:00Z")
        story.tell("approved", "claim/1", "2025-06-06T00:00:00Z", by: "microsoft")
        challenge("2", of: "litware", &story)
        return story
    }

    private func challenge(
        _ claim: String, of partner: String, _ story: inout EvidenceStory, workloads: String = #"[{"name":"Teams"}]"#
    ) {
        story.association(claim, of: partner, "2025-07-01T00:00:00Z", workloads: workloads)
        story.document("mine", on: claim, "2025-07-01T00:00:00Z")
        story.submit(claim, "2025-07-02T00:00:00Z")
    }

    /// The latest proof of the first conflict's challenger and holder.
    private func proofs(_ story: EvidenceStory) throws -> [DocumentID?] {
        let found = try #require(story.evidence().conflictCases().first)
        return [found.challenger.latestProof?.document, found.holder.latestProof?.document]
    }
}
