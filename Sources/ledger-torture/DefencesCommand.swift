import ArgumentParser

struct DefencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "defences",
        abstract: "Switches one defence off at a time, and shows that the programme for its faults fails without it.",
        discussion: "A defence without which nothing fails would defend against nothing, or its programme would.")

    @Option(help: "Everything that is chosen at random follows from it.") var seed: UInt64 = 1

    /// A defence, a programme with the faults it is for, and how it is switched off.
    private struct Row {
        let defence: String
        let programme: [String]
        let off: [String]

        init(_ defence: String, _ programme: [String], off: [String] = ["--without-defence"]) {
            self.defence = defence
            self.programme = programme
            self.off = off
        }

        init(_ defence: Defence, _ words: String, _ programme: [String]) {
            self.init(words, programme, off: ["--without", defence.rawValue])
        }
    }

    private static let rows = [
        Row(.preflight, "look before mapping", ["truncations", "--rounds", "8", "--every", "20"]),
        // Of a hundred flips in the structure, about one gets past everything else.
        Row(.pages, "walk of all pages", ["flips", "--rounds", "600", "--place", "structure"]),
        Row(.hashes, "hashes of the events", ["flips", "--rounds", "6", "--place", "names"]),
        Row(.tables, "comparison of look-up tables", ["entries", "--rounds", "6", "--table", "identities"]),
        Row(.tables, "comparison of streams' heads", ["entries", "--rounds", "6", "--table", "heads"]),
        Row(.state, "check and replay of stored state", ["entries", "--rounds", "6", "--table", "state"]),
        Row(.checkpoint, "checkpoint kept outside", ["rollbacks", "--rounds", "4"]),
        Row("all of them, on lost pages", ["lost-pages", "--rounds", "8"]),
        Row("all of them, on compound damage", ["compound", "--rounds", "8"]),
        Row("telling what failed from what did not", ["writes", "--rounds", "25"]),
        Row("commit before acknowledgement", ["kills", "--rounds", "20", "--tasks", "200"]),
        Row("answers behind the commit", ["simulate", "--rounds", "4"]),
        Row("expected versions", ["two-processes", "--rounds", "2", "--events", "100"]),
        Row("refusal where the disk is full", ["full-disk", "--rounds", "2"]),
        Row("refusal where the map is full", ["full-map", "--rounds", "1"]),
    ]

    func run() throws {
        var isRight = true
        Output.line(Self.line("defence", "programme", "with it", "without it"))
        for row in Self.rows {
            let arguments = row.programme + ["--seed", "\(seed)"]
            let with = try Self.verdict(of: arguments)
            let without = try Self.verdict(of: arguments + row.off)
            if with != "kept" || without == "kept" { isRight = false }
            Output.line(Self.line(row.defence, row.programme[0], with, without))
        }
        if !isRight { throw ExitCode(1) }
    }

    /// Whether the promise was kept, and if not, how it was broken first.
    private static func verdict(of arguments: [String]) throws(TortureFailure) -> String {
        let child = try ChildProcess(arguments)
        var broken: String?
        while let line = child.line() { broken = broken ?? Self.outcome(in: line) }
        let ending = child.wait()
        return ending == .exit(0) ? "kept" : broken ?? "fails"
    }

    /// The outcome that a line about a failure names.
    private static func outcome(in line: String) -> String? {
        guard TableRow(line) == nil else { return nil }
        return Outcome.allCases.first { !$0.isKept && line.contains(": \($0.rawValue): ") }?.rawValue
    }

    private static func line(_ cells: String...) -> String {
        let padded = zip(cells, [38, 14, 8, 14]).map { cell, width in
            cell + String(repeating: " ", count: max(0, width - cell.count))
        }
        return "| " + padded.joined(separator: " | ") + " |"
    }
}
