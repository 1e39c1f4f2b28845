import ClaimLedgerTesting
import Testing

/// Each programme of `ledger-torture` in a short form, and once more with its defence switched off.
@Suite(.timeLimit(.minutes(10))) struct `A programme of torture` {
    static let seed = SeededGenerator.seeds(1...1)[0]

    /// What the programmes are called, with what makes them short.
    static let programmes: [[String]] = [
        ["simulate", "--rounds", "4"],
        ["writes", "--rounds", "25"],
        ["flips", "--rounds", "15"],
        ["entries", "--rounds", "27"],
        ["rollbacks", "--rounds", "2"],
        ["truncations", "--rounds", "4", "--every", "30"],
        ["lost-pages", "--rounds", "8"],
        ["compound", "--rounds", "8"],
        ["full-disk", "--rounds", "2"],
        ["full-map", "--rounds", "1"],
        ["two-processes", "--rounds", "2", "--events", "100"],
    ]

    @Test(arguments: programmes)
    func `comes out as promised`(programme: [String]) throws {
        let run = try TortureProgram.run(programme + ["--seed", "\(Self.seed)"])
        #expect(run.status == 0, "\(programme.joined(separator: " ")) --seed \(Self.seed): \(run.output)")
        #expect(run.output.contains("| \(programme[0]) "), "it prints its row: \(run.output)")
    }

    /// One defence, and the faults that it is for.
    static let defences: [[String]] = [
        ["truncations", "--rounds", "8", "--every", "30", "--without", "preflight"],
        // Few flips get past LMDB itself: these do.
        ["flips", "--place", "structure", "--rounds", "80", "--without", "pages", "--seed", "2"],
        ["flips", "--place", "names", "--rounds", "3", "--without", "hashes"],
        ["entries", "--table", "identities", "--rounds", "4", "--without", "tables"],
        ["entries", "--table", "heads", "--rounds", "4", "--without", "tables"],
        ["entries", "--table", "state", "--rounds", "4", "--without", "state"],
        ["rollbacks", "--rounds", "1", "--without", "checkpoint"],
    ]

    @Test(arguments: defences)
    func `fails where one defence alone is switched off`(programme: [String]) throws {
        let run = try TortureProgram.run(programme.prefix(1) + ["--seed", "1"] + programme.dropFirst())
        #expect(run.status == 1, "\(programme.joined(separator: " ")): \(run.output)")
    }

    /// A programme that cannot fail would prove nothing.
    @Test(arguments: programmes)
    func `fails where its defence is switched off`(programme: [String]) throws {
        let run = try TortureProgram.run(programme + ["--seed", "1", "--without-defence"])
        #expect(run.status == 1, "\(programme.joined(separator: " ")): \(run.output)")
        #expect(run.output.contains("\(programme[0]) --seed 1, "), "it says how to see it again: \(run.output)")
    }
}
