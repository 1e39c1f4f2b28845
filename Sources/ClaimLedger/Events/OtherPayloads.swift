/// An engagement of the catalogue was published (ELIG-5).
public struct EngagementPublished: Hashable, Sendable {
    /// The amounts an approved claim earns per market, in US cents.
    public struct MarketAmounts: Hashable, Sendable {
        public var a: Int64
        public var b: Int64
        public var c: Int64

        public init(a: Int64, b: Int64, c: Int64) {
            self.a = a
            self.b = b
            self.c = c
        }
    }

    public var name: String
    public var solutionArea: SolutionArea
    public var payout: Payout
    public var timeline: Timeline
    public var requiredComponents: [RequiredComponent]
    public var claimLimit: Int64?
    public var amountsCents: MarketAmounts?
    public var isOpen: Bool

    public init(
        name: String, solutionArea: SolutionArea, payout: Payout, timeline: Timeline,
        requiredComponents: [RequiredComponent], claimLimit: Int64? = nil, amountsCents: MarketAmounts? = nil,
        isOpen: Bool
    ) {
        self.name = name
        self.solutionArea = solutionArea
        self.payout = payout
        self.timeline = timeline
        self.requiredComponents = requiredComponents
        self.claimLimit = claimLimit
        self.amountsCents = amountsCents
        self.isOpen = isOpen
    }
}

/// A location was invited to the programme or enrolled in it.
public struct LocationEnrolled: Hashable, Sendable {
    public var partner: PartnerID
    /// The partner's name, where the event gives one beside the id.
    public var partnerName: String?
    public var country: String
    public var status: EnrolmentStatus

    public init(partner: PartnerID, partnerName: String? = nil, country: String, status: EnrolmentStatus) {
        self.partner = partner
        self.partnerName = partnerName
        self.country = country
        self.status = status
    }
}

/// A role given to a user at a location, or taken away.
public struct RoleAssignment: Hashable, Sendable {
    public var user: UserID
    public var role: IncentiveRole

    public init(user: UserID, role: IncentiveRole) {
        self.user = user
        self.role = role
    }
}

/// Whether a location may claim for an engagement.
public struct PartnerEligibilitySet: Hashable, Sendable {
    public var engagement: EngagementID
    public var isEligible: Bool

    public init(engagement: EngagementID, isEligible: Bool) {
        self.engagement = engagement
        self.isEligible = isEligible
    }
}

/// Whether a customer may be claimed for an engagement.
public struct CustomerEligibilitySet: Hashable, Sendable {
    public var idType: CustomerIDType
    public var id: String
    public var isEligible: Bool

    public init(idType: CustomerIDType, id: String, isEligible: Bool) {
        self.idType = idType
        self.id = id
        self.isEligible = isEligible
    }
}

/// An edition of the rules was adopted (TIME-6): the figures that differ from the edition before.
public struct RulesAdopted: Hashable, Sendable {
    /// Each figure by its name on the wire; nil where it stays as it was.
    public struct Figures: Hashable, Sendable {
        public struct TimelineDays: Hashable, Sendable {
            public var submit: Int?
            public var complete: Int?

            public init(submit: Int? = nil, complete: Int? = nil) {
                self.submit = submit
                self.complete = complete
            }
        }

        public var consentDays: Int?
        public var resendHours: Int?
        public var disputeDays: Int?
        public var afterDisputeDays: Int?
        public var answerDays: Int?
        public var conflictDays: Int?
        public var poeAgeMonths: Int?
        public var timelines: [Timeline: TimelineDays]

        public init() { timelines = [:] }
    }

    public var edition: String
    public var effectiveFrom: Instant
    public var figures: Figures

    public init(edition: String, effectiveFrom: Instant, figures: Figures) {
        self.edition = edition
        self.effectiveFrom = effectiveFrom
        self.figures = figures
    }
}

/// A help ticket was opened; what it must hold to be complete is a rule (TICKET-1), not a matter of form.
public struct TicketOpened: Hashable, Sendable {
    public var kind: TicketKind
    public var channel: TicketChannel
    public var region: Region?
    public var partnerID: PartnerID?
    public var claim: String?
    public var program: String?
    public var customer: String?
    public var workload: String?
    public var disputes: DisputedMatter?
    public var category: String?
    public var details: String?

    public init(kind: TicketKind, channel: TicketChannel) {
        self.kind = kind
        self.channel = channel
    }
}
