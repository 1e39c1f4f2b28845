public import ClaimLedger

/// The claims, and beside them what a reviewer weighs: what documents state, when claims were submitted, what was decided.
///
/// It reads the JSON of documents, creations and decisions, which the claims' own fold does not need.
public struct EvidenceProjection: Projection {
    /// Under this name its progress is kept.
    public static let name = "evidence"
    /// Raised whenever the state would come out otherwise for the same events.
    public static let version = 1
    /// What the claims ask.
    public static var asksContent: @Sendable (EventHeader) -> Bool { ClaimsProjection.asksContent }

    /// The claims the evidence belongs to, folded from the same events.
    public private(set) var claims = ClaimsProjection()
    /// One for each claim, by the claims' places.
    private(set) var files: [ClaimFile] = []
    /// What engagements pay, as last published.
    private(set) var amounts: [EngagementID: EngagementPublished.MarketAmounts] = [:]
    /// Where locations are, as last enrolled.
    private(set) var countries: [LocationID: String] = [:]

    /// Starts before the first event.
    public init() {}

    /// Takes the next event into the claims, and keeps what it states.
    public mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        try claims.evolve(event)
        guard Self.stating.contains(event.kind) else { return }
        if let place = claims.outcome.claim {
            guard claims.outcome.refusal == nil else { return }
            let full = try event.event()
            if event.kind.createsClaim { files.append(ClaimFile(full.fact)) } else { note(full.fact, event, on: place) }
        } else {
            note(try event.event())
        }
    }

    /// Shows every lapse and every ending that has come due by an instant.
    public mutating func advance(to instant: Instant) { claims.advance(to: instant) }

    /// What is kept of a claim.
    func file(of claim: ClaimState) -> ClaimFile { files[claim.place] }

    /// The kinds of events whose JSON says what this projection keeps.
    private static let stating: Set<EventKind> = [
        .customerClaimed, .associationMigrated, .documentAdded, .documentRemoved, .submitted, .disputed,
        .actionRequired, .approved, .rejected, .consentDeclined, .cancelled, .disassociated,
        .engagementPublished, .locationEnrolled,
    ]

    private mutating func note(_ fact: Fact, _ event: borrowing EventView, on place: Int) {
        let time = event.time
        switch fact {
        case .documentAdded(let document):
            files[place].removeDocument(document.documentID, at: time)
            files[place].documents.append(StatedDocument(facts: document, addedAt: time))
        case .documentRemoved(let id): files[place].removeDocument(id, at: time)
        case .submitted:
            files[place].lastSubmission = time
            if claims.claims[place].hasBeenDisputed { files[place].lastResubmission = time }
            files[place].turns.append(Turn(.other, at: time))
        case .disputed:
            files[place].lastResubmission = nil
            files[place].turns.append(Turn(.other, at: time))
        case .approved(let approval):
            files[place].turns.append(Turn(.approval, at: time, rationale: approval.rationale.map { .plain($0) }))
        case .rejected(let rejection):
            // A rejection with a cause is the clock's or a rival's doing, and nobody's decision.
            guard rejection.cause == nil else { return }
            files[place].turns.append(Turn(.rejection, at: time, rationale: rejection.reason))
        default: files[place].turns.append(Turn(.other, at: time))
        }
    }

    private mutating func note(_ event: ClaimEvent) {
        switch (event.stream, event.fact) {
        case (.engagement(let id), .engagementPublished(let published)): amounts[id] = published.amountsCents
        case (.location(let id), .locationEnrolled(let enrolled)): countries[id] = enrolled.country
        default: break
        }
    }
}

/// What is kept of one claim beside its state.
struct ClaimFile: Hashable, Sendable {
    /// Nil for Partner Activities.
    let association: AssociationType?
    /// Where the claim says its location is.
    let country: String?
    /// Every document there was, in the order they were added.
    var documents: [StatedDocument] = []
    /// The latest submission, within the rules or not.
    var lastSubmission: Instant?
    /// The latest submission after the claim's dispute.
    var lastResubmission: Instant?
    /// What led the claim on, in order.
    var turns: [Turn] = []

    init(_ creation: Fact) {
        switch creation {
        case .customerClaimed(.partnerActivity(let made)):
            association = nil
            country = made.location.country
        case .customerClaimed(.cpor(let made)), .associationMigrated(let made):
            association = made.association
            country = made.location.country
        default: preconditionFailure("only two kinds of events create a claim")
        }
    }

    /// The documents of a component that have not been removed.
    func standing(_ component: DocumentComponent) -> [DocumentAdded] {
        documents.filter { $0.removedAt == nil && $0.facts.component == component }.map(\.facts)
    }

    mutating func removeDocument(_ id: DocumentID, at instant: Instant) {
        for index in documents.indices where documents[index].facts.documentID == id {
            if documents[index].removedAt == nil { documents[index].removedAt = instant }
        }
    }
}

/// A document with what it states, from its adding until its removal.
struct StatedDocument: Hashable, Sendable {
    let facts: DocumentAdded
    let addedAt: Instant
    /// When it was removed, or replaced by another of the same id.
    var removedAt: Instant?
}

/// An event that led a claim on: a decision of Microsoft's, or anything else.
struct Turn: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case approval, rejection, other }

    let kind: Kind
    let at: Instant
    let rationale: PersonalText?

    init(_ kind: Kind, at instant: Instant, rationale: PersonalText? = nil) {
        self.kind = kind
        at = instant
        self.rationale = rationale
    }
}
