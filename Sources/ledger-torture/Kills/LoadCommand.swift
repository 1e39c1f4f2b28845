import ArgumentParser
import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections

struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Acts on a ledger with many tasks for ever, and tells each answer.",
        discussion: """
            A line for each action that was performed: the sequences of its events, then the id of the first. It is \
            written after the answer, so whoever has read it may rely on the events. Meant to be killed.
            """)

    @Option(help: "The directory of the ledger; made where it is missing.") var ledger: String
    @Option(help: "What the tasks choose follows from it.") var seed: UInt64
    @Option(help: "How many tasks act at a time.") var tasks = 1_000
    @Flag(help: .hidden) var withoutDefence = false

    func run() async throws {
        let ledger = withoutDefence ? try WriteBehind.front(of: ledger) : try Self.opened(ledger)
        var start = Instant(year: 2025, month: 3, day: 3)
        try ledger.forEachEvent { event in
            start = max(start, event.time.adding(microseconds: 1_000_000))
            return true
        }
        let load = DeskLoad(ClaimDesk(ledger), seed: seed, start: start) { performed in
            Output.line(Acknowledgement(performed).line)
        }
        let tally = await load.run(tasks: tasks, actionsEach: .max)
        throw TortureFailure("the load ended by itself: \(tally.failures.prefix(3))")
    }

    static func opened(_ path: String) throws(LedgerOpenError) -> Ledger {
        do { return try Ledger.open(at: path, projections: [LiveClaims.self]) } catch .missing {
            return try Ledger.create(at: path, projections: [LiveClaims.self])
        }
    }
}
