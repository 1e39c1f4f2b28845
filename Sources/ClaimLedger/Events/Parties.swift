/// A partner organisation, as an event names it.
public struct PartnerReference: Hashable, Sendable {
    public var id: PartnerID
    public var name: String

    public init(id: PartnerID, name: String) {
        self.id = id
        self.name = name
    }
}

/// The enrolled location a claim is made with.
public struct LocationReference: Hashable, Sendable {
    public var id: LocationID
    public var country: String?

    public init(id: LocationID, country: String? = nil) {
        self.id = id
        self.country = country
    }
}

/// A customer by its typed id, with what the claim says about it.
public struct CustomerReference: Hashable, Sendable {
    public var idType: CustomerIDType
    public var id: String
    public var name: String?
    public var tenant: TenantID?
    public var country: String?
    public var publicSector: Bool?

    public init(
        idType: CustomerIDType, id: String, name: String? = nil, tenant: TenantID? = nil, country: String? = nil,
        publicSector: Bool? = nil
    ) {
        self.idType = idType
        self.id = id
        self.name = name
        self.tenant = tenant
        self.country = country
        self.publicSector = publicSector
    }

    /// The tenant the claim states: by `tenantId`, or by an id of that type (PA-24).
    public var statedTenant: TenantID? { tenant ?? (idType == .tenantId ? TenantID(id) : nil) }
}

/// The engagement a partner-activity claim is for.
public struct EngagementReference: Hashable, Sendable {
    public var id: EngagementID
    public var name: String
    public var solutionArea: SolutionArea
    public var payout: Payout
    public var timeline: Timeline

    public init(id: EngagementID, name: String, solutionArea: SolutionArea, payout: Payout, timeline: Timeline) {
        self.id = id
        self.name = name
        self.solutionArea = solutionArea
        self.payout = payout
        self.timeline = timeline
    }
}

/// A contact person; in an edit, an absent member changes nothing.
public struct Contact: Hashable, Sendable {
    public var name: PersonalText?
    public var email: EmailAddress?
    public var title: PersonalText?

    public init(name: PersonalText? = nil, email: EmailAddress? = nil, title: PersonalText? = nil) {
        self.name = name
        self.email = email
        self.title = title
    }
}

/// The customer's and the partner's contact.
public struct Contacts: Hashable, Sendable {
    public var customer: Contact
    public var partner: Contact

    public init(customer: Contact, partner: Contact) {
        self.customer = customer
        self.partner = partner
    }
}

/// A workload of a partner-of-record claim, with its subscription where one is named.
public struct Workload: Hashable, Sendable {
    public var name: WorkloadName
    public var subscription: SubscriptionID?

    public init(name: WorkloadName, subscription: SubscriptionID? = nil) {
        self.name = name
        self.subscription = subscription
    }
}
