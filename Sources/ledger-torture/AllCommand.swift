import ArgumentParser

struct AllCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all", abstract: "Runs every programme, and prints a table of what was tried and what came out.")

    @Flag(help: "A few trials of each, in about a minute.") var short = false
    @Flag(help: "Many more trials than without it.") var long = false
    @Option(help: "Everything that is chosen at random follows from it.") var seed: UInt64 = 1

    func validate() throws {
        if short && long { throw ValidationError("say --short or --long, not both") }
    }

    /// Each programme with how many trials it is short, usual and long.
    private static let programmes: [(name: String, short: Int, usual: Int, long: Int)] = [
        ("simulate", 10, 200, 2_000),
        ("writes", 20, 1_000, 1_000),
        ("flips", 40, 1_000, 10_000),
        ("entries", 40, 400, 4_000),
        ("truncations", 10, 100, 1_000),
        ("rollbacks", 5, 50, 500),
        ("lost-pages", 12, 200, 2_000),
        ("compound", 20, 200, 2_000),
        ("full-disk", 4, 40, 200),
        ("full-map", 2, 20, 100),
        ("two-processes", 2, 10, 50),
        ("kills", 3, 200, 1_000),
    ]

    func run() throws {
        var rows: [String] = []
        var failed: [String] = []
        for programme in Self.programmes {
            let rounds = short ? programme.short : long ? programme.long : programme.usual
            Output.talk("\(programme.name), \(rounds) rounds")
            var arguments = [programme.name, "--rounds", "\(rounds)", "--seed", "\(seed)"]
            if short && programme.name == "truncations" { arguments += ["--every", "20"] }
            if short && programme.name == "kills" { arguments += ["--tasks", "100"] }
            let child = try ChildProcess(arguments)
            while let line = child.line() {
                if let row = TableRow(line) { rows.append(row.text) } else { Output.line(line) }
            }
            let ending = child.wait()
            guard ending != .exit(0) else { continue }
            failed.append("\(programme.name): \(ending)")
        }
        Output.line(TableRow.heading)
        for row in rows { Output.line(row) }
        guard !failed.isEmpty else { return }
        Output.line("failed with seed \(seed): \(failed.joined(separator: ", "))")
        throw ExitCode(1)
    }
}
