import ArgumentParser
import ClaimLedger
import ClaimProjections

/// Which of the ledger's events, and for which instant.
struct TimeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only what happened by then. Without a time option, questions are answered as of now.",
            valueName: "instant"),
        transform: instant)
    var asOf: Instant?

    @Option(help: ArgumentHelp("Only the first so many events of the ledger.", valueName: "number"))
    var atSequence: UInt64?

    @Option(help: ArgumentHelp("Only what had been recorded by then.", valueName: "instant"), transform: instant)
    var knownAt: Instant?

    var selection: ReplaySelection { ReplaySelection(asOf: asOf, atSequence: atSequence, knownAt: knownAt) }

    /// The selection of a question: without a time option it is as of now, and what lies ahead is left out.
    func selection(now: Instant) -> ReplaySelection {
        let selection = selection
        return selection == ReplaySelection() ? ReplaySelection(asOf: now) : selection
    }
}
