public import ClaimLedger

/// The history of one claim, and beside it what its tracker shows.
///
/// Cost: the claims' own fold, and the JSON of the one claim's events.
///
/// Source rule: VIEW-4.
public struct TrackerProjection: Projection {
    /// Under this name its progress is kept.
    public static let name = "tracker"
    /// Raised whenever the state would come out otherwise for the same events.
    public static let version = 1
    /// What the claims ask.
    public static var asksContent: @Sendable (EventHeader) -> Bool { ClaimsProjection.asksContent }

    /// The claims, and everything that happened to the one.
    public private(set) var history: HistoryProjection
    /// Nil before the claim is made.
    private(set) var labels: ClaimLabels?
    /// When each survey was first completed, with a signature (PA-17).
    private(set) var surveys: [SurveyRespondent: Instant] = [:]
    /// What was written on the claim, in ledger order.
    private(set) var comments: [TrackerComment] = []

    /// Folds the claims and tracks none.
    public init() { history = HistoryProjection() }

    /// Tracks one claim.
    public init(of claim: ClaimID) { history = HistoryProjection(of: claim) }

    /// Folds an event into the claims, and keeps what a tracker shows of it.
    public mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        try history.evolve(event)
        let outcome = history.claims.outcome
        guard event.header.streamKind == .claim, event.kind != .unknown, outcome.refusal == nil,
            let place = outcome.claim, history.claims.claims[place].id == history.claim
        else { return }
        let full = try event.event()
        if event.kind.createsClaim { labels = ClaimLabels(full.fact) }
        if case .surveyCompleted(let survey) = full.fact, survey.signature?.isComplete == true,
            surveys[survey.respondent] == nil
        {
            surveys[survey.respondent] = event.time
        }
        if let comment = TrackerComment(full, sequence: event.sequence) { comments.append(comment) }
    }

    /// Shows what has come due by an instant.
    public mutating func advance(to instant: Instant) { history.advance(to: instant) }
}
