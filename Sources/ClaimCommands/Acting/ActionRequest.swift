public import ClaimLedger
public import ClaimProjections

/// What somebody wants to do to a claim, with what they say about it.
public enum ActionRequest: Hashable, Sendable {
    // A claim comes into being.
    case claim(CustomerClaimed)
    case migrateAssociation(PartnerOfRecordClaim)
    // On a claim: the actions of the `actions` answer, in its order.
    case comment(PersonalText)
    case editContacts(ContactsEdited)
    case requestConsent(dealSizeUSD: Int64?)
    case receiveConsent
    case declineConsent(ConsentDeclined)
    case sendSurvey(SurveyRespondent)
    case completeSurvey(SurveyCompleted)
    case addDocument(DocumentAdded)
    case removeDocument(DocumentID)
    case changeWorkloads([Workload])
    case submit(poeAcknowledged: Bool?)
    case startReview
    /// An approval of some workloads names the claim that takes the others (CPOR-9); any other needs none.
    case approve(Approved, split: ClaimID?)
    case requireAction(comment: PersonalText?)
    case reject(reason: PersonalText?)
    case dispute(justification: PersonalText?)
    case cancel
    case disassociate(reason: PersonalText?)

    /// The fact that is recorded where the rules permit it.
    public var fact: Fact {
        switch self {
        case .claim(let made): .customerClaimed(made)
        case .migrateAssociation(let made): .associationMigrated(made)
        case .comment(let text): .commentAdded(text)
        case .editContacts(let edit): .contactsEdited(edit)
        case .requestConsent(let dealSize): .consentRequested(dealSizeUSD: dealSize)
        case .receiveConsent: .consentReceived
        case .declineConsent(let declined): .consentDeclined(declined)
        case .sendSurvey(let respondent): .surveySent(respondent)
        case .completeSurvey(let survey): .surveyCompleted(survey)
        case .addDocument(let document): .documentAdded(document)
        case .removeDocument(let id): .documentRemoved(id)
        case .changeWorkloads(let workloads): .workloadsChanged(workloads)
        case .submit(let acknowledged): .submitted(poeAcknowledged: acknowledged)
        case .startReview: .reviewStarted
        case .approve(let approval, _): .approved(approval)
        case .requireAction(let comment): .actionRequired(comment: comment)
        case .reject(let reason): .rejected(Rejected(reason: reason))
        case .dispute(let justification): .disputed(justification: justification)
        case .cancel: .cancelled
        case .disassociate(let reason): .disassociated(reason: reason)
        }
    }

    /// The action in the matrix; nil for what makes a claim.
    public var action: ClaimAction? {
        switch self {
        case .claim, .migrateAssociation: nil
        case .comment: .comment
        case .editContacts: .editContacts
        case .requestConsent: .requestConsent
        case .receiveConsent: .receiveConsent
        case .declineConsent: .declineConsent
        case .sendSurvey(.customer): .sendCustomerSurvey
        case .sendSurvey(.partner): .sendPartnerSurvey
        case .completeSurvey(let survey):
            survey.respondent == .customer ? .completeCustomerSurvey : .completePartnerSurvey
        case .addDocument: .addDocument
        case .removeDocument: .removeDocument
        case .changeWorkloads: .changeWorkloads
        case .submit: .submit
        case .startReview: .startReview
        case .approve: .approve
        case .requireAction: .requireAction
        case .reject: .reject
        case .dispute: .dispute
        case .cancel: .cancel
        case .disassociate: .disassociate
        }
    }

    /// The number of the claim that takes what an approval leaves over.
    var split: ClaimID? {
        if case .approve(_, let split) = self { split } else { nil }
    }
}
