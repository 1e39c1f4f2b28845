import ClaimLedger
import Foundation

/// Looks at damaged copies of a sample ledger, one after the other.
struct DamageTrial {
    let sample: SampleLedger
    private let folder: TortureFolder
    private let options: TrialOptions
    private(set) var tally: Tally

    init(_ programme: String, _ options: TrialOptions) throws {
        sample = try SampleLedger(seed: options.seed)
        folder = try TortureFolder()
        self.options = options
        tally = Tally(programme, seed: options.seed)
    }

    /// Looks at an image of the sample in which something is changed.
    mutating func look(at image: [UInt8], _ trial: String) throws {
        let path = folder.path("copy")
        try sample.write(image, to: path)
        try look(atLedger: path, trial)
    }

    /// Looks at an image of the sample after a body has changed it by way of LMDB; the body says what it did.
    mutating func look(after change: (_ path: String) throws -> String) throws {
        let path = folder.path("copy")
        try sample.write(sample.image, to: path)
        try look(atLedger: path, change(path))
    }

    private mutating func look(atLedger path: String, _ trial: String) throws {
        let inspection = try Inspection(
            path, checkpoint: sample.checkpoint, states: [(sample.head, sample.root)], appends: true,
            withoutDefence: options.withoutDefence, without: options.without)
        tally.note(inspection.outcome, trial, inspection.words)
        if !inspection.outcome.isKept { Output.talk("\(trial): \(inspection.outcome.rawValue): \(inspection.words)") }
    }
}
