public import ClaimLedger

/// What an event said about the catalogue, with when it happened and which event it was.
struct DatedFact<Value: Hashable & Sendable>: Hashable, Sendable {
    let value: Value
    let at: Instant
    let source: FactSource
}

/// The event that an answer rests on.
public struct FactSource: Hashable, Sendable {
    /// Position in the ledger, from 1.
    public let sequence: UInt64
    /// The CloudEvents `id`.
    public let event: EventID
}

extension Array {
    /// The fact that counts at an instant: the latest that is not later; of two at one instant, the one recorded later.
    func inForce<Value>(at instant: Instant) -> DatedFact<Value>? where Element == DatedFact<Value> {
        var best: DatedFact<Value>?
        for fact in self where fact.at <= instant {
            if best.map({ $0.at <= fact.at }) ?? true { best = fact }
        }
        return best
    }
}
