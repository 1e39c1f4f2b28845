import ArgumentParser

struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Lives random lives of ledgers on a storage that fails, beside an oracle.",
        discussion: """
            Appends, batches, commands and their repetitions, refusals, failing commits, crashes between and inside of \
            commits, rebuilding, verifying, exporting, in an order that follows from the seed. Each life has a seed of its \
            own; --life runs one alone.
            """)

    @OptionGroup var options: TrialOptions
    @Option(help: "How many steps a life has.") var steps = 80
    @Option(help: "The seed of one life, to live it again.") var life: UInt64?

    func run() async throws {
        var tally = Tally("simulate", seed: options.seed)
        let lives = life.map { [$0] } ?? (0..<UInt64(options.rounds ?? 200)).map { options.seed &* 1_000_003 &+ $0 }
        for life in lives {
            let words = await failure(of: life)
            tally.note(words == nil ? .identical : .broken, "--life \(life)", words ?? "")
        }
        try tally.report()
    }

    private func failure(of life: UInt64) async -> String? {
        var taken = 0
        var step = Simulation.Step.append
        do {
            let simulation = try Simulation(seed: life, losesCommits: options.withoutDefence)
            while taken < steps {
                taken += 1
                guard let next = Simulation.Step.allCases.randomElement(using: &simulation.random) else { continue }
                step = next
                try await simulation.take(step)
            }
            taken += 1
            try simulation.finish()
            return nil
        } catch { return "step \(taken), \(step): \(error)" }
    }
}
