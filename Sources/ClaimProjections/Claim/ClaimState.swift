public import ClaimLedger

/// A lapse that took effect, and whether an event has recorded it.
public struct Lapse: Hashable, Sendable {
    public let rule: RuleID
    /// The event that records it.
    public let trigger: Trigger
    /// From when on an event that records it confirms it.
    public let deadline: Instant
    /// The later of the deadline and the entry into the status (FACT-3).
    public let at: Instant
    public let before: ClaimStatus
    public let after: ClaimStatus
    public let edition: RuleBook.EditionIndex
    /// The sequence of the event that recorded it first.
    public internal(set) var recordedBy: UInt64?
}

/// A rejection by another partner's consent, which no event has to say (PA-21).
public struct AutomaticRejection: Hashable, Sendable {
    public let at: Instant
    public let before: ClaimStatus
    /// The claim whose consent caused it, by its place in the projection.
    public let rival: Int
    public internal(set) var recordedBy: UInt64?
}

/// One claim as folded.
public struct ClaimState: Sendable {
    public let id: ClaimID
    /// Its place among the projection's claims.
    public let place: Int
    /// The dense index of its stream among those of claims.
    public let streamIndex: UInt32
    public let process: ClaimProcess
    public internal(set) var status: ClaimStatus
    /// When the claim last came to this status from another one.
    public internal(set) var since: Instant
    /// The claim's creation: PA-30 counts from it.
    public let created: Instant
    /// The sequence of the latest event of the claim's own stream.
    public internal(set) var lastSequence: UInt64
    /// When the latest event of the claim's own stream happened.
    public internal(set) var lastTime: Instant

    public let partner: PartnerID
    public let location: LocationID
    public let customer: CustomerReference
    public let solutionArea: SolutionArea
    /// What only one of the processes has.
    public internal(set) var activity: ActivityState
    public internal(set) var association: AssociationState

    // Counts and marks both processes have.
    public internal(set) var firstRejection: Instant?
    public internal(set) var hasBeenDisputed = false
    public internal(set) var hasBeenSubmitted = false
    /// The latest `action-required`, from which CPOR-11 counts.
    public internal(set) var actionRequired: Instant?
    public internal(set) var documents: [EvidenceDocument] = []
    public internal(set) var contacts = ContactState()

    /// Every lapse that took effect, in order.
    public internal(set) var lapses: [Lapse] = []
    /// The status before the latest lapse, until an event leads the claim to another status (FACT-3).
    public internal(set) var statusBeforeLapse: ClaimStatus?
    /// Every rejection by a rival's consent, in order.
    public internal(set) var automaticRejections: [AutomaticRejection] = []
    public let reclaimOf: ClaimID?

    /// The lapse that the claim has not left since.
    var standingLapse: Lapse? { statusBeforeLapse == nil ? nil : lapses.last }

    /// Whether an approved claim still owns a slot, which the CPOR matrix tells apart (ACT-2).
    public var hasAssociation: Bool { !association.owned.isEmpty }
}

/// What the folds remember of the contacts.
public struct ContactState: Hashable, Sendable {
    /// What tells the customer contact's address from another (PA-16).
    public internal(set) var customerEmail: String?
    /// Whether a reason for another domain was given; it serves later edits too (PA-15).
    public internal(set) var mismatchReasonGiven = false
}

/// One document of a claim's evidence.
public struct EvidenceDocument: Hashable, Sendable {
    public let id: DocumentID
    public let component: DocumentComponent
    public let addedAt: Instant
    /// The sequence of the event that added it.
    public let sequence: UInt64
    public internal(set) var isRemoved = false
}

/// What a partner-activity claim has beside the common part.
public struct ActivityState: Hashable, Sendable {
    public var engagement: EngagementID?
    var timeline: Timeline = .standard
    var deadlines: PartnerActivityClaim.Deadlines?
    public internal(set) var requiredComponents: [RequiredComponent] = []
    var dealSizeUSD: Int64?
    /// The latest consent, from which the claim's deadlines count.
    public internal(set) var consent: Instant?
    /// The first consent, from which it stands against rivals (PA-20).
    var firstConsent: Instant?
    var lastConsentRequest: Instant?
    /// The first submission of a dispute, from which PA-37 counts.
    var disputeSubmission: Instant?
    var customerSurvey = SurveyState()
    var partnerSurvey = SurveyState()
}

/// One of a claim's two surveys.
public struct SurveyState: Hashable, Sendable {
    var lastSent: Instant?
    /// Whether the last mail's link still works (PA-16).
    var linkIsLive = false
    var isCompleted = false
}

/// What a partner-of-record claim has beside the common part.
public struct AssociationState: Hashable, Sendable {
    /// The slots it claims, by their place in the slot table.
    public internal(set) var slots: [ClaimedSlot] = []
    /// The slots it owns now.
    public internal(set) var owned: [Int] = []
    /// What an approval of some workloads left for a claim to be split off (CPOR-9).
    var leftover: Leftover?
    public internal(set) var splitFrom: ClaimID?

    struct Leftover: Hashable, Sendable {
        var at: Instant
        var slots: Set<Int>
    }
}

/// A slot as a claim names it.
public struct ClaimedSlot: Hashable, Sendable {
    /// Its place in the slot table.
    public let slot: Int
    public let workload: Workload
}
