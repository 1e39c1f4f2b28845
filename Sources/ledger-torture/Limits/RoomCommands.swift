import ArgumentParser
import ClaimLedgerTesting
import Foundation

struct FullDiskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "full-disk", abstract: "Lets the data file grow to a limit of its size, and no further.")

    @OptionGroup var options: TrialOptions

    func run() throws {
        var tally = Tally("full-disk", seed: options.seed)
        var random = SeededGenerator(seed: options.seed)
        for round in 0..<(options.rounds ?? 40) {
            let folder = try TortureFolder()
            let seed = options.seed &* 1_003 &+ UInt64(round)
            try FillTrial.make(folder.path("ledger"), seed: seed, events: 50)
            let size = try FileManager.default.attributesOfItem(atPath: folder.path("ledger/data.mdb"))[.size] as? Int
            // Anywhere inside a page: what does not fit is written in part.
            let limit = (size ?? 0) + Int.random(in: 0..<300_000, using: &random)
            let trial = FillTrial(
                path: folder.path("ledger"), seed: seed,
                arguments: ["--file-limit", "\(limit)"] + (options.withoutDefence ? ["--without-defence"] : []),
                before: 50)
            let (outcome, words) = try trial.run()
            tally.note(outcome, "round \(round + 1), at most \(limit) bytes", words)
        }
        try tally.report()
    }
}

struct FullMapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "full-map", abstract: "Lets a ledger use up the room that is reserved for it.")

    @OptionGroup var options: TrialOptions

    func run() throws {
        var tally = Tally("full-map", seed: options.seed)
        var random = SeededGenerator(seed: options.seed)
        for round in 0..<(options.rounds ?? 40) {
            let folder = try TortureFolder()
            let seed = options.seed &* 1_003 &+ UInt64(round)
            try FillTrial.make(folder.path("ledger"), seed: seed, events: 50)
            let pages = Int.random(in: 60..<200, using: &random)
            let trial = FillTrial(
                path: folder.path("ledger"), seed: seed,
                arguments: ["--map", "\(pages * 4_096)"] + (options.withoutDefence ? ["--without-defence"] : []),
                before: 50)
            let (outcome, words) = try trial.run()
            tally.note(outcome, "round \(round + 1), a map of \(pages) pages", words)
        }
        try tally.report()
    }
}
