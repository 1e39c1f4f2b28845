import ClaimLedger

extension Ledger {
    /// When the latest event happened; the instant that questions are asked for.
    ///
    /// Not by a chain from `snapshot()`: Swift 6.3.1 fails to optimise a snapshot that lives within an expression.
    func latestInstant() throws -> Instant {
        try read { snapshot in
            guard let event = try snapshot.event(at: snapshot.head) else { return .earliest }
            return event.time
        }
    }
}
