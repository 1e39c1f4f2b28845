import ClaimProjections

/// What a piece of text says by its colour.
enum Style {
    case plain, heading, faint, open, waiting, approved, refused

    /// The number of the terminal's control sequence; nil for none.
    fileprivate var code: String? {
        switch self {
        case .plain: nil
        case .heading: "1"
        case .faint: "2"
        case .open: "36"
        case .waiting: "33"
        case .approved: "32"
        case .refused: "31"
        }
    }
}

/// Colours text, or leaves it as it is.
struct Painter {
    let usesColour: Bool

    func paint(_ text: String, _ style: Style) -> String {
        guard usesColour, let code = style.code, !text.isEmpty else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}

extension ClaimStatus {
    /// Under way, waiting for the partner, approved, rejected or ended.
    var style: Style {
        switch self {
        case .customerClaimed, .awaitingCustomerConsent, .customerConsentReceived, .submitted, .underReview, .drafted:
            .open
        case .partnerActionRequired, .disputed: .waiting
        case .approved: .approved
        case .rejected, .rejectedFinal: .refused
        case .cancelled, .customerConsentDeclined, .customerConsentExpired, .notSubmittedClaimExpired,
            .postSubmissionClaimExpired, .disputedClaimExpired, .disassociated:
            .faint
        }
    }
}
