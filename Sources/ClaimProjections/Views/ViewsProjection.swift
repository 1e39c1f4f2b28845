public import ClaimLedger

/// The claims with what a partner's lists of claims and customers show beside them.
///
/// Cost: the claims' own fold, and the JSON of creations. Ask it once it has been advanced to the answer's instant.
///
/// Source rule: VIEW-1.
public struct ViewsProjection: Projection {
    /// Under this name its progress is kept.
    public static let name = "views"
    /// Raised whenever the state would come out otherwise for the same events.
    public static let version = 1
    /// What the claims ask.
    public static var asksContent: @Sendable (EventHeader) -> Bool { ClaimsProjection.asksContent }

    /// The claims that the views list, folded from the same events.
    public private(set) var claims = ClaimsProjection()
    /// One for each claim, by the claims' places.
    private(set) var labels: [ClaimLabels] = []

    /// Starts before the first event.
    public init() {}

    /// Takes the next event into the claims, and keeps the names it gives.
    public mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        try claims.evolve(event)
        guard event.kind.createsClaim, claims.outcome.claim != nil, claims.outcome.refusal == nil else { return }
        labels.append(ClaimLabels(try event.content().fact))
    }

    /// Shows every lapse and every ending that has come due by an instant.
    public mutating func advance(to instant: Instant) { claims.advance(to: instant) }
}
