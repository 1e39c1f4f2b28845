import ClaimLedger
import ClaimProjections
import Testing

/// One proof on one claim, and what is found about it.
private struct ProofCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var association = "usage"
    var workloads = #"[{"name":"Teams"},{"name":"Exchange"}]"#
    var area = "modernWork"
    /// What the proof states, each with a comma before it.
    let facts: String
    /// What a second proof states; nil where there is none.
    var second: String?
    var submittedAt: String? = "2025-06-15T12:00:00Z"
    let rules: [RuleID]

    init(
        _ sentence: String, _ facts: String, second: String? = nil, association: String = "usage",
        submittedAt: String? = "2025-06-15T12:00:00Z", _ rules: RuleID...
    ) {
        testDescription = sentence
        self.facts = facts
        self.second = second
        self.association = association
        self.submittedAt = submittedAt
        self.rules = rules
    }

    /// On a subscription named in capitals.
    static func onSubscription(_ sentence: String, _ facts: String, _ rules: RuleID...) -> ProofCase {
        var made = ProofCase(sentence, facts)
        made.area = "businessApplications"
        made.workloads = #"[{"name":"Sales","subscription":"SUB-1"}]"#
        return ProofCase(made, rules)
    }

    private init(_ made: ProofCase, _ rules: [RuleID]) {
        testDescription = made.testDescription
        (association, workloads, area) = (made.association, made.workloads, made.area)
        (facts, second, submittedAt) = (made.facts, made.second, made.submittedAt)
        self.rules = rules
    }
}

@Suite struct `Findings about proof` {
    // A table, one case a line.
    // swift-format-ignore
    private static let cases = [
        ProofCase("an acknowledgement counts twelve calendar months", #","customerAcknowledgedOn":"2024-06-15""#, submittedAt: "2025-06-15T00:00:00Z"),
        ProofCase("and not a microsecond longer", #","customerAcknowledgedOn":"2024-06-15""#, submittedAt: "2025-06-15T00:00:00.000001Z", "POE-11"),
        ProofCase("from a leap day it counts to the end of February", #","customerAcknowledgedOn":"2024-02-29""#, submittedAt: "2025-02-28T00:00:00Z"),
        ProofCase("and not into March", #","customerAcknowledgedOn":"2024-02-29""#, submittedAt: "2025-03-01T00:00:00Z", "POE-11"),
        ProofCase("before a submission no age is judged", #","customerAcknowledgedOn":"2020-01-01""#, submittedAt: nil),
        ProofCase("a revenue association has no age limit", #","customerAcknowledgedOn":"2020-01-01""#, association: "revenue"),
        ProofCase("recent proof beside it makes an old one good", #","customerAcknowledgedOn":"2020-01-01""#, second: #","customerAcknowledgedOn":"2025-06-01""#),
        ProofCase("proof without a date beside it does not", #","customerAcknowledgedOn":"2020-01-01""#, second: "", "POE-11"),
        ProofCase("what states nothing is found nothing about", ""),
        ProofCase("workloads of the claim match", #","workloads":[{"name":"Exchange"}]"#),
        ProofCase("another workload does not", #","workloads":[{"name":"Teams"},{"name":"Intune"}]"#, "POE-11"),
        ProofCase("workload names compare exactly", #","workloads":[{"name":"teams"}]"#, "POE-11"),
        ProofCase("a revenue association is judged by its workloads", #","workloads":[{"name":"Intune"}]"#, association: "revenue", "POE-11"),
        ProofCase("two causes are two findings", #","customerAcknowledgedOn":"2020-01-01","workloads":[{"name":"Intune"}]"#, "POE-11", "POE-11"),
        .onSubscription("subscriptions compare without case", #","workloads":[{"name":"Sales","subscription":"sub-1"}]"#),
        .onSubscription("another subscription does not match", #","workloads":[{"name":"Sales","subscription":"sub-2"}]"#, "POE-11"),
        .onSubscription("a name without a subscription matches any", #","workloads":[{"name":"Sales"}]"#),
        ProofCase("a licence sale contract is never accepted", #","kind":"licenseSaleContract""#, "POE-12"),
        ProofCase("a price quote is never accepted", #","kind":"priceQuote""#, "POE-12"),
        ProofCase("a purchase order is never accepted", #","kind":"purchaseOrder""#, "POE-12"),
        ProofCase("an unacknowledged e-mail is never accepted", #","kind":"unacknowledgedEmail""#, "POE-12"),
        ProofCase("a pasted signature is never accepted", #","kind":"pastedSignature""#, "POE-12"),
        ProofCase("an ECIF overview is never accepted", #","kind":"ecifOverview""#, "POE-12"),
        ProofCase("nor beside recent proof", #","kind":"ecifOverview""#, second: #","customerAcknowledgedOn":"2025-06-01""#, "POE-12"),
        ProofCase("a master services agreement needs recent proof", #","kind":"masterServicesAgreement""#, "POE-12"),
        ProofCase("and is accepted beside it", #","kind":"masterServicesAgreement""#, second: #","customerAcknowledgedOn":"2025-06-01""#),
        ProofCase("or with an acknowledgement of its own", #","kind":"masterServicesAgreement","customerAcknowledgedOn":"2025-06-01""#),
        ProofCase("before a submission it is judged as of now", #","kind":"masterServicesAgreement","customerAcknowledgedOn":"2028-12-31""#, submittedAt: nil, "POE-12"),
        ProofCase("a signed agreement is accepted", #","kind":"signedAgreement""#),
        ProofCase("a kind the rulebook does not know is not judged", #","kind":"napkin""#),
    ]

    @Test(arguments: cases)
    private func `about one proof`(_ proof: ProofCase) throws {
        var story = EvidenceStory()
        story.association(
            "1", "2025-01-10T00:00:00Z", workloads: proof.workloads, association: proof.association, area: proof.area)
        story.document("a", on: "1", "2025-01-11T00:00:00Z", proof.facts)
        if let second = proof.second { story.document("b", on: "1", "2025-01-12T00:00:00Z", second) }
        if let submittedAt = proof.submittedAt { story.submit("1", submittedAt) }
        let found = try findings(story)
        #expect(found.map(\.rule) == proof.rules, "\(found.map(\.finding))")
        #expect(found.allSatisfy { $0.document == "a" })
    }

    @Test func `the sentence names both instants and the limit`() throws {
        var story = EvidenceStory()
        story.association("1", "2025-01-10T00:00:00Z")
        story.document("a", on: "1", "2025-01-11T00:00:00Z", #","customerAcknowledgedOn":"2024-02-29""#)
        story.submit("1", "2025-03-01T08:00:00Z")
        #expect(
            try findings(story).map(\.finding) == [
                """
                the customer acknowledged on 2024-02-29T00:00:00Z, more than 12 calendar months before the submission \
                of 2025-03-01T08:00:00Z: that counted until 2025-02-28T00:00:00Z, and nothing recent accompanies it
                """
            ])
    }

    @Test func `the latest submission counts, and documents added after it too`() throws {
        var story = EvidenceStory()
        story.association("1", "2025-01-10T00:00:00Z")
        story.document("a", on: "1", "2025-01-11T00:00:00Z", #","customerAcknowledgedOn":"2024-06-15""#)
        story.submit("1", "2025-06-01T00:00:00Z")
        story.tell("action-required", "claim/1", "2025-06-10T00:00:00Z", by: "microsoft", #"{"comment":"more"}"#)
        #expect(try findings(story).isEmpty)
        story.submit("1", "2025-06-16T00:00:00Z")
        story.document("b", on: "1", "2025-06-17T00:00:00Z", #","customerAcknowledgedOn":"2024-01-01""#)
        #expect(try findings(story).map(\.document) == ["a", "b"])
    }

    @Test func `the age limit is that of the edition in force at the acknowledgement`() throws {
        var story = EvidenceStory()
        story.tell(
            "rules-adopted", "rules", "2024-12-01T00:00:00Z", by: "microsoft",
            #"{"edition":"short","effectiveFrom":"2025-01-01","figures":{"poeAgeMonths":3}}"#)
        for (number, acknowledged) in [("1", "2024-12-31"), ("2", "2025-01-01")] {
            story.association(number, of: "p\(number)", "2025-01-10T00:00:00Z")
            story.document(
                "a", on: number, "2025-01-11T00:00:00Z", #","customerAcknowledgedOn":"\#(acknowledged)""#)
            story.submit(number, "2025-06-01T00:00:00Z")
        }
        #expect(try findings(story).map(\.claim.description) == ["2"])
    }

    @Test func `a removed or replaced document is not judged`() throws {
        var story = EvidenceStory()
        story.association("1", "2025-01-10T00:00:00Z")
        story.document("a", on: "1", "2025-01-11T00:00:00Z", #","kind":"purchaseOrder""#)
        story.document("b", on: "1", "2025-01-11T00:00:00Z", #","kind":"priceQuote""#)
        #expect(try findings(story).map(\.document) == ["a", "b"])
        story.tell("document-removed", "claim/1", "2025-01-12T00:00:00Z", #"{"documentId":"a"}"#)
        story.document("b", on: "1", "2025-01-13T00:00:00Z", #","kind":"eSignature""#)
        #expect(try findings(story).isEmpty)
    }

    @Test func `workloads are those the claim has now`() throws {
        var story = EvidenceStory()
        story.association("1", "2025-01-10T00:00:00Z", workloads: #"[{"name":"Teams"},{"name":"Exchange"}]"#)
        story.document("a", on: "1", "2025-01-11T00:00:00Z", #","workloads":[{"name":"Exchange"}]"#)
        #expect(try findings(story).isEmpty)
        story.tell(
            "workloads-changed", "claim/1", "2025-01-12T00:00:00Z", #"{"workloads":[{"name":"Teams"}]}"#)
        #expect(try findings(story).map(\.finding) == ["it names Exchange, which the claim does not have"])
    }

    @Test func `proof on a Partner Activities claim is judged by its kind only`() throws {
        var story = EvidenceStory()
        story.activity("1", "2025-01-10T00:00:00Z")
        story.document(
            "a", on: "1", "2025-01-11T00:00:00Z",
            #","kind":"purchaseOrder","customerAcknowledgedOn":"2020-01-01","workloads":[{"name":"Intune"}]"#)
        story.submit("1", "2025-06-01T00:00:00Z")
        #expect(try findings(story).map(\.rule) == ["POE-12"])
    }

    private func findings(_ story: EvidenceStory) throws -> [FindingAnswer] {
        try story.evidence().findings(asOf: Instant(parsing: "2030-01-01T00:00:00Z"))
    }
}
