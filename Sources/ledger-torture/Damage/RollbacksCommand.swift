import ArgumentParser
import ClaimLedger
import ClaimLedgerTesting
import Foundation

struct RollbacksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollbacks",
        abstract: "Puts an older state of the file back, which is sound by itself.",
        discussion: "Nothing inside the file can tell; a checkpoint that is kept outside of it does.")

    @OptionGroup var options: TrialOptions

    func run() throws {
        let sample = try SampleLedger(seed: options.seed, events: 120)
        let folder = try TortureFolder()
        var tally = Tally("rollbacks", seed: options.seed)
        var random = SeededGenerator(seed: options.seed)
        for round in 0..<(options.rounds ?? 50) {
            let path = folder.path("ledger")
            try sample.write(sample.image, to: path)
            var history = History(seed: options.seed)
            _ = try history.next(120)
            let state = try Ledger.append(history.next(Int.random(in: 1...30, using: &random)), to: path)
            let checkpoint = folder.path("checkpoint")
            try SampleLedger.sign(size: state.size, root: state.root, to: checkpoint)
            try sample.write(sample.image, to: path)
            let inspection = try Inspection(
                path, checkpoint: checkpoint, states: [state], withoutDefence: options.withoutDefence,
                without: options.without)
            tally.note(inspection.outcome, "round \(round + 1), back from \(state.size) events", inspection.words)
        }
        try tally.report()
    }
}
