public import ClaimLedger

/// The outbox: what should have been sent to whom, why and when, as the events tell it.
///
/// Nothing is sent from here. An application consumes from the position it reached last, sends, and keeps the new
/// position; `Notice.id` is the same in every derivation, so that a notice asked for twice can be sent once.
///
/// Cost: the claims' own fold, and the JSON of creations, edits of contacts, and events that somebody is told of. Memory
/// for the claims, their contacts, and the notices behind the start.
///
/// Source rule: NOTE-1.
public struct NotificationsProjection: Projection {
    /// Under this name its progress is kept.
    public static let name = "notifications"
    /// Raised whenever the state would come out otherwise for the same events.
    public static let version = 1
    /// What the claims ask.
    public static var asksContent: @Sendable (EventHeader) -> Bool { ClaimsProjection.asksContent }

    /// The claims that the notices are about, folded from the same events.
    public private(set) var claims = ClaimsProjection()
    private let start: OutboxStart
    /// The start as a position; of a sequence, the instant follows from the events up to it.
    private var since: OutboxPosition
    private var lastSequence: UInt64 = 0
    /// What follows from events and lies behind the start, in ledger order.
    private(set) var fromEvents: [Notice] = []
    /// One for each claim, by the claims' places.
    private(set) var contacts: [ClaimContacts] = []
    /// The lapses that each claim headed for, by the claims' places.
    private(set) var headings: [[Heading]] = []

    /// Starts before the first event, and keeps every notice.
    public init() { self.init(after: .beginning) }

    /// Starts before the first event, and keeps the notices behind a start.
    public init(after start: OutboxStart) {
        self.start = start
        since =
            switch start {
            case .beginning: .beginning
            case .position(let position): position
            case .sequence(let sequence): OutboxPosition(sequence: sequence, instant: .earliest)
            case .instant(let instant): OutboxPosition(sequence: .max, instant: instant)
            }
    }

    /// Takes the next event into the claims, and notes whom it has to be told.
    public mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        lastSequence = event.sequence
        if case .sequence(let last) = start, event.sequence <= last {
            since = OutboxPosition(sequence: last, instant: max(since.instant, event.time))
        }
        let before = try NoticeContext(event, claims)
        try claims.evolve(event)
        if event.kind == .rulesAdopted {
            for place in claims.claims.indices { follow(place, event) }
        }
        guard event.header.streamKind == .claim, let place = claims.outcome.claim, claims.outcome.refusal == nil,
            event.kind != .unknown
        else { return }
        try noteContacts(event, of: place)
        follow(place, event)
        let rejected = before.rejected(in: claims)
        for rival in rejected { follow(rival, event) }
        let drafts = drafts(event, place) + before.drafts(event, place, rejected, in: claims)
        guard !drafts.isEmpty else { return }
        let recorded = try event.event()
        for draft in drafts { keep(draft, recorded, event.sequence) }
    }

    /// How far somebody has come who has consumed all notices as of an instant.
    public func position(asOf instant: Instant) -> OutboxPosition {
        OutboxPosition(sequence: lastSequence, instant: instant)
    }

    /// Whether a notice lies behind the start and was due by an instant.
    func isWanted(sequence: UInt64, at due: Instant, by instant: Instant) -> Bool {
        due <= instant && since.isBefore(sequence: sequence, at: due)
    }

    private mutating func noteContacts(_ event: borrowing EventView, of place: Int) throws(ReadError) {
        if event.kind.createsClaim {
            let parent = claims.claims[place].association.splitFrom.flatMap { claims.place(of: $0) }
            contacts.append(
                ClaimContacts(try event.event(), claimantOfParent: parent.flatMap { contacts[$0].claimant }))
            headings.append([])
        } else if event.kind == .contactsEdited, case .contactsEdited(let edit) = try event.event().fact {
            contacts[place].edit(edit, at: event.time)
        }
    }

    /// Notes for which lapse a claim heads after an event.
    private mutating func follow(_ place: Int, _ event: borrowing EventView) {
        let pending = claims.pendingLapse(of: claims.claims[place])
        let lapse = pending.map { claims.answer($0, of: claims.claims[place]) }
        var start = event.time
        if let last = headings[place].last, last.end == nil {
            if let lapse, last.headsFor(lapse) { return }
            headings[place][headings[place].count - 1].leave(at: event.time)
            // An edition that is adopted moves a deadline at the earliest when the claim began to head for it.
            start = max(start, last.from)
        }
        guard let pending, let lapse else { return }
        headings[place].append(
            Heading(
                lapse, reminderDays: claims.rules[pending.edition].reminderDays, from: start,
                sequence: event.sequence))
    }

    private mutating func keep(_ draft: NoticeDraft, _ event: ClaimEvent, _ sequence: UInt64) {
        guard since.isBefore(sequence: sequence, at: event.time) else { return }
        let claim = claims.claims[draft.place]
        let eventClaim: ClaimID? = if case .claim(let about) = event.stream { about } else { nil }
        for role in draft.roles {
            guard let recipient = recipient(role, of: claim, at: event.time) else { continue }
            let source = event.source.text.replacing("%", with: "%25").replacing("/", with: "%2F")
            fromEvents.append(
                Notice(
                    id: "\(draft.kind.rawValue)/\(claim.id)/\(role.rawValue)/\(source)/\(event.id)", kind: draft.kind,
                    claim: claim.id, at: event.time, sequence: sequence, event: event.id, eventClaim: eventClaim,
                    lapse: nil, recipient: recipient, words: draft.words))
        }
    }
}
