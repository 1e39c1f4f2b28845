import ClaimLedger
import ClaimProjections
import Testing

/// The transition tables of rulebook sections 4 and 5, written down a second time, as text.
private let printedPartnerActivity = """
    PA-1  | – | customer-claimed | partner | customerClaimed
    PA-2  | customerClaimed, awaitingCustomerConsent | consent-requested | partner | awaitingCustomerConsent
    PA-3  | awaitingCustomerConsent | consent-received | customer | customerConsentReceived
    PA-4  | awaitingCustomerConsent | consent-declined | customer | customerConsentDeclined
    PA-5  | customerConsentReceived | submitted | partner | submitted
    PA-6  | submitted | review-started | microsoft | underReview
    PA-7  | submitted, underReview | approved | microsoft | approved
    PA-8  | submitted, underReview | action-required | microsoft | partnerActionRequired
    PA-9  | partnerActionRequired | submitted | partner | underReview
    PA-10 | submitted, underReview | rejected | microsoft | rejected
    PA-11 | submitted, underReview | rejected | microsoft | rejectedFinal
    PA-12 | rejected | disputed | partner | disputed
    PA-13 | disputed | submitted | partner | underReview
    PA-14 | customerClaimed, awaitingCustomerConsent, customerConsentReceived | cancelled | partner | cancelled
    PA-21 | customerClaimed, awaitingCustomerConsent | rejected, cause competingConsent | system | rejectedFinal
    PA-30 | customerClaimed, awaitingCustomerConsent | expired (customerConsent) | system | customerConsentExpired
    PA-31 | customerConsentReceived | expired (notSubmitted) | system | notSubmittedClaimExpired
    PA-32 | partnerActionRequired | expired (postSubmission) | system | postSubmissionClaimExpired
    PA-33 | disputed | expired (disputed) | system | disputedClaimExpired
    """

private let printedCPOR = """
    CPOR-1  | – | customer-claimed | partner | drafted
    CPOR-2  | – | customer-claimed with splitFrom | system | partnerActionRequired
    CPOR-3  | – | association-migrated | system | approved
    CPOR-4  | drafted | cancelled | partner | cancelled
    CPOR-5  | drafted | submitted | partner | submitted
    CPOR-6  | submitted | review-started | microsoft | underReview
    CPOR-7  | submitted, underReview | approved | microsoft | approved
    CPOR-8  | submitted, underReview | action-required | microsoft | partnerActionRequired
    CPOR-9  | submitted, underReview | approved | microsoft | approved
    CPOR-10 | partnerActionRequired | submitted | partner | submitted
    CPOR-11 | partnerActionRequired | rejected, cause noResponse | system | rejected
    CPOR-11 | partnerActionRequired | rejected, cause noResponse | system | rejectedFinal
    CPOR-12 | submitted, underReview | rejected | microsoft | rejected
    CPOR-13 | submitted, underReview | rejected | microsoft | rejectedFinal
    CPOR-14 | rejected | disputed | partner | disputed
    CPOR-15 | disputed | submitted | partner | submitted
    CPOR-16 | submitted, underReview, partnerActionRequired, rejected, disputed | consent-declined | customer | customerConsentDeclined
    CPOR-16 | approved | consent-declined | customer | customerConsentDeclined
    CPOR-17 | approved | disassociated | partner | disassociated
    """

@Suite struct `The transition tables` {
    @Test(arguments: [(Lifecycle.partnerActivity, printedPartnerActivity), (Lifecycle.cpor, printedCPOR)])
    func `every row says what the rulebook prints, in its order`(_ lifecycle: Lifecycle, _ printed: String) {
        let rows = lifecycle.steps.map { step in
            let from = step.from.isEmpty ? "–" : step.from.map(\.rawValue).joined(separator: ", ")
            return [step.rule.text, from, step.trigger.name, step.party.rawValue, step.to.rawValue]
        }
        let expected = printed.split(separator: "\n").map { line in
            line.split(separator: "|").map { part in
                String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
        #expect(rows == expected)
    }

    @Test(arguments: [Lifecycle.partnerActivity, .cpor])
    func `every lapse has the row of the event that records it`(_ lifecycle: Lifecycle) {
        for lapse in lifecycle.lapses {
            #expect(
                lifecycle.steps.contains {
                    $0.rule == lapse.rule && $0.trigger == lapse.trigger && $0.from == lapse.from && $0.to == lapse.to
                        && $0.party == .system
                })
        }
    }

    @Test(arguments: [Lifecycle.partnerActivity, .cpor])
    func `no two rows answer the same trigger in the same status and circumstances`(_ lifecycle: Lifecycle) {
        for (index, row) in lifecycle.steps.enumerated() {
            for other in lifecycle.steps[..<index] where other.trigger == row.trigger && other.when == row.when {
                #expect(Set(other.from).isDisjoint(with: row.from))
            }
        }
    }

    @Test func `nothing leads out of a final status`() {
        for step in Lifecycle.partnerActivity.steps {
            #expect(step.from.allSatisfy { !$0.endsClaim && $0 != .approved })
        }
        for step in Lifecycle.cpor.steps { #expect(step.from.allSatisfy { !$0.endsClaim }) }
    }
}
