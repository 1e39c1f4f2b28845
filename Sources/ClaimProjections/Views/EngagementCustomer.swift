public import ClaimLedger

/// The tabs of an engagement's customers; the raw values are those printed.
///
/// Source rule: VIEW-1.
public enum CustomersTab: String, CaseIterable, Sendable, Hashable {
    case eligible, ineligible, complete
}

/// Why a customer cannot be claimed; the raw values are those printed.
///
/// Source rule: ELIG-3.
public enum CustomerBar: String, CaseIterable, Sendable, Hashable {
    case notEligible, limitReached

    /// The reason in a few words.
    public var words: String {
        switch self {
        case .notEligible: "the customer is not eligible for the engagement"
        case .limitReached: "the customer has reached the engagement's limit of active and approved claims"
        }
    }
}

/// A customer of an engagement, with one of its claims or without any: a row of the `customers` answer.
///
/// Source rule: VIEW-1.
public struct EngagementCustomer: RowAnswer, Hashable, Sendable {
    /// In which of the three lists the row stands.
    public let tab: CustomersTab
    /// Whose list it stands in: the partner that claimed, or that the customer gave consent to before.
    public let partner: PartnerID
    /// What the latest claim calls the customer; nil where it gives no name.
    public let customerName: String?
    /// How to read `customerID`.
    public let customerIDType: CustomerIDType
    /// The customer's id as the latest claim spells it.
    public let customerID: String
    /// What the catalogue said last about the customer; nil where the ledger holds nothing.
    ///
    /// Source rule: ELIG-5.
    public let isEligible: Bool?
    /// Why the row stands in the ineligible tab; nil in the others.
    public let bar: CustomerBar?
    /// The claim; nil where the customer has none that goes on.
    public let listing: ClaimListing?
    /// What the partner is prompted to do; nil where nothing is, as on an engagement closed to new claims.
    ///
    /// Source rule: VIEW-3.
    public let nextAction: NextAction?

    /// The names of the members, in the order of the columns.
    public static let columns = [
        "tab", "partner", "customerName", "customerIdType", "customerId", "eligible", "reason", "claim", "claimName",
        "location", "lastUpdated", "expiry", "status", "nextAction",
    ]

    /// The members in the order of the columns; one without a value is `null`.
    public var values: [JSONValue] {
        [
            .string(tab.rawValue), .string(partner.text), JSONValue(text: customerName),
            .string(customerIDType.rawValue), .string(customerID), isEligible.map { .bool($0) } ?? .null,
            JSONValue(text: bar?.rawValue), JSONValue(listing?.claim), JSONValue(text: listing?.claimName),
            JSONValue(listing?.location), JSONValue(listing?.lastUpdated), JSONValue(listing?.expiry),
            JSONValue(text: listing?.status.rawValue), JSONValue(text: nextAction?.rawValue),
        ]
    }
}

extension ClaimStatus {
    /// Whether a claim in the status stands in the complete tab.
    ///
    /// Source rule: VIEW-1.
    public var isInCompleteTab: Bool {
        switch self {
        case .approved, .cancelled, .rejectedFinal, .customerConsentExpired, .notSubmittedClaimExpired,
            .postSubmissionClaimExpired, .disputedClaimExpired:
            true
        case .customerClaimed, .awaitingCustomerConsent, .customerConsentReceived, .submitted, .underReview,
            .partnerActionRequired, .rejected, .disputed, .customerConsentDeclined, .drafted, .disassociated:
            false
        }
    }
}
