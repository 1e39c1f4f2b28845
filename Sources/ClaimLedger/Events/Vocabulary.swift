/// Who acts: a side of the business, or the clock and the automatic rules.
///
/// The raw values are those on the wire.
public enum Party: String, CaseIterable, Sendable, Hashable {
    case partner, customer, microsoft, system

    /// The number that stands for the party in a record's header.
    var code: UInt8 {
        switch self {
        case .partner: 1
        case .customer: 2
        case .microsoft: 3
        case .system: 4
        }
    }

    init?(code: UInt8) {
        switch code {
        case 1: self = .partner
        case 2: self = .customer
        case 3: self = .microsoft
        case 4: self = .system
        default: return nil
        }
    }
}

/// The two processes a claim can follow.
public enum ClaimProcess: String, CaseIterable, Sendable, Hashable {
    case partnerActivity, cpor
}

/// The solution areas of the catalogue.
public enum SolutionArea: String, CaseIterable, Sendable, Hashable {
    case azure, businessApplications, modernWork, security
}

/// Whether an engagement pays a set amount or one that is proposed.
public enum Payout: String, CaseIterable, Sendable, Hashable {
    case fixed, variable
}

/// The timeline class of an engagement, which sets its deadlines.
public enum Timeline: String, CaseIterable, Sendable, Hashable {
    case assessment, standard, smallProject, mediumProject, largeProject
}

/// How a customer is identified.
public enum CustomerIDType: String, CaseIterable, Sendable, Hashable {
    case tpid, tenantId, domain, opportunityId, azureSubscriptionId
}

/// Whether a partner-of-record claim is for usage or for revenue.
public enum AssociationType: String, CaseIterable, Sendable, Hashable {
    case usage, revenue
}

/// What a partner-activity claim may require before it can be submitted (POE-1), in the order they are named.
public enum RequiredComponent: String, CaseIterable, Sendable, Hashable {
    case partnerSurvey, customerSurvey, invoice, poeDocument, publicSectorDisclosure
}

/// What a document is evidence of (PA-18).
public enum DocumentComponent: String, CaseIterable, Sendable, Hashable {
    case invoice, poeDocument, publicSectorDisclosure
}

/// Who answers a survey.
public enum SurveyRespondent: String, CaseIterable, Sendable, Hashable {
    case customer, partner
}

/// Why a rejection came about by itself.
public enum RejectionCause: String, CaseIterable, Sendable, Hashable {
    case competingConsent, noResponse
}

/// Which of the four expiries a lapse is.
public enum ExpiryKind: String, CaseIterable, Sendable, Hashable {
    case customerConsent, notSubmitted, postSubmission, disputed
}

/// Whether a location is invited to the programme or enrolled in it.
public enum EnrolmentStatus: String, CaseIterable, Sendable, Hashable {
    case invited, enrolled
}

/// The roles that let a person act for a location (ACT-4).
public enum IncentiveRole: String, CaseIterable, Sendable, Hashable {
    case incentiveAdmin, incentiveUser
}

/// The two kinds of help ticket.
public enum TicketKind: String, CaseIterable, Sendable, Hashable {
    case incentiveDispute, ftcHelp
}

/// The way a ticket was sent.
public enum TicketChannel: String, CaseIterable, Sendable, Hashable {
    case email, partnerCenter, portal
}

/// The region whose alias takes a dispute ticket (TICKET-2).
public enum Region: String, CaseIterable, Sendable, Hashable {
    case northAmerica, latinAmerica, asiaPacific, japan, emea
}

/// What a dispute ticket disputes (TICKET-1).
public enum DisputedMatter: String, CaseIterable, Sendable, Hashable {
    case incentiveAmount, claimEligibility
}
