/// How long a writer waits, before it takes a batch, for callers who are sure to ask again.
///
/// Whoever was just answered mostly comes straight back. A batch taken before that leaves them to the next, and from
/// then on two halves take turns, at twice the commits. So the writer waits for as many requests as there were callers:
/// those it has answered last, and those who came meanwhile. It gives up where nobody has come for an eighth of the time
/// of a commit, and after half of that time in any case, so that little is lost where they do not come, and a whole
/// commit gained where they do. A lone caller is never delayed.
struct CommitPace {
    /// How many requests to wait for.
    private(set) var expected = 0
    private var patience = Duration.zero
    private var limit = Duration.zero

    /// Before the first batch nobody is waited for.
    init() {}

    /// Goes by a batch that has been answered.
    ///
    /// - Parameters:
    ///   - callers: How many are sure to ask: those answered, and those who were waiting then.
    ///   - duration: What the transaction and its commit took.
    init(callers: Int, commitTook duration: Duration) {
        expected = callers
        patience = duration / 8
        limit = duration / 2
    }

    /// Whether a wait ends, by when it began and when the last request came.
    func isOver(at now: Instant, since start: Instant, lastCame: Instant) -> Bool {
        now - lastCame > patience || now - start > limit
    }

    /// An instant of the machine's clock, not of the ledger's.
    typealias Instant = ContinuousClock.Instant
}
