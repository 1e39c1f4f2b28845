public import ClaimLedger

/// The editions of the rules that a ledger has adopted, and nothing else.
public struct RuleBookProjection: Projection, Sendable {
    /// The projection's name beside its stored progress.
    public static let name = "rulebook"
    /// To be raised when the same events would come out otherwise.
    public static let version = 1

    /// The built-in edition, and those adopted so far.
    public private(set) var rules = RuleBook()

    /// Starts with the built-in edition alone.
    public init() {}

    /// Takes an edition where the event adopts one.
    public mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        guard event.kind == .rulesAdopted, case .rulesAdopted(let adopted) = try event.event().fact else { return }
        rules.adopt(adopted)
    }
}
