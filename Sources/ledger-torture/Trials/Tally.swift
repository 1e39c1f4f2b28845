import ArgumentParser

/// What the trials of one programme came to, and what went wrong in them.
struct Tally {
    private static let listed = 5

    private let programme: String
    private let seed: UInt64
    private let started = ContinuousClock.now
    private var counts: [Outcome: Int] = [:]
    private var failures: [String] = []

    init(_ programme: String, seed: UInt64) {
        self.programme = programme
        self.seed = seed
    }

    /// How many trials there were.
    var tried: Int { counts.values.reduce(0, +) }

    /// How often something came out.
    subscript(outcome: Outcome) -> Int { counts[outcome] ?? 0 }

    /// Adds a trial.
    ///
    /// - Parameters:
    ///   - outcome: What came out.
    ///   - trial: What was done, so that it can be done again.
    ///   - words: What was seen.
    mutating func note(_ outcome: Outcome, _ trial: String, _ words: String) {
        counts[outcome, default: 0] += 1
        if !outcome.isKept { failures.append("\(programme) --seed \(seed), \(trial): \(outcome.rawValue): \(words)") }
    }

    /// Prints the failures, then the row of the programme, and ends the program with status 1 where a promise was broken.
    func report() throws {
        for failure in failures.prefix(Self.listed) { Output.line(failure) }
        if failures.count > Self.listed { Output.line("and \(failures.count - Self.listed) more") }
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        Output.line(TableRow(programme, tried: tried, seconds: Int(seconds), counts: counts).text)
        if !failures.isEmpty { throw ExitCode(1) }
    }
}

/// A row of the table at the end: what was tried, and what came out.
struct TableRow {
    private static let mark = "| "

    let text: String

    init(_ programme: String, tried: Int, seconds: Int, counts: [Outcome: Int]) {
        let outcomes = Outcome.allCases.map { "\(counts[$0] ?? 0)" }
        text = Self.line([programme, "\(tried)"] + outcomes + ["\(seconds) s"])
    }

    /// Takes a row out of what a programme has printed; nil for any other line.
    init?(_ line: String) {
        guard line.hasPrefix(Self.mark) else { return nil }
        text = line
    }

    /// The row above all others.
    static let heading = line(["programme", "tried"] + Outcome.allCases.map(\.rawValue) + ["time"])

    private static func line(_ cells: [String]) -> String {
        let widths = [14, 6] + Outcome.allCases.map(\.rawValue.count) + [6]
        let padded = zip(cells, widths).enumerated().map { place, cell in
            let room = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
            return place == 0 ? cell.0 + room : room + cell.0
        }
        return mark + padded.joined(separator: " | ") + " |"
    }
}
