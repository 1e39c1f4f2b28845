public import ClaimLedger

/// A status of a claim, of either process; the raw values are those printed (rulebook sections 4 and 5).
public enum ClaimStatus: String, CaseIterable, Sendable, Hashable {
    case customerClaimed, awaitingCustomerConsent, customerConsentReceived, submitted, underReview
    case partnerActionRequired, approved, rejected, disputed, rejectedFinal, cancelled, customerConsentDeclined
    case customerConsentExpired, notSubmittedClaimExpired, postSubmissionClaimExpired, disputedClaimExpired
    case drafted, disassociated

    /// The statuses of a process, in the rulebook's order.
    public static func all(of process: ClaimProcess) -> [ClaimStatus] {
        switch process {
        case .partnerActivity:
            [
                .customerClaimed, .awaitingCustomerConsent, .customerConsentReceived, .submitted, .underReview,
                .partnerActionRequired, .approved, .rejected, .disputed, .rejectedFinal, .cancelled,
                .customerConsentDeclined, .customerConsentExpired, .notSubmittedClaimExpired,
                .postSubmissionClaimExpired, .disputedClaimExpired,
            ]
        case .cpor:
            [
                .drafted, .submitted, .underReview, .partnerActionRequired, .approved, .rejected, .disputed,
                .rejectedFinal, .cancelled, .customerConsentDeclined, .disassociated,
            ]
        }
    }

    /// Whether a claim in the status has ended for good.
    ///
    /// These are the statuses that the rulebook calls final, but for `approved`, which is final for Partner Activities
    /// and ends no claim.
    public var endsClaim: Bool {
        switch self {
        case .rejectedFinal, .cancelled, .customerConsentDeclined, .customerConsentExpired, .notSubmittedClaimExpired,
            .postSubmissionClaimExpired, .disputedClaimExpired, .disassociated:
            true
        case .customerClaimed, .awaitingCustomerConsent, .customerConsentReceived, .submitted, .underReview,
            .partnerActionRequired, .approved, .rejected, .disputed, .drafted:
            false
        }
    }
}

extension ExpiryKind {
    /// The status a lapse of this kind leads to.
    public var status: ClaimStatus {
        switch self {
        case .customerConsent: .customerConsentExpired
        case .notSubmitted: .notSubmittedClaimExpired
        case .postSubmission: .postSubmissionClaimExpired
        case .disputed: .disputedClaimExpired
        }
    }

    /// The rule whose deadline the lapse is.
    public var rule: RuleID {
        switch self {
        case .customerConsent: "PA-30"
        case .notSubmitted: "PA-31"
        case .postSubmission: "PA-32"
        case .disputed: "PA-33"
        }
    }
}
