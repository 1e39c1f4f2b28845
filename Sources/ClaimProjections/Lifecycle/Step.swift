public import ClaimLedger

/// What sets a step going: a kind of event, told apart where the tables tell it apart.
public enum Trigger: Hashable, Sendable {
    case customerClaimed, split, associationMigrated
    case consentRequested, consentReceived, consentDeclined
    case contactsEdited, surveySent(SurveyRespondent), surveyCompleted(SurveyRespondent)
    case documentAdded, documentRemoved, commentAdded
    case submitted, reviewStarted, actionRequired, approved
    case rejected, competingConsent, noResponse
    case disputed, cancelled, expired(ExpiryKind), workloadsChanged, disassociated

    /// The event's name as the rulebook writes it.
    public var name: String {
        switch self {
        case .customerClaimed: "customer-claimed"
        case .split: "customer-claimed with splitFrom"
        case .associationMigrated: "association-migrated"
        case .consentRequested: "consent-requested"
        case .consentReceived: "consent-received"
        case .consentDeclined: "consent-declined"
        case .contactsEdited: "contacts-edited"
        case .surveySent(.customer): "survey-sent (customer)"
        case .surveySent(.partner): "survey-sent (partner)"
        case .surveyCompleted(.customer): "survey-completed (customer)"
        case .surveyCompleted(.partner): "survey-completed (partner)"
        case .documentAdded: "document-added"
        case .documentRemoved: "document-removed"
        case .commentAdded: "comment-added"
        case .submitted: "submitted"
        case .reviewStarted: "review-started"
        case .actionRequired: "action-required"
        case .approved: "approved"
        case .rejected: "rejected"
        case .competingConsent: "rejected, cause competingConsent"
        case .noResponse: "rejected, cause noResponse"
        case .disputed: "disputed"
        case .cancelled: "cancelled"
        case .expired(let kind): "expired (\(kind.rawValue))"
        case .workloadsChanged: "workloads-changed"
        case .disassociated: "disassociated"
        }
    }

    /// The status an event leads to where no row says otherwise; nil for events that keep the status.
    public var usualStatus: ClaimStatus? {
        switch self {
        case .consentRequested: .awaitingCustomerConsent
        case .consentReceived: .customerConsentReceived
        case .consentDeclined: .customerConsentDeclined
        case .submitted: .submitted
        case .reviewStarted: .underReview
        case .actionRequired: .partnerActionRequired
        case .approved: .approved
        case .rejected, .noResponse: .rejected
        case .competingConsent: .rejectedFinal
        case .disputed: .disputed
        case .cancelled: .cancelled
        case .expired(let kind): kind.status
        case .disassociated: .disassociated
        case .customerClaimed, .split, .associationMigrated, .contactsEdited, .surveySent, .surveyCompleted,
            .documentAdded, .documentRemoved, .commentAdded, .workloadsChanged:
            nil
        }
    }
}

/// When a row applies at all, beside the status it starts from.
public enum Circumstance: Hashable, Sendable {
    case notAfterDispute, afterDispute
    case allWorkloads, someWorkloads
    /// The approved claim still owns a slot.
    case withAssociation
    /// Evidence can be added to approved associations since the update of 2020.
    case sinceEvidenceUpdate

    var words: String {
        switch self {
        case .notAfterDispute: "not after a dispute"
        case .afterDispute: "after a dispute"
        case .allWorkloads: "all workloads"
        case .someWorkloads: "some workloads"
        case .withAssociation: "with a current association"
        case .sinceEvidenceUpdate: "since evidence may be added to approved associations"
        }
    }
}

/// A deadline by what it closes; the figures are the rule set's.
public enum Limit: Hashable, Sendable {
    case consent, submission, completion, disputeSubmission, dispute, answer, migration
}

/// What must hold for a step beside its row; each breach has a rule of its own.
public enum Guard: Hashable, Sendable {
    /// Strictly before a deadline (TIME-2).
    case before(Limit)
    /// Not again before the hours of TIME-5 have passed.
    case onceADay
    case dealSize, noStandingConsent, standingConsent, textGiven, componentsComplete, notDisputedBefore, neverSubmitted
    case contactNotLocked, domainReason, surveyOpen, linkLive, signed, newDocument, knownDocument
    case claimNamed, idTypeAllowed, bareDomain
    case splitFits, workloadNamed, subscriptionNamed, subscriptionActive
    case poeAcknowledged, conflictAnswered, ownWorkloads, wholeClaim
    /// Of the catalogue: not judged where the ledger holds no facts (ELIG-5).
    case locationEligible, roleHeld, customerEligible, engagementOpen

    /// Whether the guard is a time limit; those are judged before the others.
    var isTimeLimit: Bool {
        switch self {
        case .before, .onceADay: true
        default: false
        }
    }
}

/// One row of a transition table: who may record what, from where to where.
///
/// An object, because each event's outcome names the row that led to it.
public final class Step: Sendable {
    /// The id printed with the row, which names a breach where its guard has no id of its own.
    public let rule: RuleID
    /// Where it starts; empty for a row that creates a claim.
    public let from: [ClaimStatus]
    /// What sets the step going.
    public let trigger: Trigger
    /// The only side that may record it.
    public let party: Party
    /// What else must be so for the row to apply; all of it.
    public let when: [Circumstance]
    /// What must hold for the event to break no rule, judged in this order but time limits first.
    public let guards: [Guard]
    /// The guards in the order in which they are judged.
    let orderedGuards: [Guard]
    /// The status that the step leads to.
    public let to: ClaimStatus

    init(
        _ rule: RuleID, _ from: [ClaimStatus], _ trigger: Trigger, _ party: Party, to: ClaimStatus,
        when: [Circumstance] = [], if guards: [Guard] = []
    ) {
        self.rule = rule
        self.from = from
        self.trigger = trigger
        self.party = party
        self.when = when
        self.guards = guards
        orderedGuards = guards.inJudgingOrder
        self.to = to
    }
}

extension Step: Hashable {
    /// Whether two rows say the same.
    public static func == (left: Step, right: Step) -> Bool {
        left === right
            || left.rule == right.rule && left.from == right.from && left.trigger == right.trigger
                && left.party == right.party && left.when == right.when && left.guards == right.guards
                && left.to == right.to
    }

    /// Feeds what mostly tells rows apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(rule)
        hasher.combine(trigger)
        hasher.combine(to)
    }
}

/// One row for events that keep the status: who may record what, while which column of the matrix is open to them.
public struct StandingStep: Hashable, Sendable {
    /// Where the row is open.
    public enum Opening: Hashable, Sendable {
        /// Wherever the matrix names the party in this column.
        case column(ActionMatrix.Column)
        case statuses([ClaimStatus])
    }

    /// The id printed with the row, which names a breach where its guard has no id of its own.
    public let rule: RuleID
    /// What the row permits.
    public let trigger: Trigger
    /// The sides that may record it.
    public let parties: [Party]
    /// In which statuses they may.
    public let opening: Opening
    /// What else must be so for the row to apply; all of it.
    public let when: [Circumstance]
    /// What must hold for the event to break no rule, judged in this order but time limits first.
    public let guards: [Guard]
    /// The guards in the order in which they are judged.
    let orderedGuards: [Guard]

    init(
        _ rule: RuleID, _ trigger: Trigger, _ parties: [Party], _ opening: Opening, when: [Circumstance] = [],
        if guards: [Guard] = []
    ) {
        self.rule = rule
        self.trigger = trigger
        self.parties = parties
        self.opening = opening
        self.when = when
        self.guards = guards
        orderedGuards = guards.inJudgingOrder
    }
}

extension [Guard] {
    /// Time limits before the others, each kind from left to right.
    fileprivate var inJudgingOrder: [Guard] { filter(\.isTimeLimit) + filter { !$0.isTimeLimit } }
}

/// What the clock does to a claim at a deadline.
public struct LapseStep: Hashable, Sendable {
    /// The deadline's own id, which also names an act that comes too late.
    public let rule: RuleID
    /// The statuses in which the deadline counts.
    public let from: [ClaimStatus]
    /// The deadline at which the lapse takes effect.
    public let limit: Limit
    /// What else must be so for the row to apply; all of it.
    public let when: [Circumstance]
    /// The status that the lapse leads to.
    public let to: ClaimStatus
    /// The event that records it.
    public let trigger: Trigger

    init(
        _ rule: RuleID, _ from: [ClaimStatus], at limit: Limit, to: ClaimStatus, records trigger: Trigger,
        when: [Circumstance] = []
    ) {
        self.rule = rule
        self.from = from
        self.limit = limit
        self.when = when
        self.to = to
        self.trigger = trigger
    }
}
