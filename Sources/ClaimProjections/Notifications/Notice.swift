public import ClaimLedger

/// Why somebody is told something; the raw values are those printed.
///
/// Source rule: NOTE-1.
public enum NoticeKind: String, CaseIterable, Sendable, Hashable {
    /// The customer is asked for its consent.
    case consentRequested
    /// A respondent gets the link to its survey.
    case surveySent
    /// The partner has to complete its claim.
    case actionRequired
    /// The claim is approved.
    case approved
    /// The claim is rejected: by Microsoft, by a rival's consent, or because nobody answered.
    case rejected
    /// The customer is told of an association, which it can deny.
    case associationApproved
    /// Two partners want one workload.
    case conflictOpened
    /// The customer denied an association.
    case associationDenied
    /// Another claim took an association over.
    case associationDisplaced
    /// A lapse is coming up.
    case reminder
}

/// What should have been sent to one recipient, why and when: a row of the `notifications` answer.
///
/// `words` holds nothing that the recipient may not see: no decline reason (PA-22), and of a conflict only the own
/// claim. The other members are for who sends.
///
/// Source rule: NOTE-1.
public struct Notice: RowAnswer, Hashable, Sendable {
    /// The same for the same events and recipient, however often it is derived; what was sent once is told by it.
    public let id: String
    /// Why it is sent.
    public let kind: NoticeKind
    /// The claim that it is about.
    public let claim: ClaimID
    /// When it is due: when its event happened, or so many days ahead of the lapse.
    public let at: Instant
    /// The sequence of the event that the ledger knows it from.
    public let sequence: UInt64
    /// The event that it follows from; nil for what the clock does.
    public let event: EventID?
    /// The claim that the event is about, which may be a rival's; not printed, and nil for what the clock does.
    public let eventClaim: ClaimID?
    /// The lapse that a reminder is about, or that rejected the claim; nil for all others.
    public let lapse: DeadlineAnswer?
    /// To whom it goes.
    public let recipient: NoticeRecipient
    /// What it says, in lower case and without a full stop.
    public let words: String

    /// The names of the members, in the order of the columns.
    public static let columns = [
        "notice", "at", "claim", "kind", "recipient", "partner", "email", "sealed", "emailDigest", "user", "tenant",
        "rule", "sequence", "event", "lapse", "words",
    ]

    /// The members in the order of the columns; one without a value is `null`.
    public var values: [JSONValue] {
        [
            .string(id), .string(at.description), .string(claim.description), .string(kind.rawValue),
            .string(recipient.role.rawValue), JSONValue(recipient.partner),
            JSONValue(text: recipient.email?.address.plainText), .bool(recipient.isSealed),
            JSONValue(text: recipient.sealedDigest), JSONValue(recipient.user), JSONValue(recipient.tenant), "NOTE-1",
            JSONValue(sequence), JSONValue(event), lapse.map(\.shortJSON) ?? .null, .string(words),
        ]
    }
}

/// Who gets a notice, and where, as the ledger knew it when the notice was due.
public struct NoticeRecipient: Hashable, Sendable {
    /// In what quality somebody is told; the raw values are those printed.
    public enum Role: String, CaseIterable, Sendable, Hashable {
        case customerContact, partnerContact
        /// The user who claimed.
        case claimant
        /// Those whom the customer's tenant names for technical notices; the ledger knows the tenant alone.
        case technicalContacts
    }

    /// In what quality.
    public let role: Role
    /// The address of a contact, possibly sealed; nil where the claim states none, and for the other roles.
    public let email: EmailAddress?
    /// The user who claimed, by the opaque id of its events; nil for the other roles.
    public let user: ActorID?
    /// The tenant whose technical contacts are told; nil for the other roles.
    public let tenant: TenantID?
    /// The organisation that the claim belongs to; nil where the customer is told.
    public let partner: PartnerID?

    init(
        _ role: Role, email: EmailAddress? = nil, user: ActorID? = nil, tenant: TenantID? = nil,
        partner: PartnerID? = nil
    ) {
        self.role = role
        self.email = email
        self.user = user
        self.tenant = tenant
        self.partner = partner
    }

    /// Whether the address is sealed: only who holds the key can send the notice.
    public var isSealed: Bool { if case .sealed = email?.address { true } else { false } }

    /// What tells a sealed address from another; nil where the address is not sealed.
    public var sealedDigest: String? { isSealed ? email?.sealedDigest : nil }
}
