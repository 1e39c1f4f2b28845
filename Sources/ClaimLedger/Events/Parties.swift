/// A partner organisation, as an event names it.
public struct PartnerReference: Hashable, Sendable {
    /// The organisation; two claims of one id are never those of rivals.
    ///
    /// Source rule: PA-24.
    public var id: PartnerID
    /// What the event calls the organisation, for readers only.
    public var name: String

    /// Names an organisation by its id, with the name shown beside it.
    public init(id: PartnerID, name: String) {
        self.id = id
        self.name = name
    }
}

/// The enrolled location a claim is made with.
public struct LocationReference: Hashable, Sendable {
    /// The Partner ID of the location.
    public var id: LocationID
    /// Where the location is; nil where the claim does not say.
    public var country: String?

    /// Names a location, with its country where the claim gives one.
    public init(id: LocationID, country: String? = nil) {
        self.id = id
        self.country = country
    }
}

/// A customer by its typed id, with what the claim says about it.
public struct CustomerReference: Hashable, Sendable {
    /// How to read `id`; which types a claim may use depends on its engagement.
    ///
    /// Source rule: PA-CLAIM-2.
    public var idType: CustomerIDType
    /// The customer's id as the claim spells it; two ids compare without case.
    ///
    /// Source rule: PA-24.
    public var id: String
    /// What the claim calls the customer, for readers only.
    public var name: String?
    /// The tenant stated beside an id of another type, `tenantId` on the wire; two tenants compare without case.
    ///
    /// Source rule: PA-24.
    public var tenant: TenantID?
    /// Where the customer is, as a code such as `US`; some countries ask for disclosure.
    ///
    /// Source rule: POE-2.
    public var country: String?
    /// Whether the claim says that the customer is public sector; nil says nothing and counts as no.
    ///
    /// Source rule: POE-2.
    public var publicSector: Bool?

    /// Names a customer by its typed id, with whatever else the claim states about it.
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
    /// Which entry of the catalogue it is; claims for the same one compete for a customer's consent.
    ///
    /// Source rule: PA-20.
    public var id: EngagementID
    /// What the claim calls the engagement, for readers only.
    public var name: String
    /// The area that, with the payout, decides which customer ids the claim may use.
    ///
    /// Source rule: PA-CLAIM-2.
    public var solutionArea: SolutionArea
    /// Whether the claim earns a set amount or proposes one for its hours.
    ///
    /// Source rule: PA-CLAIM-1.
    public var payout: Payout
    /// The class that sets how long the claim may take after consent.
    ///
    /// Source rule: PA-31.
    public var timeline: Timeline

    /// Names an engagement, with the terms on which the claim is made.
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
    /// The person's full name, possibly sealed.
    public var name: PersonalText?
    /// Where mails to the person go, possibly sealed; addresses compare without case.
    ///
    /// Source rule: PA-15.
    public var email: EmailAddress?
    /// The person's job title, possibly sealed; nil where none is given.
    public var title: PersonalText?

    /// Makes a contact of what is known, or an edit of what changes.
    public init(name: PersonalText? = nil, email: EmailAddress? = nil, title: PersonalText? = nil) {
        self.name = name
        self.email = email
        self.title = title
    }
}

/// The customer's and the partner's contact.
public struct Contacts: Hashable, Sendable {
    /// Who is asked for the customer's consent and survey.
    public var customer: Contact
    /// Who is told what becomes of the claim.
    ///
    /// Source rule: NOTE-1.
    public var partner: Contact

    /// Pairs the contacts of both sides.
    public init(customer: Contact, partner: Contact) {
        self.customer = customer
        self.partner = partner
    }
}

/// A workload of a partner-of-record claim, with its subscription where one is named.
public struct Workload: Hashable, Sendable {
    /// The product, compared exactly.
    public var name: WorkloadName
    /// The subscription it runs on, named just where the solution area is Business Applications.
    ///
    /// Source rule: CPOR-20.
    public var subscription: SubscriptionID?

    /// Names a product, with its subscription where the rules ask for one.
    public init(name: WorkloadName, subscription: SubscriptionID? = nil) {
        self.name = name
        self.subscription = subscription
    }
}
