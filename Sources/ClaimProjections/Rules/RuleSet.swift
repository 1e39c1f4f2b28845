public import ClaimLedger

/// One edition of every figure of the rulebook, with the instant it takes effect (TIME-6).
///
/// No figure stands anywhere else in the code. Days are 86,400 s each (TIME-1).
public struct RuleSet: Hashable, Sendable {
    /// Days after consent was received in which to submit and to complete (rulebook section 4, timelines).
    public struct TimelineDays: Hashable, Sendable {
        /// Days to the submission deadline.
        ///
        /// Source rule: PA-31.
        public var submit: Int
        /// Days to the completion deadline.
        ///
        /// Source rule: PA-32.
        public var complete: Int

        /// Sets both limits of one timeline class, in days.
        public init(submit: Int, complete: Int) {
            self.submit = submit
            self.complete = complete
        }
    }

    /// The edition's name.
    public var edition: String
    /// From when on it is in force.
    public var effectiveFrom: Instant
    /// Days from a claim's creation to the lapse of its consent (PA-30).
    public var consentDays: Int
    /// Hours before a mail of the same kind may be sent again (TIME-5).
    public var resendHours: Int
    /// Days from the first rejection in which a claim can be disputed, and its dispute submitted (PA-12, PA-33, CPOR-14).
    public var disputeDays: Int
    /// Days from a dispute's first submission to the completion deadline (PA-37).
    public var afterDisputeDays: Int
    /// Days in which a partner answers required action on a CPOR claim (CPOR-11).
    public var answerDays: Int
    /// Days in which the holder of a contested slot may respond (CONF-2).
    public var conflictDays: Int
    /// Calendar months that an acknowledgement may be old at submission (POE-11).
    public var poeAgeMonths: Int
    /// Days to submit and to complete, by timeline class (PA-31, PA-32).
    public var timelines: [Timeline: TimelineDays]
    /// The id types each solution area takes by payout (PA-CLAIM-2).
    public var idTypes: [IDTypeRow]
    /// Countries in which a public-sector customer needs written disclosure before a claim is submitted (POE-2).
    public var disclosureCountries: Set<String>
    /// What a claim requires where it lists nothing (POE-1).
    public var defaultComponents: [RequiredComponent]
    /// An association migrates only before this instant (CPOR-3).
    public var migrationEnds: Instant
    /// From this instant on evidence can be added to an approved association (CPOR-18).
    public var evidenceOnApprovedFrom: Instant
    /// Kinds of documents that are never accepted as proof of execution (POE-12).
    public var refusedProofKinds: Set<String>
    /// Kinds that are accepted only beside recent proof of the engagement (POE-12).
    public var proofKindsNeedingRecentProof: Set<String>
    /// Countries in which a usage claim for a public sector customer needs written disclosure (CPOR-25).
    public var usageDisclosureCountries: Set<String>
    /// Countries of the markets A and B, as ISO 3166 codes; all others are market C (ELIG-5).
    public var marketCountries: [Market: Set<String>]
    /// How many active and approved claims a customer may have for an engagement that states no limit (ELIG-3).
    public var defaultClaimLimit: Int64
    /// By when a review should be done (CPOR-22).
    public var reviewTargets: ReviewTargetDays
    /// How many days ahead of a lapse a reminder goes out, the earliest first (NOTE-1).
    public var reminderDays: [Int]
    /// Business hours from a help ticket's opening to its assignment (FTC-3).
    public var assignmentBusinessHours: Int
    /// Workloads of managed security services in lower case, which never earn (CPOR-21).
    public var managedSecurityWorkloads: Set<String>

    /// Days within which Microsoft means to decide; they are reported and never enforced (CPOR-22).
    public struct ReviewTargetDays: Hashable, Sendable {
        /// Business days from the start of a partner-of-record claim's review.
        public var reviewBusinessDays: Int
        /// Days from the start of the review, where another partner owns one of the slots.
        public var contestedReviewDays: Int
        /// Days from the resubmission of a disputed partner-activity claim.
        public var activityDisputeDays: Int
        /// Business days from the resubmission of a disputed partner-of-record claim.
        public var associationDisputeBusinessDays: Int
    }

    /// One row of PA-CLAIM-2: which id types a claim may use.
    public struct IDTypeRow: Hashable, Sendable {
        /// The solution area that the row is for.
        public var area: SolutionArea
        /// The kind of payout that the row is for.
        public var payout: Payout
        /// The one engagement the row is for; nil for all others of the area.
        public var engagement: EngagementID?
        /// What is allowed there; every other type is a breach.
        public var idTypes: [CustomerIDType]
    }

    /// The edition built in: the Claiming Guide's of June 2025.
    public static let guide = RuleSet(
        edition: "guide-2025-06", effectiveFrom: .earliest, consentDays: 30, resendHours: 24, disputeDays: 30,
        afterDisputeDays: 30, answerDays: 14, conflictDays: 14, poeAgeMonths: 12,
        timelines: [
            .assessment: TimelineDays(submit: 60, complete: 90),
            .standard: TimelineDays(submit: 90, complete: 120),
            .smallProject: TimelineDays(submit: 120, complete: 150),
            .mediumProject: TimelineDays(submit: 200, complete: 230),
            .largeProject: TimelineDays(submit: 260, complete: 290),
        ],
        idTypes: [
            IDTypeRow(area: .azure, payout: .fixed, idTypes: [.tpid, .azureSubscriptionId]),
            IDTypeRow(area: .businessApplications, payout: .fixed, idTypes: [.tpid, .domain, .tenantId]),
            IDTypeRow(area: .businessApplications, payout: .variable, idTypes: [.opportunityId]),
            IDTypeRow(area: .modernWork, payout: .fixed, idTypes: [.domain, .tenantId]),
            IDTypeRow(
                area: .security, payout: .fixed, engagement: "microsoft-sentinel-migrate-modernize",
                idTypes: [.tpid, .domain, .tenantId]),
            IDTypeRow(area: .security, payout: .fixed, idTypes: [.domain, .tenantId]),
        ],
        disclosureCountries: ["IN", "US", "PR"],
        defaultComponents: [.partnerSurvey, .customerSurvey, .invoice, .poeDocument],
        migrationEnds: Instant(year: 2020, month: 7, day: 1),
        evidenceOnApprovedFrom: Instant(year: 2020, month: 6, day: 30),
        refusedProofKinds: [
            "licenseSaleContract", "priceQuote", "purchaseOrder", "unacknowledgedEmail", "pastedSignature",
            "ecifOverview",
        ],
        proofKindsNeedingRecentProof: ["masterServicesAgreement"],
        usageDisclosureCountries: ["US", "PR"],
        marketCountries: [
            .a: [
                "AT", "AU", "BE", "CA", "CH", "DE", "DK", "FI", "FR", "GB", "IE", "IS", "JP", "LU", "NL", "NO", "NZ",
                "SE", "US",
            ],
            .b: [
                "AE", "BA", "BH", "BN", "BS", "CI", "EE", "ES", "HK", "IL", "IT", "JM", "JO", "KW", "KY", "LB", "MU",
                "OM", "PR", "QA", "SA", "SG", "SI", "SN",
            ],
        ],
        defaultClaimLimit: 1,
        reviewTargets: ReviewTargetDays(
            reviewBusinessDays: 5, contestedReviewDays: 14, activityDisputeDays: 5, associationDisputeBusinessDays: 5),
        reminderDays: [14, 7, 3, 1], assignmentBusinessHours: 48,
        managedSecurityWorkloads: ["managed security services"])

    /// The id types that a claim for an engagement may use; empty where no row fits.
    public func idTypes(for engagement: EngagementReference) -> [CustomerIDType] {
        idTypes.allowed(for: engagement)
    }

    /// Days to submit and to complete for a timeline class.
    public func days(_ timeline: Timeline) -> TimelineDays {
        guard let days = timelines[timeline] else { preconditionFailure("an edition has every timeline class") }
        return days
    }

    /// The market that a country belongs to, by its ISO 3166 code in any case.
    public func market(of country: String) -> Market {
        let country = country.uppercased()
        return marketCountries.first { $0.value.contains(country) }?.key ?? .c
    }

    /// The edition that follows this one by the figures it changes.
    public func adopting(_ rules: RulesAdopted) -> RuleSet {
        var next = self
        let figures = rules.figures
        next.edition = rules.edition
        next.effectiveFrom = rules.effectiveFrom
        next.consentDays = figures.consentDays ?? consentDays
        next.resendHours = figures.resendHours ?? resendHours
        next.disputeDays = figures.disputeDays ?? disputeDays
        next.afterDisputeDays = figures.afterDisputeDays ?? afterDisputeDays
        next.answerDays = figures.answerDays ?? answerDays
        next.conflictDays = figures.conflictDays ?? conflictDays
        next.poeAgeMonths = figures.poeAgeMonths ?? poeAgeMonths
        for (timeline, changed) in figures.timelines {
            let days = days(timeline)
            next.timelines[timeline] = TimelineDays(
                submit: changed.submit ?? days.submit, complete: changed.complete ?? days.complete)
        }
        return next
    }
}

extension [RuleSet.IDTypeRow] {
    /// The id types that a claim for an engagement may use; empty where no row fits.
    func allowed(for engagement: EngagementReference) -> [CustomerIDType] {
        func fits(_ row: Element) -> Bool { row.area == engagement.solutionArea && row.payout == engagement.payout }
        let row = first { fits($0) && $0.engagement == engagement.id } ?? first { fits($0) && $0.engagement == nil }
        return row?.idTypes ?? []
    }
}

/// The editions recorded so far, in the order they were recorded.
public struct RuleBook: Hashable, Sendable {
    /// Which edition a count runs under: its place in `editions`.
    public typealias EditionIndex = UInt16

    /// Every edition so far, the built-in one first.
    public var editions: [RuleSet] { shared.map(\.figures) }
    private var shared = [Edition(.guide)]
    /// What was adopted, in the order it was recorded; the editions follow from it.
    private(set) var adopted: [RulesAdopted] = []

    /// Holds the built-in edition alone.
    public init() {}

    /// The edition in force at an instant: the latest `effectiveFrom` not after it, the later recorded at equal instants.
    public func indexInForce(at instant: Instant) -> EditionIndex {
        guard shared.count > 1 else { return 0 }
        var best = 0
        for index in shared.indices where shared[index].figures.effectiveFrom <= instant {
            if shared[index].figures.effectiveFrom >= shared[best].figures.effectiveFrom { best = index }
        }
        return EditionIndex(best)
    }

    /// The figures of one edition.
    public subscript(index: EditionIndex) -> RuleSet { shared[Int(index)].figures }

    /// One edition, to read a figure in its place: a copy of a rule set copies all its tables.
    func edition(_ index: EditionIndex) -> Edition { shared[Int(index)] }

    /// The figures under which a count that starts at an instant runs.
    public func inForce(at instant: Instant) -> RuleSet { self[indexInForce(at: instant)] }

    /// One figure in force at an instant; nothing else of its edition is copied.
    func figure<Figure>(at instant: Instant, _ path: KeyPath<RuleSet, Figure>) -> Figure {
        edition(indexInForce(at: instant)).figures[keyPath: path]
    }

    /// Adds an edition; its figures follow the edition in force just before it takes effect.
    public mutating func adopt(_ rules: RulesAdopted) {
        shared.append(Edition(inForce(at: rules.effectiveFrom).adopting(rules)))
        adopted.append(rules)
    }
}

/// One edition as an object, which costs the same to hand on however many figures it has.
final class Edition: Hashable, Sendable {
    let figures: RuleSet

    init(_ figures: RuleSet) { self.figures = figures }

    static func == (left: Edition, right: Edition) -> Bool { left.figures == right.figures }
    func hash(into hasher: inout Hasher) { hasher.combine(figures) }
}
