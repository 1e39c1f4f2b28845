import ArgumentParser
import ClaimLedger
import ClaimLedgerTesting
import Foundation

struct LostPagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lost-pages",
        abstract: "Leaves out pages of the last transaction, as a power cut or a lying disk does.",
        discussion: """
            After a power cut the data pages of a commit may be there in part, its meta page is not: the ledger must be as \
            before the commit. A disk that lies about a flush may have the meta page and lack data pages: that must be \
            found.
            """)

    @OptionGroup var options: TrialOptions

    func run() throws {
        let sample = try SampleLedger(seed: options.seed, events: 200)
        let folder = try TortureFolder()
        var tally = Tally("lost-pages", seed: options.seed)
        var random = SeededGenerator(seed: options.seed)
        var history = History(seed: options.seed)
        _ = try history.next(200)
        let rounds = options.rounds ?? 200
        for round in 0..<rounds {
            var next = history
            let path = folder.path("whole")
            try sample.write(sample.image, to: path)
            let state = try Ledger.append(next.next(Int.random(in: 1...30, using: &random)), to: path)
            let after = Array(try Data(contentsOf: URL(fileURLWithPath: path + "/data.mdb")))
            let isLying = round.isMultiple(of: 2)
            let cut = LostPages(before: sample.image, after: after, keepsMeta: isLying, &random)
            let copy = folder.path("cut")
            try sample.write(cut.image, to: copy)
            let checkpoint = folder.path("checkpoint")
            try SampleLedger.sign(
                size: isLying ? state.size : sample.head, root: isLying ? state.root : sample.root, to: checkpoint)
            let inspection = try Inspection(
                copy, checkpoint: checkpoint, states: [isLying ? state : (sample.head, sample.root)], appends: true,
                withoutDefence: options.withoutDefence)
            // A power cut is nothing that may be noticed.
            let isKept = isLying || inspection.outcome == .identical
            tally.note(
                isKept ? inspection.outcome : .broken, "round \(round + 1), without pages \(cut.lost)", inspection.words
            )
        }
        try tally.report()
    }
}

/// A data file to which a transaction was written in part.
struct LostPages {
    private static let pageSize = 4_096

    /// The file.
    let image: [UInt8]
    /// The pages that were not written; meta pages are 0 and 1.
    let lost: [Int]

    /// Leaves out a random part of the pages in which two states of a file differ.
    ///
    /// - Parameters:
    ///   - before: The file before the transaction.
    ///   - after: The file behind it.
    ///   - keepsMeta: Whether the meta page is written, and at least one other is not; else it is not written.
    ///   - random: Where chance comes from.
    init(before: [UInt8], after: [UInt8], keepsMeta: Bool, _ random: inout SeededGenerator) {
        let count = (max(before.count, after.count) + Self.pageSize - 1) / Self.pageSize
        let written = (0..<count).filter { Self.page($0, of: before) != Self.page($0, of: after) }
        let data = written.filter { $0 > 1 }
        var lost = data.filter { _ in Bool.random(using: &random) }
        if keepsMeta {
            if lost.isEmpty, let one = data.randomElement(using: &random) { lost = [one] }
        } else {
            lost = written.filter { $0 <= 1 } + lost
        }
        self.lost = lost
        var image = after
        for page in lost {
            let start = page * Self.pageSize
            let old = Self.page(page, of: before)
            let room = min(Self.pageSize, image.count - start)
            // Never written: the file has a hole there.
            let bytes = old.isEmpty ? [UInt8](repeating: 0, count: room) : Array(old.prefix(room))
            image.replaceSubrange(start..<start + bytes.count, with: bytes)
        }
        self.image = image
    }

    private static func page(_ number: Int, of file: [UInt8]) -> ArraySlice<UInt8> {
        file.dropFirst(number * pageSize).prefix(pageSize)
    }
}
