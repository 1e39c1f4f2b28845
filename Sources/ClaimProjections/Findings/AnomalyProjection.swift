public import ClaimLedger

/// The claims with their evidence and money, and beside them what shows an anomaly only as it happens.
public struct AnomalyProjection: Projection {
    /// Under this name its progress is kept.
    public static let name = "anomalies"
    /// Raised whenever the state would come out otherwise for the same events.
    public static let version = 1
    /// What the claims ask.
    public static var asksContent: @Sendable (EventHeader) -> Bool { ClaimsProjection.asksContent }

    /// The claims with their amounts and their evidence, folded from the same events.
    public private(set) var money = MoneyProjection()
    /// What was seen as it happened, in ledger order.
    private(set) var seen: [Anomaly] = []
    /// What the rules need not know of each claim, by the claims' places.
    private(set) var notes: [ClaimNotes] = []
    /// Documents and comments that could not be applied, for those that are older than a claim made later.
    private(set) var unapplied: [Unapplied] = []

    /// What is kept of one claim for the sake of anomalies.
    struct ClaimNotes: Hashable, Sendable {
        var customerDomain: String?
        var partnerDomain: String?
        let recognitionOnly: Bool

        /// The domain that both contacts are on; nil where they are on different ones, or one is not known.
        var sharedDomain: String? { customerDomain == partnerDomain ? customerDomain : nil }
    }

    /// A document or a comment that came before its claim.
    struct Unapplied: Hashable, Sendable {
        let claim: ClaimID
        let document: DocumentID?
        let event: EventID
        let at: Instant
    }

    /// Starts before the first event.
    public init() {}

    /// Takes the next event into the claims, and notes what stands out.
    public mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        let place = event.header.streamKind == .claim ? claims.places[stream: event.header.streamIndex] : nil
        let completion = place.flatMap { claims.deadline(.completion, of: claims.claims[$0]) }
        try money.evolve(event)
        guard event.header.streamKind == .claim, event.kind != .unknown else { return }
        guard claims.outcome.refusal == nil, let place = claims.outcome.claim else { return try noteUnapplied(event) }
        if event.kind.createsClaim {
            let full = try event.event()
            notes.append(ClaimNotes(full.fact))
            return noteContacts(of: place, before: nil, full)
        }
        switch event.kind {
        case .contactsEdited:
            let full = try event.event()
            guard case .contactsEdited(let edit) = full.fact else { return }
            let before = notes[place].sharedDomain
            notes[place].edit(edit)
            noteContacts(of: place, before: before, full)
        case .approved:
            // Answers to required action and disputes come back under review by themselves (PA-9, PA-13).
            guard let from = claims.outcome.from, from != .underReview, from != .approved else { return }
            note(.approvedWithoutReview, place, try event.event(), "approved from \(from.rawValue), without a review")
        case .actionRequired:
            guard claims.claims[place].process == .partnerActivity, let completion, completion.at <= event.time else {
                return
            }
            note(
                .actionAfterDeadline, place, try event.event(),
                "action was required \(event.time), and the completion deadline was \(completion.at)")
        default: break
        }
    }

    /// Shows every lapse and every ending that has come due by an instant.
    public mutating func advance(to instant: Instant) { money.advance(to: instant) }

    /// The claims, as folded.
    public var claims: ClaimsProjection { money.evidence.claims }

    private mutating func noteUnapplied(_ event: borrowing EventView) throws(ReadError) {
        guard event.kind == .documentAdded || event.kind == .commentAdded else { return }
        let full = try event.event()
        guard case .claim(let claim) = full.stream else { return }
        let document: DocumentID? = if case .documentAdded(let added) = full.fact { added.documentID } else { nil }
        unapplied.append(Unapplied(claim: claim, document: document, event: full.id, at: event.time))
    }

    private mutating func noteContacts(of place: Int, before: String?, _ event: ClaimEvent) {
        guard let domain = notes[place].sharedDomain, domain != before else { return }
        note(
            .contactOnPartnerDomain, place, event,
            "the customer's contact has an address on \(domain), as the partner's own has")
    }

    private mutating func note(_ kind: Anomaly.Kind, _ place: Int, _ event: ClaimEvent, _ finding: String) {
        seen.append(
            Anomaly(
                kind: kind, claim: claims.claims[place].id, document: nil, event: event.id, at: event.time,
                finding: finding))
    }
}

extension AnomalyProjection.ClaimNotes {
    init(_ creation: Fact) {
        let contacts: Contacts?
        switch creation {
        case .customerClaimed(.partnerActivity(let made)):
            contacts = made.contacts
            recognitionOnly = false
        case .customerClaimed(.cpor(let made)), .associationMigrated(let made):
            contacts = made.contacts
            recognitionOnly = made.recognitionOnly ?? false
        default: preconditionFailure("only two kinds of events create a claim")
        }
        customerDomain = contacts?.customer.email?.domain
        partnerDomain = contacts?.partner.email?.domain
    }

    mutating func edit(_ edit: ContactsEdited) {
        if let email = edit.customer?.email { customerDomain = email.domain }
        if let email = edit.partner?.email { partnerDomain = email.domain }
    }
}
