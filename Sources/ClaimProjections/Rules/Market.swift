public import ClaimLedger

/// The class of a country that decides what an engagement pays there; the raw values are those printed (ELIG-5).
public enum Market: String, CaseIterable, Sendable, Hashable {
    case a = "A"
    case b = "B"
    case c = "C"
}

extension EngagementPublished.MarketAmounts {
    /// What an approved claim earns in a market, in US cents.
    public func cents(in market: Market) -> Int64 {
        switch market {
        case .a: a
        case .b: b
        case .c: c
        }
    }
}
