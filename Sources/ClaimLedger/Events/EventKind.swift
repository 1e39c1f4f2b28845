/// What kind of fact an event records.
///
/// The raw values are stored in every record's header and never change; the names on the wire are `wireName`.
public enum EventKind: UInt16, CaseIterable, Sendable {
    /// A type this version does not know: stored and exported, ignored by projections.
    case unknown = 0
    case customerClaimed = 1
    case associationMigrated = 2
    case consentRequested = 3
    case consentReceived = 4
    case consentDeclined = 5
    case contactsEdited = 6
    case surveySent = 7
    case surveyCompleted = 8
    case documentAdded = 9
    case documentRemoved = 10
    case commentAdded = 11
    case submitted = 12
    case reviewStarted = 13
    case actionRequired = 14
    case approved = 15
    case rejected = 16
    case disputed = 17
    case cancelled = 18
    case expired = 19
    case workloadsChanged = 20
    case disassociated = 21
    case subscriptionEnded = 40
    case engagementPublished = 50
    case customerEligibilitySet = 51
    case locationEnrolled = 60
    case payeeProfileCompleted = 61
    case roleGranted = 62
    case roleRevoked = 63
    case partnerEligibilitySet = 64
    case rulesAdopted = 70
    case ticketOpened = 80
    case ticketReturned = 81
    case ticketAssigned = 82
    case ticketEscalated = 83
    case ticketResolved = 84

    /// The short name in an event's `type`, for example `consent-received`; frozen, not derived from the case's name.
    public var wireName: String {
        switch self {
        case .unknown: "unknown"
        case .customerClaimed: "customer-claimed"
        case .associationMigrated: "association-migrated"
        case .consentRequested: "consent-requested"
        case .consentReceived: "consent-received"
        case .consentDeclined: "consent-declined"
        case .contactsEdited: "contacts-edited"
        case .surveySent: "survey-sent"
        case .surveyCompleted: "survey-completed"
        case .documentAdded: "document-added"
        case .documentRemoved: "document-removed"
        case .commentAdded: "comment-added"
        case .submitted: "submitted"
        case .reviewStarted: "review-started"
        case .actionRequired: "action-required"
        case .approved: "approved"
        case .rejected: "rejected"
        case .disputed: "disputed"
        case .cancelled: "cancelled"
        case .expired: "expired"
        case .workloadsChanged: "workloads-changed"
        case .disassociated: "disassociated"
        case .subscriptionEnded: "subscription-ended"
        case .engagementPublished: "engagement-published"
        case .customerEligibilitySet: "customer-eligibility-set"
        case .locationEnrolled: "location-enrolled"
        case .payeeProfileCompleted: "payee-profile-completed"
        case .roleGranted: "role-granted"
        case .roleRevoked: "role-revoked"
        case .partnerEligibilitySet: "partner-eligibility-set"
        case .rulesAdopted: "rules-adopted"
        case .ticketOpened: "ticket-opened"
        case .ticketReturned: "ticket-returned"
        case .ticketAssigned: "ticket-assigned"
        case .ticketEscalated: "ticket-escalated"
        case .ticketResolved: "ticket-resolved"
        }
    }

    /// The stream such an event belongs to; nil for an unknown kind, which may stand in any.
    public var streamKind: Stream.Kind? {
        switch self {
        case .unknown: nil
        case .subscriptionEnded: .subscription
        case .engagementPublished, .customerEligibilitySet: .engagement
        case .locationEnrolled, .payeeProfileCompleted, .roleGranted, .roleRevoked, .partnerEligibilitySet: .location
        case .rulesAdopted: .rules
        case .ticketOpened, .ticketReturned, .ticketAssigned, .ticketEscalated, .ticketResolved: .ticket
        case .customerClaimed, .associationMigrated, .consentRequested, .consentReceived, .consentDeclined,
            .contactsEdited, .surveySent, .surveyCompleted, .documentAdded, .documentRemoved, .commentAdded,
            .submitted, .reviewStarted, .actionRequired, .approved, .rejected, .disputed, .cancelled, .expired,
            .workloadsChanged, .disassociated:
            .claim
        }
    }

    /// Whether such an event brings a claim into being.
    public var createsClaim: Bool { self == .customerClaimed || self == .associationMigrated }

    private static let byWireName: [String: EventKind] = Dictionary(
        uniqueKeysWithValues: allCases.filter { $0 != .unknown }.map { ($0.wireName, $0) })

    private static let types: [String] = (0...maximumRawValue).map { rawValue in
        EventKind(rawValue: rawValue).map { "claimledger.\($0.wireName).v\(ClaimEvent.schemaVersion)" } ?? ""
    }
    private static let maximumRawValue = allCases.map(\.rawValue).max() ?? 0
    private static let byType: [String: EventKind] = Dictionary(
        uniqueKeysWithValues: allCases.filter { $0 != .unknown }.map { ($0.type, $0) })

    /// The `type` of such an event, as this release writes it.
    var type: String { Self.types[Int(rawValue)] }

    /// The kind of an event's whole `type`, its version included; nil where this release does not know it.
    init?(type: String) {
        guard let kind = Self.byType[type] else { return nil }
        self = kind
    }

    /// The kind with this short name; nil where there is none.
    public init?(wireName: String) {
        guard let kind = Self.byWireName[wireName] else { return nil }
        self = kind
    }
}
