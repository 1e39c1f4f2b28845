import ArgumentParser
import ClaimLedgerTesting

struct FlipsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flips", abstract: "Turns single bits of the data file over, one at a time.")

    @OptionGroup var options: TrialOptions

    @Option(help: "The one bit to turn over, as a failure names it.") var bit: Int?

    func run() throws {
        var trial = try DamageTrial("flips", options)
        var random = SeededGenerator(seed: options.seed)
        let size = 8 * trial.sample.image.count
        for _ in 0..<(bit == nil ? options.rounds ?? 1_000 : 1) {
            let bit = bit ?? Int.random(in: 0..<size, using: &random)
            var image = trial.sample.image
            image[bit / 8] ^= 1 << UInt8(bit % 8)
            try trial.look(at: image, "--bit \(bit) (byte \(bit / 8), page \(bit / 8 / 4_096))")
        }
        try trial.tally.report()
    }
}
