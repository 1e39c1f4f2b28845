/// What one event of a made claim says.
enum Move {
    case claimed, comment, reviewComment, editContacts
    case requestConsent, receiveConsent, declineConsent
    case sendCustomerSurvey, sendPartnerSurvey, completeCustomerSurvey, completePartnerSurvey
    case addInvoice, addProof
    case submit, startReview, requireAction, approve, reject, dispute
    case cancel, disassociate, recordExpiry, recordRivalsConsent

    /// The type's own part of its name on the wire.
    var type: StaticString {
        switch self {
        case .claimed: "customer-claimed"
        case .comment, .reviewComment: "comment-added"
        case .editContacts: "contacts-edited"
        case .requestConsent: "consent-requested"
        case .receiveConsent: "consent-received"
        case .declineConsent: "consent-declined"
        case .sendCustomerSurvey, .sendPartnerSurvey: "survey-sent"
        case .completeCustomerSurvey, .completePartnerSurvey: "survey-completed"
        case .addInvoice, .addProof: "document-added"
        case .submit: "submitted"
        case .startReview: "review-started"
        case .requireAction: "action-required"
        case .approve: "approved"
        case .reject, .recordRivalsConsent: "rejected"
        case .dispute: "disputed"
        case .cancel: "cancelled"
        case .disassociate: "disassociated"
        case .recordExpiry: "expired"
        }
    }

    var desk: Desk {
        switch self {
        case .receiveConsent, .declineConsent, .completeCustomerSurvey: .customer
        case .reviewComment, .startReview, .requireAction, .approve, .reject: .microsoft
        case .recordExpiry, .recordRivalsConsent: .clock
        default: .partner
        }
    }
}

/// Where events come from: each desk is a source with ids of its own.
enum Desk: Int, CaseIterable {
    case partner, customer, microsoft, clock

    var source: StaticString {
        switch self {
        case .partner: "partner-center"
        case .customer: "customer-portal"
        case .microsoft: "review-desk"
        case .clock: "clock"
        }
    }

    var party: StaticString {
        switch self {
        case .partner: "partner"
        case .customer: "customer"
        case .microsoft: "microsoft"
        case .clock: "system"
        }
    }
}
