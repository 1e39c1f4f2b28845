public import ClaimLedger

/// A step on a claim's way, with whether it is done: a row of a tracker.
///
/// JSON: `{"step","state","at"}`.
///
/// Source rule: VIEW-4.
public struct TrackerStep: JSONAnswer, Hashable, Sendable {
    /// What is to be done; the raw values are those printed.
    public enum Kind: String, CaseIterable, Sendable, Hashable {
        case claimed, consentRequest, customerConsent
        case partnerSurvey, customerSurvey, invoice, poeDocument, publicSectorDisclosure
        case submission, review, outcome
    }

    /// Whether it is done; the raw values are those printed.
    public enum State: String, CaseIterable, Sendable, Hashable {
        /// Done.
        case complete
        /// Still to be done.
        case pending
        /// Neither done nor awaited any more: the claim went on without it, or is over.
        case notDone
    }

    /// What is to be done.
    public let kind: Kind
    /// Whether it is done.
    public let state: State
    /// When it was done; nil where it is not.
    public let at: Instant?

    /// The step in the form stated above.
    public var json: JSONValue {
        ["step": .string(kind.rawValue), "state": .string(state.rawValue), "at": JSONValue(at)]
    }
}

extension TrackerStep.Kind {
    /// The step that a required component is.
    init(_ component: RequiredComponent) {
        self =
            switch component {
            case .partnerSurvey: .partnerSurvey
            case .customerSurvey: .customerSurvey
            case .invoice: .invoice
            case .poeDocument: .poeDocument
            case .publicSectorDisclosure: .publicSectorDisclosure
            }
    }

    /// Which part of the way the step belongs to.
    var stage: Stage {
        switch self {
        case .claimed: .claim
        case .consentRequest: .request
        case .customerConsent: .consent
        case .partnerSurvey, .customerSurvey, .invoice, .poeDocument, .publicSectorDisclosure: .proof
        case .submission: .submission
        case .review: .review
        case .outcome: .outcome
        }
    }
}

/// The parts of a claim's way, in their order.
enum Stage: Int, Comparable {
    case claim, request, consent, proof, submission, review, outcome, over

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The first stage that a claim in a status still awaits; a claim that action is required on starts over at its proof.
    init(awaitedIn status: ClaimStatus) {
        self =
            switch status {
            case .customerClaimed: .request
            case .awaitingCustomerConsent: .consent
            case .drafted, .customerConsentReceived, .partnerActionRequired, .disputed: .proof
            case .submitted: .review
            case .underReview: .outcome
            case .approved, .rejected, .rejectedFinal, .cancelled, .customerConsentDeclined, .customerConsentExpired,
                .notSubmittedClaimExpired, .postSubmissionClaimExpired, .disputedClaimExpired, .disassociated:
                .over
            }
    }
}
