import ArgumentParser

/// One command for each workload; each prints its figures as one line of JSON, so that `compare` can alternate it with
/// what it is compared with.
@main
struct LedgerBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger-bench",
        abstract: "Runs one workload on a ledger and prints its figures as one line of JSON.",
        discussion: "Times are seconds of a monotonic clock. Benchmarks/compare runs all of them beside the baselines.",
        subcommands: [
            GenerateCommand.self, CreateCommand.self, AppendCommand.self, ImportCommand.self, ReplayCommand.self,
            VerifyCommand.self, AnswersCommand.self, OpenCommand.self, HashCommand.self,
        ])
}
