import ClaimLedger
import Foundation

/// Looks at damaged copies of a sample ledger, one after the other.
struct DamageTrial {
    let sample: SampleLedger
    private let folder: TortureFolder
    private let withoutDefence: Bool
    private(set) var tally: Tally

    init(_ programme: String, _ options: TrialOptions) throws {
        sample = try SampleLedger(seed: options.seed)
        folder = try TortureFolder()
        withoutDefence = options.withoutDefence
        tally = Tally(programme, seed: options.seed)
    }

    /// Looks at an image of the sample in which something is changed.
    mutating func look(at image: [UInt8], _ trial: String) throws {
        let path = folder.path("copy")
        try sample.write(image, to: path)
        let inspection = try Inspection(
            path, checkpoint: sample.checkpoint, states: [(sample.head, sample.root)], appends: true,
            withoutDefence: withoutDefence)
        tally.note(inspection.outcome, trial, inspection.words)
        if !inspection.outcome.isKept { Output.talk("\(trial): \(inspection.outcome.rawValue): \(inspection.words)") }
    }
}
