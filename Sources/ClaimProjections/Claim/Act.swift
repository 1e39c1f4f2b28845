import ClaimLedger

/// An event as the rules look at it: what, by whom, when, and the details that guards ask for.
struct Act {
    let trigger: Trigger
    let party: Party
    let time: Instant
    let marks: EventMarks
    /// The payload, where the rules need more than the marks; nil otherwise.
    let fact: Fact?
    /// Who acts, where a guard asks for it: of a creation only (ELIG-2).
    let actor: ActorID?
    /// Position in the ledger; 0 for an act that is only considered.
    let sequence: UInt64
    /// The dense index of the claim's stream; 0 for an act that is only considered.
    let streamIndex: UInt32

    /// An act that nobody has recorded.
    init(_ trigger: Trigger, by party: Party, at time: Instant, marks: EventMarks = [], fact: Fact? = nil) {
        self.trigger = trigger
        self.party = party
        self.time = time
        self.marks = marks
        self.fact = fact
        actor = nil
        sequence = 0
        streamIndex = 0
    }

    /// Reads an event about a claim; the JSON is parsed only where the header does not say enough.
    ///
    /// - Parameters:
    ///   - event: The event as recorded.
    ///   - parsed: Its payload, where the caller has parsed it already.
    ///   - actor: Who recorded it, where the caller knows and a guard may ask.
    /// - Throws: `ReadError.damaged` where the record contradicts itself.
    init(_ event: borrowing EventView, parsed: Fact? = nil, by actor: ActorID? = nil) throws(ReadError) {
        let header = event.header
        guard let trigger = Trigger(header) else {
            throw .damaged(sequence: event.sequence, reason: "detail \(header.detail) does not go with its kind")
        }
        self.trigger = trigger
        party = header.party
        time = header.time
        marks = header.marks
        self.actor = actor
        sequence = event.sequence
        streamIndex = header.streamIndex
        if let parsed {
            fact = parsed
        } else {
            fact = Self.needsPayload(header) ? try event.content().fact : nil
        }
        // Nothing else leads to a row of the other process.
        if trigger == .split, !Self.isSplit(fact) {
            throw .damaged(sequence: event.sequence, reason: "its header and its JSON say different things")
        }
    }

    private static func isSplit(_ fact: Fact?) -> Bool {
        if case .customerClaimed(.cpor(let claim)) = fact { claim.splitFrom != nil } else { false }
    }

    /// Whether the rules need more of a claim's event than its header says.
    static func needsPayload(_ header: EventHeader) -> Bool {
        switch header.kind {
        case .customerClaimed, .associationMigrated, .contactsEdited, .documentAdded, .documentRemoved,
            .workloadsChanged:
            true
        case .consentRequested: header.marks.contains(.dealSize)
        case .approved, .disassociated: header.marks.contains(.listsWorkloads)
        default: false
        }
    }

    /// The workloads an approval lists; nil where it means all.
    var approvedWorkloads: [Workload]? {
        if case .approved(let approval) = fact { approval.workloads } else { nil }
    }
}

extension Trigger {
    /// What a claim event of this header sets going; nil where the header contradicts itself.
    init?(_ header: EventHeader) {
        switch header.kind {
        case .customerClaimed: self = header.marks.contains(.split) ? .split : .customerClaimed
        case .associationMigrated: self = .associationMigrated
        case .consentRequested: self = .consentRequested
        case .consentReceived: self = .consentReceived
        case .consentDeclined: self = .consentDeclined
        case .contactsEdited: self = .contactsEdited
        case .surveySent:
            guard let respondent = SurveyRespondent(code: header.detail) else { return nil }
            self = .surveySent(respondent)
        case .surveyCompleted:
            guard let respondent = SurveyRespondent(code: header.detail) else { return nil }
            self = .surveyCompleted(respondent)
        case .documentAdded: self = .documentAdded
        case .documentRemoved: self = .documentRemoved
        case .commentAdded: self = .commentAdded
        case .submitted: self = .submitted
        case .reviewStarted: self = .reviewStarted
        case .actionRequired: self = .actionRequired
        case .approved: self = .approved
        case .rejected:
            switch RejectionCause(code: header.detail) {
            case .competingConsent: self = .competingConsent
            case .noResponse: self = .noResponse
            case nil: self = .rejected
            }
        case .disputed: self = .disputed
        case .cancelled: self = .cancelled
        case .expired:
            guard let kind = ExpiryKind(code: header.detail) else { return nil }
            self = .expired(kind)
        case .workloadsChanged: self = .workloadsChanged
        case .disassociated: self = .disassociated
        case .unknown, .subscriptionEnded, .engagementPublished, .customerEligibilitySet, .locationEnrolled,
            .payeeProfileCompleted, .roleGranted, .roleRevoked, .partnerEligibilitySet, .rulesAdopted, .ticketOpened,
            .ticketReturned, .ticketAssigned, .ticketEscalated, .ticketResolved:
            return nil
        }
    }
}
