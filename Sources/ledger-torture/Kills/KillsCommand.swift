import ArgumentParser
import ClaimLedger
import ClaimLedgerTesting
import Foundation

struct KillsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kills",
        abstract: "Kills a process in the middle of its requests, again and again, and looks at what it leaves.",
        discussion: """
            A thousand tasks act on fifty claims in a process that is killed (SIGKILL) at a random moment. Nothing that it \
            acknowledged may be missing, no action may be there in part, and the stored claims must be those of a replay.
            """)

    @Option(help: "How often to kill.") var rounds = 200
    @Option(help: "What is chosen at random follows from it; the moment of the kill does not.") var seed: UInt64 = 1
    @Option(help: "How many tasks act at a time.") var tasks = 1_000
    @Option(help: "From how many events on to start with a new ledger.") var events: UInt64 = 20_000
    @Flag(help: .hidden) var withoutDefence = false

    func run() throws {
        let folder = try TortureFolder()
        var totals = KillTotals()
        var ledgers = 0
        var held: UInt64 = .max
        let started = ContinuousClock.now
        for round in 0..<rounds {
            if held > events {
                ledgers += 1
                held = 0
            }
            let path = folder.path("ledger-\(ledgers)")
            let before = held
            do {
                let seed = seed &* 1_000_003 &+ UInt64(round)
                let killed = try KillRound(path, seed: seed, tasks: tasks, withoutDefence: withoutDefence)
                let (count, findings) = try killed.check(path)
                guard findings.isEmpty else {
                    throw TortureFailure(findings.prefix(5).map(\.description).joined(separator: "\n"))
                }
                held = count
                totals.take(killed, added: count - before)
            } catch {
                let kept = folder.keep()
                Output.line("seed \(seed), round \(round + 1) of \(rounds): \(error)")
                Output.line("the ledger is kept in \(kept)")
                Output.line(Self.row(round + 1, .broken, started))
                throw ExitCode(1)
            }
        }
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        for line in totals.table(rounds: rounds, ledgers: ledgers, seconds: seconds) { Output.line(line) }
        Output.line(Self.row(rounds, nil, started))
    }

    private static func row(_ rounds: Int, _ last: Outcome?, _ started: ContinuousClock.Instant) -> String {
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        var counts: [Outcome: Int] = [.identical: last == nil ? rounds : rounds - 1]
        if let last { counts[last] = 1 }
        return TableRow("kills", tried: rounds, seconds: Int(seconds), counts: counts).text
    }
}

/// What all rounds together came to.
struct KillTotals {
    private var actions = 0
    private var acknowledged: UInt64 = 0
    private var followed = 0
    private var events: UInt64 = 0
    private var roundsWithMore = 0

    /// Adds a round that left so many events more than the one before.
    mutating func take(_ round: KillRound, added: UInt64) {
        let told = UInt64(round.acknowledged.reduce(0) { $0 + $1.sequences.count })
        actions += round.acknowledged.count
        followed += round.acknowledged.count { $0.sequences.count > 1 }
        acknowledged += told
        events += added
        if added > told { roundsWithMore += 1 }
    }

    /// The numbers, one in each line.
    func table(rounds: Int, ledgers: Int, seconds: Double) -> [String] {
        [
            "kills                                     \(rounds)",
            "ledgers                                   \(ledgers)",
            "events in them                            \(events)",
            "actions acknowledged                      \(actions)",
            "  of them with events that follow         \(followed)",
            "events acknowledged                       \(acknowledged)",
            "events on disk, not yet acknowledged      \(events - acknowledged)",
            "rounds that left such events              \(roundsWithMore)",
            "acknowledged events lost                  0",
            "actions found in part                     0",
            "stored claims other than a replay's       0",
            "seconds                                   \(Int(seconds))",
        ]
    }
}
