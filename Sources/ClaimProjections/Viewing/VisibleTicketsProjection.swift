public import ClaimLedger

/// The tickets, and beside them the claims that say who may see which.
///
/// Cost: as `TicketsProjection` for a viewer that sees everything; for others the claims' own fold too.
public struct VisibleTicketsProjection: Projection {
    /// Under this name its progress is kept.
    public static let name = "visible-tickets"
    /// Raised whenever the state would come out otherwise for the same events.
    public static let version = 1

    private let viewer: Viewer
    private var tickets = TicketsProjection()
    private var claims = ClaimsProjection()

    /// Starts before the first event, for whoever sees everything.
    public init() { self.init(for: .auditor) }

    /// Starts before the first event, for one viewer.
    public init(for viewer: Viewer) { self.viewer = viewer }

    /// Takes the next event into the tickets, and into the claims where the viewer does not see all of them.
    public mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        try tickets.evolve(event)
        if !viewer.seesEverything { try claims.evolve(event) }
    }

    /// Every ticket that is shown at an instant, by id.
    public func answers(asOf instant: Instant) -> [TicketAnswer] {
        sight(asOf: instant).shown(tickets.answers(asOf: instant))
    }

    /// One ticket with its events; nil where none names it, or it is not shown.
    public func history(of id: TicketID, asOf instant: Instant) -> TicketHistory? {
        tickets.history(of: id, asOf: instant).flatMap { sight(asOf: instant).shown($0) }
    }

    private func sight(asOf instant: Instant) -> Sight {
        var claims = claims
        claims.advance(to: instant)
        return Sight(of: viewer, at: claims, asOf: instant)
    }
}
