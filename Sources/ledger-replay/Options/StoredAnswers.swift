import ArgumentParser
import ClaimLedger
import ClaimProjections

/// Whether stored state may answer.
struct StoredOption: ParsableArguments {
    @Flag(
        name: .customLong("replay"),
        help: "Replay the events also where the ledger keeps stored state that could answer at once.")
    var isReplay = false
}

extension AnswerOptions {
    /// How many events stored state may be behind, which are then followed for the question alone.
    private static let followed: UInt64 = 10_000

    /// Asks the claims' stored state, at a cost that does not grow with the ledger.
    ///
    /// - Parameters:
    ///   - option: Whether it may be asked at all.
    ///   - ask: The question, with the instant to answer it for; nil where only a replay can tell.
    /// - Returns: The answer; nil where the question is about another time than now, the ledger keeps no stored state or
    ///   one far behind, or an event lies in the future.
    /// - Throws: What the question throws, and what to do where stored state is damaged.
    func stored<Answer>(
        _ option: StoredOption, _ ask: (inout LiveClaims, Instant) throws -> Answer?
    ) throws -> Answer? {
        guard !option.isReplay, time.selection == ReplaySelection() else { return nil }
        let ledger = try ledger.open()
        guard let kept = try ledger.progress(of: LiveClaims.self), kept.stop == nil,
            try ledger.head() <= kept.checkpoint + Self.followed
        else { return nil }
        let now = Instant.systemNow()
        return try ledger.readProjection(LiveClaims.self) { claims in
            try claims.latest <= now ? ask(&claims, now) : nil
        }
    }
}
