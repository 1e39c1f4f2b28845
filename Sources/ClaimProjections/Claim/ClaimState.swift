public import ClaimLedger

/// A lapse that took effect, and whether an event has recorded it.
public struct Lapse: Hashable, Sendable {
    /// The rule whose deadline passed.
    public let rule: RuleID
    /// The event that records it.
    public let trigger: Trigger
    /// From when on an event that records it confirms it.
    public let deadline: Instant
    /// The later of the deadline and the entry into the status (FACT-3).
    public let at: Instant
    /// The status that the clock ended.
    public let before: ClaimStatus
    /// The status that it led to.
    public let after: ClaimStatus
    /// The edition whose figure set the deadline.
    public let edition: RuleBook.EditionIndex
    /// The days that led to the deadline; nil for a date that the edition states.
    public let count: DayCount?
    /// The sequence of the event that recorded it first.
    public internal(set) var recordedBy: UInt64?
}

/// A rejection by another partner's consent, which no event has to say (PA-21).
public struct AutomaticRejection: Hashable, Sendable {
    /// When the rival's customer consented.
    public let at: Instant
    /// The status that the rejection ended.
    public let before: ClaimStatus
    /// The claim whose consent caused it, by its place in the projection.
    public let rival: Int
    /// The sequence of the event that said so first; nil while none has.
    public internal(set) var recordedBy: UInt64?
}

/// One claim as folded; its members are those of `ClaimFields`.
///
/// A copy costs one reference: the fields are copied only where a copy is changed.
@dynamicMemberLookup
public struct ClaimState: Sendable {
    /// One element always: an array shares what it holds until one of its owners changes it.
    @usableFromInline var fields: [ClaimFields]

    init(_ fields: ClaimFields) { self.fields = [fields] }

    /// One of the claim's fields.
    ///
    /// Inlined into other modules too: a key path that is looked up as it runs costs a copy of all fields.
    @inlinable public subscript<Value>(dynamicMember path: KeyPath<ClaimFields, Value>) -> Value {
        @inline(__always) _read { yield fields[0][keyPath: path] }
    }

    subscript<Value>(dynamicMember path: WritableKeyPath<ClaimFields, Value>) -> Value {
        @inline(__always) _read { yield fields[0][keyPath: path] }
        @inline(__always) _modify { yield &fields[0][keyPath: path] }
    }
}

/// What there is to know of one claim.
public struct ClaimFields: Sendable {
    /// The claim's number.
    public let id: ClaimID
    /// Its place among the projection's claims.
    public let place: Int
    /// The dense index of its stream among those of claims.
    public let streamIndex: UInt32
    /// Which of the two lifecycles it follows.
    public let process: ClaimProcess
    /// Where the claim stands, as far as the fold has come.
    public internal(set) var status: ClaimStatus
    /// When the claim last came to this status from another one.
    public internal(set) var since: Instant
    /// The claim's creation: PA-30 counts from it.
    public let created: Instant
    /// The sequence of the latest event of the claim's own stream.
    public internal(set) var lastSequence: UInt64
    /// When the latest event of the claim's own stream happened.
    public internal(set) var lastTime: Instant

    /// The organisation that claims.
    public let partner: PartnerID
    /// Where the partner claims from; fixed for the claim's whole life.
    ///
    /// Source rule: PA-15.
    public let location: LocationID
    /// Whom the claim is about; fixed for the claim's whole life.
    ///
    /// Source rule: PA-15.
    public let customer: CustomerReference
    /// The area of the claim's engagement, or of its workloads.
    public let solutionArea: SolutionArea
    /// What only a partner activity has; left at its defaults for CPOR.
    public internal(set) var activity: ActivityState
    /// What only a CPOR claim has; left empty for a partner activity.
    public internal(set) var association: AssociationState

    // Counts and marks both processes have.
    /// When the days for a dispute began to count; nil before the first rejection of any kind.
    ///
    /// Source rule: PA-12.
    public internal(set) var firstRejection: Instant?
    /// Whether the claim has used up its one dispute.
    ///
    /// Source rule: PA-12.
    public internal(set) var hasBeenDisputed = false
    /// Whether the claim was ever submitted, after which the submission deadline no longer matters.
    ///
    /// Source rule: PA-31.
    public internal(set) var hasBeenSubmitted = false
    /// The latest `action-required`, from which CPOR-11 counts.
    public internal(set) var actionRequired: Instant?
    /// The evidence in the order it was added, removed documents included.
    ///
    /// Source rule: PA-18.
    public internal(set) var documents: [EvidenceDocument] = []
    /// What the rules compare of the contacts.
    public internal(set) var contacts = ContactState()

    /// Every lapse that took effect, in order.
    public internal(set) var lapses: [Lapse] = []
    /// The status before the latest lapse, until an event leads the claim to another status (FACT-3).
    public internal(set) var statusBeforeLapse: ClaimStatus?
    /// Every rejection by a rival's consent, in order.
    public internal(set) var automaticRejections: [AutomaticRejection] = []
    /// The earlier claim that this one follows; nil where it follows none.
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
    /// The document's id, never used for another one on the claim.
    public let id: DocumentID
    /// Which requirement of the claim the document meets.
    public let component: DocumentComponent
    /// When the document was added, by the event's own time.
    public let addedAt: Instant
    /// The sequence of the event that added it.
    public let sequence: UInt64
    /// Whether it was taken away again; a removed document meets no requirement.
    ///
    /// Source rule: POE-1.
    public internal(set) var isRemoved = false
}

/// What a partner-activity claim has beside the common part.
public struct ActivityState: Hashable, Sendable {
    /// What the claim is for; nil for CPOR.
    public var engagement: EngagementID?
    var timeline: Timeline = .standard
    var deadlines: PartnerActivityClaim.Deadlines?
    /// What the claim listed, or the rules' default at its creation; disclosure may come on top.
    ///
    /// Source rule: POE-1.
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
    /// The claim whose partial approval left these workloads over; nil for all others.
    ///
    /// Source rule: CPOR-9.
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
    /// The workload as the claim spells it.
    public let workload: Workload
}
