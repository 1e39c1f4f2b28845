import ArgumentParser
import ClaimLedgerTesting

struct FlipsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flips", abstract: "Turns single bits of the data file over, one at a time.")

    @OptionGroup var options: TrialOptions

    @Option(help: "The one bit to turn over, as a failure names it.") var bit: Int?
    @Option(help: "Where: in the whole file, in the structure of pages, in the names of claims.") var place = Place.file

    /// Where bits are turned over.
    enum Place: String, ExpressibleByArgument {
        case file, structure, names
    }

    func run() throws {
        var trial = try DamageTrial("flips", options)
        var random = SeededGenerator(seed: options.seed)
        let bytes = Self.bytes(place, of: trial.sample.image)
        for _ in 0..<(bit == nil ? options.rounds ?? 1_000 : 1) {
            let chosen = bytes.randomElement(using: &random) ?? 0
            // A letter stays a letter, so that nothing but its hash has changed.
            let bit = bit ?? 8 * chosen + (place == .names ? 0 : Int.random(in: 0..<8, using: &random))
            var image = trial.sample.image
            image[bit / 8] ^= 1 << UInt8(bit % 8)
            try trial.look(at: image, "--bit \(bit) (byte \(bit / 8), page \(bit / 8 / 4_096))")
        }
        try trial.tally.report()
    }
    private static func bytes(_ place: Place, of image: [UInt8]) -> [Int] {
        switch place {
        case .file: return Array(image.indices)
        case .structure:
            // A page begins with its number and its flags; the offsets of its entries follow from byte 16 on.
            return stride(from: 2 * 4_096, to: image.count, by: 4_096).flatMap { Array($0..<$0 + 24) }
        case .names:
            let word = Array("\"claimName\":\"".utf8)
            return image.indices.filter { image[$0] == word[0] && image[$0...].starts(with: word) }
                .map { $0 + word.count }
        }
    }
}
