import ClaimLedger
import ClaimProjections
import Testing

/// Why one change of a small history's claim happened.
private struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let events: [String]
    let asOf: String
    /// The last of the reasons: its rule, its sentence, and the rule it broke.
    let rule: RuleID?
    let sentence: String
    var broken: RuleID?

    var testDescription: String { name }

    private static let rejected =
        ExplainedHistory.consented() + [
            ExplainedHistory.event("submitted", "01-03"),
            ExplainedHistory.event("rejected", "01-04", by: "microsoft", #"{"reason":"r"}"#),
        ]
    private static let disputed = rejected + [ExplainedHistory.event("disputed", "01-05")]
    private static let required = ExplainedHistory.event(
        "action-required", "01-07", by: "microsoft", #"{"comment":"c"}"#)

    static let all = [
        Case(
            name: "a row with its deadline", events: disputed, asOf: "2024-01-06T00:00:00Z", rule: "PA-12",
            sentence: "rejected → disputed by the partner, before rejection + 30 d (2024-02-03T12:00:00Z), "
                + "not disputed before"),
        Case(
            name: "a row with its circumstance", events: rejected, asOf: "2024-01-06T00:00:00Z", rule: "PA-10",
            sentence: "submitted → rejected by Microsoft, not after a dispute, a reason is given"),
        Case(
            name: "a lapse", events: [ExplainedHistory.claimed("01-01")], asOf: "2024-03-01T00:00:00Z", rule: "PA-30",
            sentence: "30 days after the claim's creation 2024-01-01T12:00:00Z end 2024-01-31T12:00:00Z, "
                + "edition guide-2025-06"),
        Case(
            name: "a lapse by the claim's own days",
            events: ExplainedHistory.consented(#","deadlines":{"submit":5,"complete":9}"#),
            asOf: "2024-03-01T00:00:00Z", rule: "PA-31",
            sentence: "5 days after the customer's consent 2024-01-02T12:00:00Z end 2024-01-07T12:00:00Z, "
                + "by the claim's own figure"),
        Case(
            name: "a recorded lapse",
            events: [
                ExplainedHistory.claimed("01-01"),
                ExplainedHistory.event("expired", "02-02", by: "system", #"{"kind":"customerConsent"}"#),
            ], asOf: "2024-03-01T00:00:00Z", rule: "PA-30",
            sentence: "30 days after the claim's creation 2024-01-01T12:00:00Z end 2024-01-31T12:00:00Z, "
                + "edition guide-2025-06"),
        Case(
            name: "a lapse after a dispute was submitted",
            events: disputed + [ExplainedHistory.event("submitted", "01-06"), required], asOf: "2024-03-01T00:00:00Z",
            rule: "PA-32",
            sentence: "30 days after the dispute's first submission (PA-37) 2024-01-06T12:00:00Z end "
                + "2024-02-05T12:00:00Z, edition guide-2025-06"),
        Case(
            name: "a lapse whose deadline had passed before",
            events: ExplainedHistory.consented(#","deadlines":{"submit":5,"complete":3}"#) + [
                ExplainedHistory.event("submitted", "01-03"), required,
            ], asOf: "2024-03-01T00:00:00Z", rule: "PA-32",
            sentence: "3 days after the customer's consent 2024-01-02T12:00:00Z end 2024-01-05T12:00:00Z, by the "
                + "claim's own figure; that had passed when the claim became partnerActionRequired (FACT-3)"),
        Case(
            name: "an event that no row permits",
            events: [ExplainedHistory.claimed("01-01"), ExplainedHistory.event("approved", "01-02", by: "microsoft")],
            asOf: "2024-01-03T00:00:00Z", rule: nil,
            sentence: "customerClaimed → approved: no row permits it, and approved leads there all the same (FACT-1)",
            broken: "ACT-1"),
        Case(
            name: "an event that found the claim lapsed",
            events: ExplainedHistory.consented() + [ExplainedHistory.event("submitted", "03-30")],
            asOf: "2024-03-31T00:00:00Z", rule: "PA-5",
            sentence: "customerConsentReceived → submitted by the partner, before consent + 60 d "
                + "(2024-03-02T12:00:00Z), required components complete (POE-1); as if the claim had not lapsed (FACT-3)",
            broken: "PA-31"),
        Case(
            name: "a breach that keeps the status",
            events: [
                ExplainedHistory.claimed("01-01"),
                ExplainedHistory.event("survey-sent", "01-02", #"{"respondent":"customer"}"#),
            ],
            asOf: "2024-01-03T00:00:00Z", rule: nil, sentence: "the status stays customerClaimed", broken: "ACT-1"),
    ]
}

@Suite struct `Explanations` {
    @Test(arguments: Case.all)
    private func `a change of status names its rule and its reason`(_ example: Case) throws {
        let explanation = try #require(
            try ExplainedHistory(example.events).explanation(of: "7", asOf: example.asOf))
        let reason = try #require(explanation.because.last)
        #expect(reason.rule == example.rule)
        #expect(reason.sentence == example.sentence)
        #expect(reason.violation?.rule == example.broken)
        #expect(reason.to == explanation.status)
    }

    @Test func `a rejection by a rival's consent names the rival's event`() throws {
        let history = try ExplainedHistory(
            ExplainedHistory.consented().dropLast() + [
                ExplainedHistory.claimed("01-01", partner: "litware", claim: "8"),
                ExplainedHistory.event("consent-received", "01-02", by: "customer"),
            ])
        let explanation = try #require(try history.explanation(of: "8", asOf: "2024-01-03T00:00:00Z"))
        let reason = try #require(explanation.because.last)
        #expect(reason.rule == "PA-21")
        #expect(reason.sentence == "the customer's consent went to claim 7 at 2024-01-02T12:00:00Z")
        #expect(reason.event == nil)
        #expect(
            reason.cause?.words
                == "consent-received by the customer (customer-1), sequence 4, event 7-consent-received-01-02")
        #expect(reason.cause?.claim == ClaimID("7"))
    }

    @Test func `a claim that the ledger does not hold has no explanation`() throws {
        let history = try ExplainedHistory([ExplainedHistory.claimed("01-01")])
        #expect(try history.explanation(of: "7", asOf: "2023-12-31T00:00:00Z") == nil)
        #expect(try history.explanation(of: "9", asOf: "2024-12-31T00:00:00Z") == nil)
    }

    @Test func `an explanation in JSON has every member, null where there is nothing`() throws {
        let history = try ExplainedHistory([ExplainedHistory.claimed("01-01")])
        let explanation = try #require(try history.explanation(of: "7", asOf: "2024-01-02T00:00:00Z"))
        guard case .object(let answer) = explanation.json, case .array(let because) = answer["because"],
            case .object(let reason) = because.first, case .object(let next) = answer["next"]
        else {
            Issue.record("the explanation is no object of objects")
            return
        }
        let members = ["asOf", "because", "claim", "next", "ownership", "process", "since", "status"]
        #expect(answer.members.map(\.name) == members)
        #expect(
            reason.members.map(\.name)
                == ["at", "cause", "count", "event", "from", "rule", "sentence", "to", "violation"])
        #expect(reason["from"] == .null)
        #expect(next.members.map(\.name) == ["conflicts", "deadline", "later", "missing", "now"])
    }
}
