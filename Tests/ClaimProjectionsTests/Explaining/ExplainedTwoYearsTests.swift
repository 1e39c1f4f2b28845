import ClaimLedger
import ClaimProjections
import Testing

@Suite struct `Explanations of the long history` {
    private static let asOf = "2025-11-01T00:00:00Z"

    @Test func `every change of every claim has a rule or a violation, and leads to the status shown`() throws {
        let history = try ExplainedHistory.twoYears()
        let instant = try Instant(parsing: Self.asOf)
        for claim in try history.claims(asOf: instant) {
            let explanation = try #require(try history.explanation(of: claim, asOf: instant))
            let changes = explanation.because.filter { $0.from != $0.to }
            #expect(changes.first?.from == nil)
            for (earlier, later) in zip(changes, changes.dropFirst()) {
                #expect(later.from == earlier.to, "claim \(claim) at \(later.at)")
            }
            #expect(changes.last?.to == explanation.status, "claim \(claim)")
            #expect(explanation.because.allSatisfy { $0.rule != nil || $0.violation != nil }, "claim \(claim)")
            for count in explanation.because.compactMap(\.count) {
                #expect(count.days.startedAt.adding(days: count.days.days) == count.deadline)
            }
        }
    }

    /// A claim and what its explanation says somewhere.
    static let sentences = [
        ("3020103", "the customer's consent went to claim 3020102 at 2023-11-15T09:26:47Z"),
        (
            "4010020",
            "14 days after action was required 2024-07-15T10:07:34Z end 2024-07-29T10:07:34Z, edition guide-2025-06"
        ),
        (
            "4010005",
            "DYNAMICS 365 SALES ENTERPRISE EDITION on sub-contoso-sales: the claim's from 2023-11-22T13:26:08.693Z until "
                + "2024-06-11T10:38:47Z, displaced by claim 4010018 (OWN-2)"
        ),
    ]

    @Test(arguments: sentences)
    func `a reason is given in a sentence`(_ claim: String, _ sentence: String) throws {
        let explanation = try #require(try ExplainedHistory.twoYears().explanation(of: claim, asOf: Self.asOf))
        #expect((explanation.because.map(\.sentence) + explanation.ownership.map(\.sentence)).contains(sentence))
    }

    @Test func `a displaced claim names the event that displaced it`() throws {
        let explanation = try #require(try ExplainedHistory.twoYears().explanation(of: "4010005", asOf: Self.asOf))
        let reason = try #require(explanation.ownership.first)
        #expect(reason.start?.claim == ClaimID("4010005"))
        #expect(reason.end?.claim == ClaimID("4010018"))
        #expect(reason.end?.event == "c4010018-05-approved")
    }

    @Test func `a days' count runs under the edition in force when it started`() throws {
        let explanation = try #require(try ExplainedHistory.twoYears().explanation(of: "3020147", asOf: Self.asOf))
        #expect(explanation.next.deadline?.rule == "PA-30")
        #expect(explanation.next.count?.edition == "2025-01")
        #expect(explanation.next.count?.days.words == "30 days after the claim's creation 2025-10-20T15:58:03Z")
    }

    @Test func `what is missing is the way to the submission, and then the evidence`() throws {
        let history = try ExplainedHistory.twoYears()
        let missing = try #require(try history.explanation(of: "3020147", asOf: Self.asOf)?.next.missing)
        #expect(missing.words.first == "consent-received by the customer")
        #expect(missing.components == [.partnerSurvey, .customerSurvey, .invoice, .poeDocument])
        #expect(try history.explanation(of: "3020145", asOf: Self.asOf)?.next.missing?.words == [])
        #expect(try history.explanation(of: "4010020", asOf: Self.asOf)?.next.missing == nil)
    }

    @Test func `an approval that waits for the holder's answer is among what comes later`() throws {
        let next = try #require(try ExplainedHistory.twoYears().explanation(of: "4010033", asOf: Self.asOf)?.next)
        #expect(next.later.map(\.action) == [.approve])
        #expect(next.later.first?.from?.description == "2025-11-10T13:39:31Z")
        #expect(next.conflicts.map(\.holder) == [ClaimID("4010011")])
        #expect(!next.now.contains { !$0.isAllowed })
    }
}
