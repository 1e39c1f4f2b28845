public import ClaimLedger

/// The claims with their evidence, and beside it what each proposed to earn and what was approved.
///
/// Amounts are whole US cents throughout.
public struct MoneyProjection: Projection {
    /// Under this name its progress is kept.
    public static let name = "money"
    /// Raised whenever the state would come out otherwise for the same events.
    public static let version = 1
    /// What the claims ask.
    public static var asksContent: @Sendable (EventHeader) -> Bool { ClaimsProjection.asksContent }

    /// The claims with their documents, the catalogue's amounts and the countries of locations.
    public private(set) var evidence = EvidenceProjection()
    /// One for each claim, by the claims' places.
    private(set) var promises: [Promise] = []

    /// What a claim's own events state of money.
    struct Promise: Hashable, Sendable {
        /// The most that the claim can earn; nil for a fixed payout.
        var proposedCents: Int64?
        /// What its latest approval states.
        var approvedCents: Int64?
    }

    /// Starts before the first event.
    public init() {}

    /// Takes the next event into the claims, and keeps what it states of money.
    public mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        try evidence.evolve(event)
        let outcome = evidence.claims.outcome
        guard let place = outcome.claim, outcome.refusal == nil else { return }
        if event.kind.createsClaim {
            promises.append(Promise(proposedCents: Self.proposal(try event.event().fact)))
        } else if event.kind == .approved, case .approved(let approval) = try event.event().fact,
            let amount = approval.amountCents
        {
            promises[place].approvedCents = amount
        }
    }

    /// Shows every lapse and every ending that has come due by an instant.
    public mutating func advance(to instant: Instant) { evidence.advance(to: instant) }

    private static func proposal(_ fact: Fact) -> Int64? {
        guard case .customerClaimed(.partnerActivity(let made)) = fact, let dollars = made.proposedPayoutUSD else {
            return nil
        }
        return dollars > largestAmount / 100 ? largestAmount : dollars * 100
    }

    /// The largest amount that an answer can print; what is more is shown as this.
    static let largestAmount = CanonicalJSON.integerRange.upperBound
}
