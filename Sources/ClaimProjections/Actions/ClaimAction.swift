public import ClaimLedger

/// An action as the `actions` answer lists them; the raw values and their order are those printed.
public enum ClaimAction: String, CaseIterable, Sendable, Hashable {
    case comment
    case editContacts = "edit-contacts"
    case requestConsent = "request-consent"
    case receiveConsent = "receive-consent"
    case declineConsent = "decline-consent"
    case sendCustomerSurvey = "send-customer-survey"
    case sendPartnerSurvey = "send-partner-survey"
    case completeCustomerSurvey = "complete-customer-survey"
    case completePartnerSurvey = "complete-partner-survey"
    case addDocument = "add-document"
    case removeDocument = "remove-document"
    case changeWorkloads = "change-workloads"
    case submit
    case startReview = "start-review"
    case approve
    case requireAction = "require-action"
    case reject
    case dispute
    case cancel
    case disassociate

    /// Who acts, in the order of the answer's rows.
    public var parties: [Party] {
        switch self {
        case .comment: [.partner, .microsoft]
        case .receiveConsent, .declineConsent, .completeCustomerSurvey: [.customer]
        case .startReview, .approve, .requireAction, .reject: [.microsoft]
        case .editContacts, .requestConsent, .sendCustomerSurvey, .sendPartnerSurvey, .completePartnerSurvey,
            .addDocument, .removeDocument, .changeWorkloads, .submit, .dispute, .cancel, .disassociate:
            [.partner]
        }
    }

    /// What the action records.
    public var trigger: Trigger {
        switch self {
        case .comment: .commentAdded
        case .editContacts: .contactsEdited
        case .requestConsent: .consentRequested
        case .receiveConsent: .consentReceived
        case .declineConsent: .consentDeclined
        case .sendCustomerSurvey: .surveySent(.customer)
        case .sendPartnerSurvey: .surveySent(.partner)
        case .completeCustomerSurvey: .surveyCompleted(.customer)
        case .completePartnerSurvey: .surveyCompleted(.partner)
        case .addDocument: .documentAdded
        case .removeDocument: .documentRemoved
        case .changeWorkloads: .workloadsChanged
        case .submit: .submitted
        case .startReview: .reviewStarted
        case .approve: .approved
        case .requireAction: .actionRequired
        case .reject: .rejected
        case .dispute: .disputed
        case .cancel: .cancelled
        case .disassociate: .disassociated
        }
    }
}
