import ArgumentParser
import ClaimLedgerTesting

struct FlipsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flips", abstract: "Turns single bits of the data file over, one at a time.")

    @OptionGroup var options: TrialOptions

    func run() throws {
        var trial = try DamageTrial("flips", options)
        var random = SeededGenerator(seed: options.seed)
        for _ in 0..<(options.rounds ?? 1_000) {
            let bit = Int.random(in: 0..<8 * trial.sample.image.count, using: &random)
            var image = trial.sample.image
            image[bit / 8] ^= 1 << UInt8(bit % 8)
            try trial.look(at: image, "bit \(bit % 8) of byte \(bit / 8) (page \(bit / 8 / 4_096)) turned over")
        }
        try trial.tally.report()
    }
}
