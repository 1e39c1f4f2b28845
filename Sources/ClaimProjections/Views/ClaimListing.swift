public import ClaimLedger

/// A claim as a list of claims shows it: a row of the `claims` answer.
///
/// Source rule: VIEW-2.
public struct ClaimListing: RowAnswer, Hashable, Sendable {
    /// The area of the claim's engagement, or of its workloads.
    public let solutionArea: SolutionArea
    /// The claim's number.
    public let claim: ClaimID
    /// What the claim is for; nil for CPOR.
    public let engagement: EngagementID?
    /// What the claim calls its engagement; nil for CPOR.
    public let engagementName: String?
    /// What the partner calls the claim.
    public let claimName: String
    /// What the claim calls the customer; nil where it gives no name.
    public let customerName: String?
    /// How to read `customerID`.
    public let customerIDType: CustomerIDType
    /// The customer's id as the claim spells it.
    public let customerID: String
    /// The organisation that claims.
    public let partner: PartnerID
    /// Where the partner claims from: the enrolled Partner ID.
    public let location: LocationID
    /// The latest event of the claim's own, or what the clock or a rival's consent did since.
    public let lastUpdated: Instant
    /// The claim's next deadline; nil where it heads for none.
    ///
    /// Source rule: VIEW-3.
    public let expiry: Instant?
    /// Where the claim stands.
    public let status: ClaimStatus
    /// What the partner is prompted to do; nil where nothing is.
    ///
    /// Source rule: VIEW-3.
    public let nextAction: NextAction?

    init(_ state: ClaimState, _ labels: ClaimLabels, expiry: Instant?) {
        solutionArea = state.solutionArea
        claim = state.id
        engagement = state.activity.engagement
        engagementName = labels.engagement?.name
        claimName = labels.claimName
        customerName = state.customer.name
        customerIDType = state.customer.idType
        customerID = state.customer.id
        partner = state.partner
        location = state.location
        lastUpdated = max(state.lastTime, state.since)
        self.expiry = expiry
        status = state.status
        nextAction = state.status.nextAction
    }

    /// The names of the members, in the order of the columns.
    public static let columns = [
        "solutionArea", "claim", "engagement", "engagementName", "claimName", "customerName", "customerIdType",
        "customerId", "partner", "location", "lastUpdated", "expiry", "status", "nextAction",
    ]

    /// The members in the order of the columns; one without a value is `null`.
    public var values: [JSONValue] {
        [
            .string(solutionArea.rawValue), .string(claim.description), JSONValue(engagement),
            JSONValue(text: engagementName), .string(claimName), JSONValue(text: customerName),
            .string(customerIDType.rawValue), .string(customerID), .string(partner.text), .string(location.text),
            .string(lastUpdated.description), JSONValue(expiry), .string(status.rawValue),
            JSONValue(text: nextAction?.rawValue),
        ]
    }
}

/// Which claims a list shows; with no condition, all.
///
/// Source rule: VIEW-2.
public struct ClaimFilter: Hashable, Sendable {
    /// Only claims of this area.
    public var solutionArea: SolutionArea?
    /// Only claims of this organisation.
    public var partner: PartnerID?
    /// Only claims that stand here.
    public var status: ClaimStatus?
    /// Only claims of this enrolled Partner ID.
    public var location: LocationID?
    /// Only claims whose next deadline is at most so many microseconds ahead, from 0.
    public var expiringWithinMicroseconds: Int64?

    /// Keeps what meets every condition given.
    public init(
        solutionArea: SolutionArea? = nil, partner: PartnerID? = nil, status: ClaimStatus? = nil,
        location: LocationID? = nil, expiringWithinMicroseconds: Int64? = nil
    ) {
        self.solutionArea = solutionArea
        self.partner = partner
        self.status = status
        self.location = location
        self.expiringWithinMicroseconds = expiringWithinMicroseconds
    }

    func includes(_ row: ClaimListing, at instant: Instant) -> Bool {
        if let solutionArea, row.solutionArea != solutionArea { return false }
        if let partner, row.partner != partner { return false }
        if let status, row.status != status { return false }
        if let location, row.location != location { return false }
        guard let span = expiringWithinMicroseconds else { return true }
        return row.expiry.map { $0.microseconds(since: instant) <= span } ?? false
    }
}

extension ViewsProjection {
    /// A claim as a list shows it, once the state has been advanced to an instant.
    public func listing(of claim: ClaimState, asOf instant: Instant) -> ClaimListing {
        ClaimListing(claim, labels[claim.place], expiry: claims.nextDeadline(of: claim, after: instant)?.at)
    }

    /// The claims that a filter keeps, by solution area in the catalogue's order, then by claim number.
    public func listings(_ filter: ClaimFilter = ClaimFilter(), asOf instant: Instant) -> [ClaimListing] {
        let rows = claims.claimsByNumber.map { listing(of: $0, asOf: instant) }
        return SolutionArea.allCases.flatMap { area in
            rows.filter { $0.solutionArea == area && filter.includes($0, at: instant) }
        }
    }
}
