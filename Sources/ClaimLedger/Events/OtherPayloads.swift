/// An engagement of the catalogue was published (ELIG-5).
public struct EngagementPublished: Hashable, Sendable {
    /// The amounts an approved claim earns per market, in US cents.
    public struct MarketAmounts: Hashable, Sendable {
        /// What a claim earns in a market of class A, from 0; `A` on the wire.
        public var a: Int64
        /// What a claim earns in a market of class B, from 0; `B` on the wire.
        public var b: Int64
        /// What a claim earns in a market of class C, from 0; `C` on the wire.
        public var c: Int64

        /// Sets the amount of each market class, in US cents.
        public init(a: Int64, b: Int64, c: Int64) {
            self.a = a
            self.b = b
            self.c = c
        }
    }

    /// What the catalogue calls the engagement, for readers only.
    public var name: String
    /// The area that, with the payout, decides which customer ids a claim may use.
    ///
    /// Source rule: PA-CLAIM-2.
    public var solutionArea: SolutionArea
    /// Whether its claims earn a set amount or propose one for their hours.
    ///
    /// Source rule: PA-CLAIM-1.
    public var payout: Payout
    /// The class that sets how long its claims may take after consent.
    ///
    /// Source rule: PA-31.
    public var timeline: Timeline
    /// What its claims must show before they are submitted; an empty list requires nothing.
    ///
    /// Source rule: POE-1.
    public var requiredComponents: [RequiredComponent]
    /// How many claims a customer may have for it, those of all partners counted; nil leaves the limit at one.
    ///
    /// Source rule: ELIG-3.
    public var claimLimit: Int64?
    /// What an approved claim earns by market; nil where the event states no amounts.
    ///
    /// Source rule: PA-CLAIM-4.
    public var amountsCents: MarketAmounts?
    /// Whether it takes new claims; `open` on the wire.
    ///
    /// Source rule: ELIG-5.
    public var isOpen: Bool

    /// Describes an engagement as the catalogue offers it from the event on.
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
    /// The organisation that the location belongs to.
    public var partner: PartnerID
    /// The partner's name, where the event gives one beside the id.
    public var partnerName: String?
    /// Where the location is, which decides its market.
    ///
    /// Source rule: ELIG-5.
    public var country: String
    /// How far the enrolment has come; only an enrolled location may claim.
    ///
    /// Source rule: ELIG-1.
    public var status: EnrolmentStatus

    /// States how far a location's enrolment has come, and whose it is.
    public init(partner: PartnerID, partnerName: String? = nil, country: String, status: EnrolmentStatus) {
        self.partner = partner
        self.partnerName = partnerName
        self.country = country
        self.status = status
    }
}

/// A role given to a user at a location, or taken away.
public struct RoleAssignment: Hashable, Sendable {
    /// Who has or had the role, by an opaque id.
    public var user: UserID
    /// What the user may do for the stream's location.
    ///
    /// Source rule: ACT-4.
    public var role: IncentiveRole

    /// Pairs a user with a role; the fact around it says whether it was granted or revoked.
    public init(user: UserID, role: IncentiveRole) {
        self.user = user
        self.role = role
    }
}

/// Whether a location may claim for an engagement.
public struct PartnerEligibilitySet: Hashable, Sendable {
    /// What the stream's location may or may not claim for.
    public var engagement: EngagementID
    /// Whether new claims are allowed from now on, `eligible` on the wire; claims made before stay as they are.
    ///
    /// Source rule: ELIG-4.
    public var isEligible: Bool

    /// Opens an engagement to a location, or bars new claims for it.
    public init(engagement: EngagementID, isEligible: Bool) {
        self.engagement = engagement
        self.isEligible = isEligible
    }
}

/// Whether a customer may be claimed for an engagement.
public struct CustomerEligibilitySet: Hashable, Sendable {
    /// How to read `id`; on the wire both stand inside `customer`.
    public var idType: CustomerIDType
    /// The customer's id of that type, as the event spells it.
    public var id: String
    /// Whether the customer may be claimed from now on; `eligible` on the wire.
    ///
    /// Source rule: ELIG-3.
    public var isEligible: Bool

    /// Opens the stream's engagement to a customer, or bars new claims on it.
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
        /// The days of one timeline class that change; nil keeps those of the edition before.
        public struct TimelineDays: Hashable, Sendable {
            /// Days from consent to the submission deadline, 0 to 100,000.
            ///
            /// Source rule: PA-31.
            public var submit: Int?
            /// Days from consent to the completion deadline, 0 to 100,000.
            ///
            /// Source rule: PA-32.
            public var complete: Int?

            /// Names the days that change, and leaves the others as they were.
            public init(submit: Int? = nil, complete: Int? = nil) {
                self.submit = submit
                self.complete = complete
            }
        }

        /// Days from a claim's creation in which the customer can consent; 30 in the built-in edition.
        ///
        /// Source rule: PA-30.
        public var consentDays: Int?
        /// Hours before a mail of the same kind may go out again on a claim; 24 in the built-in edition.
        ///
        /// Source rule: TIME-5.
        public var resendHours: Int?
        /// Days from the first rejection to dispute a claim and submit the dispute; 30 in the built-in edition.
        ///
        /// Source rule: PA-33.
        public var disputeDays: Int?
        /// Days from a dispute's first submission to the completion deadline; 30 in the built-in edition.
        ///
        /// Source rule: PA-37.
        public var afterDisputeDays: Int?
        /// Days to answer required action on a CPOR claim; 14 in the built-in edition.
        ///
        /// Source rule: CPOR-11.
        public var answerDays: Int?
        /// Days in which the holder of a contested slot may respond; 14 in the built-in edition.
        ///
        /// Source rule: CONF-2.
        public var conflictDays: Int?
        /// Calendar months that a customer's acknowledgement may be old at submission; 12 in the built-in edition.
        ///
        /// Source rule: POE-11.
        public var poeAgeMonths: Int?
        /// The timeline classes whose days change; a class left out keeps its own.
        public var timelines: [Timeline: TimelineDays]

        /// Changes nothing; the caller then sets the figures that differ.
        public init() { timelines = [:] }
    }

    /// What answers call these rules; never empty on the wire.
    public var edition: String
    /// From when on a count that starts runs under these rules; on the wire an instant or a date.
    ///
    /// Source rule: TIME-6.
    public var effectiveFrom: Instant
    /// What changes against the edition in force just before this one.
    public var figures: Figures

    /// Names an edition, the instant it takes effect, and what it changes.
    public init(edition: String, effectiveFrom: Instant, figures: Figures) {
        self.edition = edition
        self.effectiveFrom = effectiveFrom
        self.figures = figures
    }
}

/// A help ticket was opened; what it must hold to be complete is a rule (TICKET-1), not a matter of form.
public struct TicketOpened: Hashable, Sendable {
    /// Whether an incentive is disputed or help from the FTC team is asked for.
    public var kind: TicketKind
    /// How the ticket reached the desk that took it.
    public var channel: TicketChannel
    /// Whose alias takes a dispute that comes by mail.
    ///
    /// Source rule: TICKET-2.
    public var region: Region?
    /// The MPN id of the organisation that asks.
    public var partnerID: PartnerID?
    /// The claim in question, as the submitter wrote it and perhaps no claim number.
    public var claim: String?
    /// The incentive programme in question, as the submitter wrote it.
    public var program: String?
    /// The customer in question; a complete dispute names this or the workload.
    public var customer: String?
    /// The workload in question; a complete dispute names this or the customer.
    public var workload: String?
    /// Whether the amount or the eligibility is disputed; nil where the ticket disputes neither.
    public var disputes: DisputedMatter?
    /// The kind of help asked for; some kinds belong to other desks.
    ///
    /// Source rule: FTC-1.
    public var category: String?
    /// The reason for a dispute, or the help that is needed and how urgent it is.
    ///
    /// Source rule: FTC-3.
    public var details: String?

    /// Makes a ticket of a kind with nothing else filled in; the caller adds what the submitter gave.
    public init(kind: TicketKind, channel: TicketChannel) {
        self.kind = kind
        self.channel = channel
    }
}
