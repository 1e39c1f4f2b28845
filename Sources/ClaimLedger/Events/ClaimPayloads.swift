/// A claim comes into being, in either process.
public enum CustomerClaimed: Hashable, Sendable {
    indirect case partnerActivity(PartnerActivityClaim)
    indirect case cpor(PartnerOfRecordClaim)
}

/// What a partner-activity claim states when it is made (PA-CLAIM-1).
public struct PartnerActivityClaim: Hashable, Sendable {
    /// Days to submit and to complete that an engagement's own summary sets (PA-30).
    public struct Deadlines: Hashable, Sendable {
        /// Days from consent to the submission deadline, 0 to 100,000; `submit` on the wire; nil for the timeline's.
        public var submitDays: Int?
        /// Days from consent to the completion deadline, 0 to 100,000; `complete` on the wire; nil for the timeline's.
        public var completeDays: Int?

        /// Sets limits in place of those of the timeline class.
        public init(submitDays: Int? = nil, completeDays: Int? = nil) {
            self.submitDays = submitDays
            self.completeDays = completeDays
        }
    }

    /// What the partner calls the claim.
    public var claimName: String
    /// What the claim is for.
    public var engagement: EngagementReference
    /// Whom the work is done for; fixed for the claim's whole life.
    ///
    /// Source rule: PA-15.
    public var customer: CustomerReference
    /// The organisation that claims.
    public var partner: PartnerReference
    /// Where the partner claims from; fixed for the claim's whole life.
    ///
    /// Source rule: PA-15.
    public var location: LocationReference
    /// The people on both sides when the claim is made; `ContactsEdited` changes them.
    public var contacts: Contacts
    /// Why the customer contact's address is of another domain than the customer; nil where none was stated.
    ///
    /// Source rule: PA-23.
    public var domainMismatchReason: String?
    /// Hours of work asked for, from 0; only for a variable payout, and fixed.
    ///
    /// Source rule: PA-CLAIM-1.
    public var requestedHours: Int64?
    /// The most the claim can earn, in whole US dollars, from 0; only for a variable payout.
    ///
    /// Source rule: PA-CLAIM-1.
    public var proposedPayoutUSD: Int64?
    /// What must be complete before submission; nil means the default of POE-1.
    public var requiredComponents: [RequiredComponent]?
    /// Limits of the engagement's own; nil leaves those of its timeline class.
    ///
    /// Source rule: PA-30.
    public var deadlines: Deadlines?
    /// The expired or lost claim that this one follows; its number as a string on the wire.
    ///
    /// Source rule: PA-35.
    public var reclaimOf: ClaimID?

    /// Makes the payload of a new claim; what has a default, a partner may leave out.
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
    /// What the partner calls the claim.
    public var claimName: String
    /// The area of all its workloads; in Business Applications each names a subscription.
    ///
    /// Source rule: CPOR-20.
    public var solutionArea: SolutionArea
    /// What being partner of record is claimed for; for revenue, the customer gets no notice.
    ///
    /// Source rule: CPOR-24.
    public var association: AssociationType
    /// Whether the partner opts out of money, which leaves the association the same; nil counts as no.
    ///
    /// Source rule: CPOR-21.
    public var recognitionOnly: Bool?
    /// Always identified by `tenantId`.
    public var customer: CustomerReference
    /// The organisation that claims.
    public var partner: PartnerReference
    /// Where the partner claims from.
    public var location: LocationReference
    /// Nil only where an association was migrated without them.
    public var contacts: Contacts?
    /// The products it covers; each is a slot of the customer's tenant that one partner can own.
    ///
    /// Source rule: CPOR-1.
    public var workloads: [Workload]
    /// The claim whose partial approval left these workloads over; its number as a string on the wire.
    ///
    /// Source rule: CPOR-9.
    public var splitFrom: ClaimID?
    /// The lost or displaced claim that this one follows; its number as a string on the wire.
    ///
    /// Source rule: CONF-5.
    public var reclaimOf: ClaimID?

    /// Makes the payload of a claim; `contacts` may be nil only where an association is migrated.
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
    /// The customer's reason, which the rules require though the form does not.
    ///
    /// Source rule: PA-4.
    public var reason: PersonalText?
    /// What the customer added beside the reason.
    public var comment: PersonalText?

    /// Makes the payload of what the customer wrote, possibly nothing.
    public init(reason: PersonalText? = nil, comment: PersonalText? = nil) {
        self.reason = reason
        self.comment = comment
    }
}

/// Contacts changed; what is absent stays as it was (PA-15).
public struct ContactsEdited: Hashable, Sendable {
    /// What changes of the customer's contact; a breach once the customer's survey is completed.
    ///
    /// Source rule: PA-15.
    public var customer: Contact?
    /// What changes of the partner's own contact.
    public var partner: Contact?
    /// Why the customer's new address is of another domain; once given, it serves later edits too.
    ///
    /// Source rule: PA-23.
    public var domainMismatchReason: String?

    /// Makes an edit of the parts that change.
    public init(customer: Contact? = nil, partner: Contact? = nil, domainMismatchReason: String? = nil) {
        self.customer = customer
        self.partner = partner
        self.domainMismatchReason = domainMismatchReason
    }
}

/// A survey was answered; it counts only with a complete signature (PA-17).
public struct SurveyCompleted: Hashable, Sendable {
    /// The name, company and title under a survey, as far as they were filled in.
    public struct Signature: Hashable, Sendable {
        /// The signer's full name.
        public var name: PersonalText?
        /// The organisation the signer stands for.
        public var company: PersonalText?
        /// The signer's job title.
        public var title: PersonalText?

        /// Makes a signature of what was filled in, complete or not.
        public init(name: PersonalText? = nil, company: PersonalText? = nil, title: PersonalText? = nil) {
            self.name = name
            self.company = company
            self.title = title
        }

        /// Whether full name, company and job title are all there.
        public var isComplete: Bool { name.isGiven && company.isGiven && title.isGiven }
    }

    /// Whose survey was answered.
    public var respondent: SurveyRespondent
    /// What stands under the answers; nil where nothing does.
    public var signature: Signature?

    /// Makes the payload of an answered survey, signed or not.
    public init(respondent: SurveyRespondent, signature: Signature? = nil) {
        self.respondent = respondent
        self.signature = signature
    }

    /// Whether the survey is signed as PA-17 asks.
    public var isSigned: Bool { signature?.isComplete ?? false }
}

/// A piece of evidence was added (PA-18).
public struct DocumentAdded: Hashable, Sendable {
    /// Names the document on its claim, for ever: an id does not return after removal.
    ///
    /// Source rule: PA-18.
    public var documentID: DocumentID
    /// Which requirement of the claim the document meets.
    ///
    /// Source rule: POE-1.
    public var component: DocumentComponent
    /// What the file was called where it came from.
    public var fileName: String
    /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.
    public var sha256: String
    /// What sort of paper it is (POE-12), as text: the rulebook's list of kinds is not closed here.
    public var kind: String?
    /// When the customer acknowledged; a date without a time is its first instant (TIME-3).
    public var customerAcknowledgedOn: Instant?
    /// The products the document says it covers; nil where it states none.
    ///
    /// Source rule: POE-11.
    public var workloads: [Workload]?
    /// The amount that an invoice states, in US cents, from 0.
    ///
    /// Source rule: PA-CLAIM-4.
    public var amountCents: Int64?

    /// Describes a document by what is known of it; its bytes stay outside the ledger.
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
    /// The products approved; nil approves all of the claim's.
    ///
    /// Source rule: CPOR-9.
    public var workloads: [Workload]?
    /// What the claim earns, in US cents, from 0; nil where the decision does not say.
    public var amountCents: Int64?
    /// Why the decision fell as it did, above all between two partners.
    ///
    /// Source rule: CONF-3.
    public var rationale: String?

    /// Makes the payload of a decision for the whole claim, or for the products listed.
    public init(workloads: [Workload]? = nil, amountCents: Int64? = nil, rationale: String? = nil) {
        self.workloads = workloads
        self.amountCents = amountCents
        self.rationale = rationale
    }
}

/// The claim was rejected, by a reviewer or by a cause.
public struct Rejected: Hashable, Sendable {
    /// What the reviewer gave as the reason, without which a reviewer's rejection is a breach.
    ///
    /// Source rule: PA-10.
    public var reason: PersonalText?
    /// What rejected the claim without a reviewer; nil for a reviewer's decision.
    public var cause: RejectionCause?

    /// Makes the payload of a rejection by a reviewer, or by a cause.
    public init(reason: PersonalText? = nil, cause: RejectionCause? = nil) {
        self.reason = reason
        self.cause = cause
    }
}
