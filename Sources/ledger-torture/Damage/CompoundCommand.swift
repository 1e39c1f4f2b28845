import ArgumentParser
import ClaimLedgerTesting

struct CompoundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compound", abstract: "Does several kinds of damage to the same file.")

    @OptionGroup var options: TrialOptions

    func run() throws {
        var trial = try DamageTrial("compound", options)
        var random = SeededGenerator(seed: options.seed)
        for _ in 0..<(options.rounds ?? 200) {
            var image = trial.sample.image
            var words: [String] = []
            for _ in 0..<Int.random(in: 2...4, using: &random) { words.append(Damage.random(to: &image, &random)) }
            try trial.look(at: image, words.joined(separator: ", then "))
        }
        try trial.tally.report()
    }
}

/// Kinds of damage that combine.
enum Damage {
    private static let pageSize = 4_096

    /// Does one of them, and says which.
    static func random(to image: inout [UInt8], _ random: inout SeededGenerator) -> String {
        guard image.count >= 2 * pageSize else { return "nothing, for there is too little left" }
        let pages = image.count / pageSize
        let page = Int.random(in: 0..<pages, using: &random)
        let other = Int.random(in: 0..<pages, using: &random)
        let bytes = page * pageSize..<(page + 1) * pageSize
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            let place = Int.random(in: 0..<image.count, using: &random)
            let bit = UInt8.random(in: 0..<8, using: &random)
            image[place] ^= 1 << bit
            return "bit \(bit) of byte \(place) turned over"
        case 1:
            image.replaceSubrange(bytes, with: [UInt8](repeating: 0, count: pageSize))
            return "page \(page) emptied"
        case 2:
            image.replaceSubrange(bytes, with: Array(image[other * pageSize..<(other + 1) * pageSize]))
            return "page \(page) replaced by page \(other)"
        case 3:
            let start = Int.random(in: bytes, using: &random)
            for place in start..<min(start + 64, image.count) {
                image[place] = UInt8.random(in: 0...255, using: &random)
            }
            return "64 random bytes from \(start) on"
        default:
            let length = Int.random(in: image.count * 9 / 10...image.count, using: &random)
            image.removeLast(image.count - length)
            return "cut off at \(length) bytes"
        }
    }
}
