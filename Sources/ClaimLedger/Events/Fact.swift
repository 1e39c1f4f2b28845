/// What happened: the closed list of facts this version knows, in the past tense.
///
/// The payloads that say much are kept indirectly, so that handing on a fact costs little whatever it says.
public enum Fact: Hashable, Sendable {
    // A claim comes into being.
    case customerClaimed(CustomerClaimed)
    indirect case associationMigrated(PartnerOfRecordClaim)
    // On a claim.
    case consentRequested(dealSizeUSD: Int64?)
    case consentReceived
    case consentDeclined(ConsentDeclined)
    indirect case contactsEdited(ContactsEdited)
    case surveySent(SurveyRespondent)
    indirect case surveyCompleted(SurveyCompleted)
    case documentAdded(DocumentAdded)
    case documentRemoved(DocumentID)
    case commentAdded(PersonalText)
    case submitted(poeAcknowledged: Bool?)
    case reviewStarted
    case actionRequired(comment: PersonalText?)
    case approved(Approved)
    case rejected(Rejected)
    case disputed(justification: PersonalText?)
    case cancelled
    case expired(ExpiryKind)
    case workloadsChanged([Workload])
    case disassociated(reason: PersonalText?)
    // Elsewhere.
    case subscriptionEnded
    indirect case engagementPublished(EngagementPublished)
    case customerEligibilitySet(CustomerEligibilitySet)
    case locationEnrolled(LocationEnrolled)
    case payeeProfileCompleted
    case roleGranted(RoleAssignment)
    case roleRevoked(RoleAssignment)
    case partnerEligibilitySet(PartnerEligibilitySet)
    indirect case rulesAdopted(RulesAdopted)
    indirect case ticketOpened(TicketOpened)
    case ticketReturned(missing: [String])
    case ticketAssigned(owner: String)
    case ticketEscalated(reason: PersonalText)
    case ticketResolved(resolution: String)
    /// A type this version does not know, by its full name; its data are kept and nothing is made of them.
    case unknown(type: String)

    /// What sort of fact it is, without the payload.
    public var kind: EventKind {
        switch self {
        case .customerClaimed: .customerClaimed
        case .associationMigrated: .associationMigrated
        case .consentRequested: .consentRequested
        case .consentReceived: .consentReceived
        case .consentDeclined: .consentDeclined
        case .contactsEdited: .contactsEdited
        case .surveySent: .surveySent
        case .surveyCompleted: .surveyCompleted
        case .documentAdded: .documentAdded
        case .documentRemoved: .documentRemoved
        case .commentAdded: .commentAdded
        case .submitted: .submitted
        case .reviewStarted: .reviewStarted
        case .actionRequired: .actionRequired
        case .approved: .approved
        case .rejected: .rejected
        case .disputed: .disputed
        case .cancelled: .cancelled
        case .expired: .expired
        case .workloadsChanged: .workloadsChanged
        case .disassociated: .disassociated
        case .subscriptionEnded: .subscriptionEnded
        case .engagementPublished: .engagementPublished
        case .customerEligibilitySet: .customerEligibilitySet
        case .locationEnrolled: .locationEnrolled
        case .payeeProfileCompleted: .payeeProfileCompleted
        case .roleGranted: .roleGranted
        case .roleRevoked: .roleRevoked
        case .partnerEligibilitySet: .partnerEligibilitySet
        case .rulesAdopted: .rulesAdopted
        case .ticketOpened: .ticketOpened
        case .ticketReturned: .ticketReturned
        case .ticketAssigned: .ticketAssigned
        case .ticketEscalated: .ticketEscalated
        case .ticketResolved: .ticketResolved
        case .unknown: .unknown
        }
    }
}
