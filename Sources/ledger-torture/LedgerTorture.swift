import ArgumentParser

/// The root command.
@main
struct LedgerTorture: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger-torture",
        abstract: "Does to ledgers what a bad day does, and looks whether they keep their promises.",
        discussion: """
            Everything happens in folders for temporary files. A failure prints the seed and the place that show it again.

            Exit status:
              0   every promise was kept
              1   one was not
              64  wrong usage
            """,
        subcommands: [
            AllCommand.self, SimulateCommand.self,
            DefencesCommand.self, FlipsCommand.self, EntriesCommand.self, RollbacksCommand.self,
            TruncationsCommand.self, LostPagesCommand.self, CompoundCommand.self,
            WritesCommand.self, FullDiskCommand.self, FullMapCommand.self, TwoProcessesCommand.self,
            KillsCommand.self, LoadCommand.self, InspectCommand.self, FillCommand.self,
            TurnsCommand.self,
        ])
}
