import ArgumentParser

/// What every programme can be told.
struct TrialOptions: ParsableArguments {
    @Option(help: "Everything that is chosen at random follows from it.") var seed: UInt64 = 1
    @Option(help: "How many trials; each programme has a number of its own.") var rounds: Int?
    @Flag(help: .hidden) var withoutDefence = false
    @Option(help: .hidden) var without: Defence?
}
