/// What a partner is prompted to do next; the raw values are those printed.
///
/// Source rule: VIEW-3.
public enum NextAction: String, CaseIterable, Sendable, Hashable {
    case claimCustomer, sendConsentMail, resendConsentMail, submitClaim

    /// The prompt in a few words.
    public var words: String {
        switch self {
        case .claimCustomer: "claim the customer"
        case .sendConsentMail: "send the consent mail"
        case .resendConsentMail: "send the consent mail again"
        case .submitClaim: "submit the claim"
        }
    }
}

extension ClaimStatus {
    /// What the status prompts the partner to do; nil where it prompts nothing.
    ///
    /// Source rule: VIEW-3.
    public var nextAction: NextAction? {
        switch self {
        case .customerClaimed: .sendConsentMail
        case .awaitingCustomerConsent: .resendConsentMail
        case .customerConsentReceived, .partnerActionRequired: .submitClaim
        case .submitted, .underReview, .approved, .rejected, .disputed, .rejectedFinal, .cancelled,
            .customerConsentDeclined, .customerConsentExpired, .notSubmittedClaimExpired, .postSubmissionClaimExpired,
            .disputedClaimExpired, .drafted, .disassociated:
            nil
        }
    }
}
