import ArgumentParser
import ClaimLedgerTesting
import Foundation

struct FullDiskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "full-disk", abstract: "Lets the data file grow to a limit of its size, and no further.")

    @OptionGroup var options: TrialOptions

    func run() throws {
        try options.fillRooms("full-disk") { ledger, random in
            let size = try FileManager.default.attributesOfItem(atPath: "\(ledger)/data.mdb")[.size] as? Int
            // Anywhere inside a page: what does not fit is written in part.
            let limit = (size ?? 0) + Int.random(in: 0..<300_000, using: &random)
            return (["--file-limit", "\(limit)"], "at most \(limit) bytes")
        }
    }
}

struct FullMapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "full-map", abstract: "Lets a ledger use up the room that is reserved for it.")

    @OptionGroup var options: TrialOptions

    func run() throws {
        try options.fillRooms("full-map") { _, random in
            let pages = Int.random(in: 60..<200, using: &random)
            return (["--map", "\(pages * 4_096)"], "a map of \(pages) pages")
        }
    }
}

extension TrialOptions {
    /// Fills ledgers of fifty events until there is no room left, each in a room of its own size.
    fileprivate func fillRooms(
        _ programme: String,
        room: (_ ledger: String, inout SeededGenerator) throws -> (arguments: [String], words: String)
    ) throws {
        var tally = Tally(programme, seed: seed)
        var random = SeededGenerator(seed: seed)
        for round in 0..<(rounds ?? 40) {
            let folder = try TortureFolder()
            let ledger = folder.path("ledger")
            let seed = seed &* 1_003 &+ UInt64(round)
            try FillTrial.make(ledger, seed: seed, events: 50)
            let (arguments, words) = try room(ledger, &random)
            let trial = FillTrial(
                path: ledger, seed: seed, arguments: arguments + (withoutDefence ? ["--without-defence"] : []),
                before: 50)
            let (outcome, said) = try trial.run()
            tally.note(outcome, "round \(round + 1), \(words)", said)
        }
        try tally.report()
    }
}
