import ArgumentParser
import ClaimLedgerTesting

struct TruncationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "truncations", abstract: "Cuts the data file off at every page and in between.")

    @OptionGroup var options: TrialOptions
    @Option(help: "Of how many pages one is cut at.") var every = 1

    func run() throws {
        var trial = try DamageTrial("truncations", options)
        var random = SeededGenerator(seed: options.seed)
        let size = trial.sample.image.count
        let atPages = stride(from: 0, to: size, by: 4_096 * every)
        let between = (0..<(options.rounds ?? 100)).map { _ in Int.random(in: 0..<size, using: &random) }
        for bytes in Array(atPages) + between {
            try trial.look(at: Array(trial.sample.image.prefix(bytes)), "cut off at \(bytes) of \(size) bytes")
        }
        try trial.tally.report()
    }
}
