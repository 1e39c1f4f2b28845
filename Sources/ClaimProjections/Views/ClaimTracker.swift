public import ClaimLedger

/// A claim's way: where it stands, which steps are done or pending, everything that happened, and what was written.
///
/// JSON: the members of `ClaimListing`, and `{"since","steps":[…],"history":[…],"comments":[…]}`; a row of the history
/// is `HistoryRow`'s.
///
/// Source rule: VIEW-4.
public struct ClaimTracker: JSONAnswer, Hashable, Sendable {
    /// The claim as a list shows it.
    public let listing: ClaimListing
    /// When the claim last came to its status from another one.
    public let since: Instant
    /// The steps of the claim's process, in their order.
    public let steps: [TrackerStep]
    /// Everything that happened, in the order it was folded.
    public let history: [HistoryRow]
    /// What was written, in ledger order.
    public let comments: [TrackerComment]

    /// The tracker in the form stated above.
    public var json: JSONValue {
        guard case .object(var members) = listing.json else { return .null }
        members["since"] = .string(since.description)
        members["steps"] = steps.json
        members["history"] = history.json
        members["comments"] = comments.json
        return .object(members)
    }

    /// Steps, history and comments one after the other, for a table of one kind of row.
    public var lines: [TrackerLine] {
        steps.map { TrackerLine(listing.claim, $0) } + history.map { TrackerLine(listing.claim, $0) }
            + comments.map { TrackerLine(listing.claim, $0) }
    }
}

/// A step, an action or a comment: a row of a tracker that is written as a table.
public struct TrackerLine: RowAnswer, Hashable, Sendable {
    /// What the row is of; the raw values are those printed.
    public enum Part: String, CaseIterable, Sendable, Hashable {
        case step, action, comment
    }

    /// The claim that is tracked.
    public let claim: ClaimID
    /// What the row is of.
    public let part: Part
    /// The step, or the event's short name.
    public let name: String
    /// Whether the step is done; nil for the other parts.
    public let state: TrackerStep.State?
    /// When it happened; nil for a step that is not done.
    public let at: Instant?
    /// The side that acted; nil for a step.
    public let party: Party?
    /// Who acted; nil for a step, and for what the clock or a rival's consent did.
    public let user: ActorID?
    /// The status after an action; nil for the other parts.
    public let status: ClaimStatus?
    /// The comment's text; nil where it is sealed, and for the other parts.
    public let text: String?

    init(_ claim: ClaimID, _ step: TrackerStep) {
        self.init(claim, .step, step.kind.rawValue, state: step.state, at: step.at)
    }

    init(_ claim: ClaimID, _ row: HistoryRow) {
        self.init(claim, .action, row.type, at: row.at, party: row.party, user: row.actor, status: row.to)
    }

    init(_ claim: ClaimID, _ comment: TrackerComment) {
        self.init(
            claim, .comment, comment.kind.wireName, at: comment.at, party: comment.actor.party,
            user: comment.actor.id, text: comment.text.plainText)
    }

    private init(
        _ claim: ClaimID, _ part: Part, _ name: String, state: TrackerStep.State? = nil, at: Instant?,
        party: Party? = nil, user: ActorID? = nil, status: ClaimStatus? = nil, text: String? = nil
    ) {
        self.claim = claim
        self.part = part
        self.name = name
        self.state = state
        self.at = at
        self.party = party
        self.user = user
        self.status = status
        self.text = text
    }

    /// The names of the members, in the order of the columns.
    public static let columns = ["claim", "part", "name", "state", "at", "party", "user", "status", "text"]

    /// The members in the order of the columns; one without a value is `null`.
    public var values: [JSONValue] {
        [
            .string(claim.description), .string(part.rawValue), .string(name), JSONValue(text: state?.rawValue),
            JSONValue(at), JSONValue(text: party?.rawValue), JSONValue(user), JSONValue(text: status?.rawValue),
            JSONValue(text: text),
        ]
    }
}

extension TrackerProjection {
    /// The tracker of the claim, once the state has been advanced to an instant; nil where there is no such claim.
    public func tracker(asOf instant: Instant) -> ClaimTracker? {
        let claims = history.claims
        guard let number = history.claim, let claim = claims[number], let labels else { return nil }
        let rows = history.rows
        let listing = ClaimListing(claim, labels, expiry: claims.nextDeadline(of: claim, after: instant)?.at)
        return ClaimTracker(
            listing: listing, since: claim.since, steps: steps(of: claim, rows), history: rows, comments: comments)
    }

    private func steps(of claim: ClaimState, _ rows: [HistoryRow]) -> [TrackerStep] {
        let awaited = Stage(awaitedIn: claim.status)
        return kinds(of: claim).map { kind in
            let done = done(kind, of: claim, rows, awaited)
            let open: TrackerStep.State = kind.stage >= awaited ? .pending : .notDone
            return TrackerStep(kind: kind, state: done == nil ? open : .complete, at: done)
        }
    }

    private func kinds(of claim: ClaimState) -> [TrackerStep.Kind] {
        switch claim.process {
        case .partnerActivity:
            [.claimed, .consentRequest, .customerConsent]
                + history.claims.requiredComponents(of: claim).map { TrackerStep.Kind($0) }
                + [.submission, .review, .outcome]
        case .cpor: [.claimed, .poeDocument, .submission, .review, .outcome]
        }
    }

    /// When a step was done, as far as it need not be done again; nil where it was not.
    private func done(
        _ kind: TrackerStep.Kind, of claim: ClaimState, _ rows: [HistoryRow], _ awaited: Stage
    ) -> Instant? {
        switch kind {
        case .claimed: return claim.created
        case .consentRequest: return rows.last { $0.type == EventKind.consentRequested.wireName }?.at
        case .customerConsent: return claim.activity.consent
        case .partnerSurvey: return claim.activity.partnerSurvey.isCompleted ? surveys[.partner] : nil
        case .customerSurvey: return claim.activity.customerSurvey.isCompleted ? surveys[.customer] : nil
        case .invoice: return claim.firstStanding(.invoice)
        case .poeDocument: return claim.firstStanding(.poeDocument)
        case .publicSectorDisclosure: return claim.firstStanding(.publicSectorDisclosure)
        case .submission: return awaited > .submission ? submission(rows) : nil
        case .review:
            let began = rows.last { $0.to == .underReview && $0.from != .underReview }?.at
            guard awaited > .review, let began else { return nil }
            // A review of what was submitted before the last time is none of what is decided on now.
            return submission(rows).map { began >= $0 } ?? true ? began : nil
        case .outcome: return awaited == .over ? claim.since : nil
        }
    }

    private func submission(_ rows: [HistoryRow]) -> Instant? {
        rows.last { $0.type == EventKind.submitted.wireName }?.at
    }
}

extension ClaimState {
    /// When the earliest document of a component that has not been removed was added.
    fileprivate func firstStanding(_ component: DocumentComponent) -> Instant? {
        self.documents.filter { $0.component == component && !$0.isRemoved }.map(\.addedAt).min()
    }
}
