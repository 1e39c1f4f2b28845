/// A claim comes into being, in either process.
public enum CustomerClaimed: Hashable, Sendable {
    case partnerActivity(PartnerActivityClaim)
    case cpor(PartnerOfRecordClaim)
}

/// What a partner-activity claim states when it is made (PA-CLAIM-1).
public struct PartnerActivityClaim: Hashable, Sendable {
    /// Days to submit and to complete that an engagement's own summary sets (PA-30).
    public struct Deadlines: Hashable, Sendable {
        public var submitDays: Int
        public var completeDays: Int

        public init(submitDays: Int, completeDays: Int) {
            self.submitDays = submitDays
            self.completeDays = completeDays
        }
    }

    public var claimName: String
    public var engagement: EngagementReference
    public var customer: CustomerReference
    public var partner: PartnerReference
    public var location: LocationReference
    public var contacts: Contacts
    public var domainMismatchReason: String?
    public var requestedHours: Int64?
    public var proposedPayoutUSD: Int64?
    /// What must be complete before submission; nil means the default of POE-1.
    public var requiredComponents: [RequiredComponent]?
    public var deadlines: Deadlines?
    public var reclaimOf: ClaimID?

    public init(
        claimName: String, engagement: EngagementReference, customer: CustomerReference, partner: PartnerReference,
        location: LocationReference, contacts: Contacts, domainMismatchReason: String? = nil,
        requestedHours: Int64? = nil, proposedPayoutUSD: Int64? = nil, requiredComponents: [RequiredComponent]? = nil,
        deadlines: Deadlines? = nil, reclaimOf: ClaimID? = nil
    ) {
        self.claimName = claimName
        self.engagement = engagement
        self.customer = customer
        self.partner = partner
        self.location = location
        self.contacts = contacts
        self.domainMismatchReason = domainMismatchReason
        self.requestedHours = requestedHours
        self.proposedPayoutUSD = proposedPayoutUSD
        self.requiredComponents = requiredComponents
        self.deadlines = deadlines
        self.reclaimOf = reclaimOf
    }
}

/// What a partner-of-record claim states when it is made, split off or migrated.
public struct PartnerOfRecordClaim: Hashable, Sendable {
    public var claimName: String
    public var solutionArea: SolutionArea
    public var association: AssociationType
    public var recognitionOnly: Bool?
    /// Always identified by `tenantId`.
    public var customer: CustomerReference
    public var partner: PartnerReference
    public var location: LocationReference
    /// Nil only where an association was migrated without them.
    public var contacts: Contacts?
    public var workloads: [Workload]
    public var splitFrom: ClaimID?
    public var reclaimOf: ClaimID?

    public init(
        claimName: String, solutionArea: SolutionArea, association: AssociationType, recognitionOnly: Bool? = nil,
        customer: CustomerReference, partner: PartnerReference, location: LocationReference, contacts: Contacts?,
        workloads: [Workload], splitFrom: ClaimID? = nil, reclaimOf: ClaimID? = nil
    ) {
        self.claimName = claimName
        self.solutionArea = solutionArea
        self.association = association
        self.recognitionOnly = recognitionOnly
        self.customer = customer
        self.partner = partner
        self.location = location
        self.contacts = contacts
        self.workloads = workloads
        self.splitFrom = splitFrom
        self.reclaimOf = reclaimOf
    }
}

/// A customer declined; its reason is Microsoft's alone (PA-22).
public struct ConsentDeclined: Hashable, Sendable {
    public var reason: PersonalText?
    public var comment: PersonalText?

    public init(reason: PersonalText? = nil, comment: PersonalText? = nil) {
        self.reason = reason
        self.comment = comment
    }
}

/// Contacts changed; what is absent stays as it was (PA-15).
public struct ContactsEdited: Hashable, Sendable {
    public var customer: Contact?
    public var partner: Contact?
    public var domainMismatchReason: String?

    public init(customer: Contact? = nil, partner: Contact? = nil, domainMismatchReason: String? = nil) {
        self.customer = customer
        self.partner = partner
        self.domainMismatchReason = domainMismatchReason
    }
}

/// A survey was answered; it counts only with a complete signature (PA-17).
public struct SurveyCompleted: Hashable, Sendable {
    public struct Signature: Hashable, Sendable {
        public var name: PersonalText?
        public var company: PersonalText?
        public var title: PersonalText?

        public init(name: PersonalText? = nil, company: PersonalText? = nil, title: PersonalText? = nil) {
            self.name = name
            self.company = company
            self.title = title
        }

        /// Whether full name, company and job title are all there.
        public var isComplete: Bool { name.isGiven && company.isGiven && title.isGiven }
    }

    public var respondent: SurveyRespondent
    public var signature: Signature?

    public init(respondent: SurveyRespondent, signature: Signature? = nil) {
        self.respondent = respondent
        self.signature = signature
    }

    /// Whether the survey is signed as PA-17 asks.
    public var isSigned: Bool { signature?.isComplete ?? false }
}

/// A piece of evidence was added (PA-18).
public struct DocumentAdded: Hashable, Sendable {
    public var documentID: DocumentID
    public var component: DocumentComponent
    public var fileName: String
    /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.
    public var sha256: String
    /// What sort of paper it is (POE-12), as text: the rulebook's list of kinds is not closed here.
    public var kind: String?
    /// When the customer acknowledged; a date without a time is its first instant (TIME-3).
    public var customerAcknowledgedOn: Instant?
    public var workloads: [Workload]?
    public var amountCents: Int64?

    public init(
        documentID: DocumentID, component: DocumentComponent, fileName: String, sha256: String, kind: String? = nil,
        customerAcknowledgedOn: Instant? = nil, workloads: [Workload]? = nil, amountCents: Int64? = nil
    ) {
        self.documentID = documentID
        self.component = component
        self.fileName = fileName
        self.sha256 = sha256
        self.kind = kind
        self.customerAcknowledgedOn = customerAcknowledgedOn
        self.workloads = workloads
        self.amountCents = amountCents
    }
}

/// Microsoft approved, for CPOR possibly some of the workloads only (CPOR-9).
public struct Approved: Hashable, Sendable {
    public var workloads: [Workload]?
    public var amountCents: Int64?
    public var rationale: String?

    public init(workloads: [Workload]? = nil, amountCents: Int64? = nil, rationale: String? = nil) {
        self.workloads = workloads
        self.amountCents = amountCents
        self.rationale = rationale
    }
}

/// The claim was rejected, by a reviewer or by a cause.
public struct Rejected: Hashable, Sendable {
    public var reason: PersonalText?
    public var cause: RejectionCause?

    public init(reason: PersonalText? = nil, cause: RejectionCause? = nil) {
        self.reason = reason
        self.cause = cause
    }
}
