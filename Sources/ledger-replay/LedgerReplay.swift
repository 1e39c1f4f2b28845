import ArgumentParser

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The root command.
struct LedgerReplay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger-replay",
        abstract: "Replays a ledger of claims and answers questions about it.",
        discussion: """
            Every answer is folded from the recorded events alone, for any instant and any point of the ledger. \
            The answer goes to standard output; everything else goes to standard error.

            Exit status:
              0   done
              1   the answer is no: no such claim, or what was checked does not hold
              64  wrong usage
              65  malformed input
              66  no such ledger or file
              73  the ledger cannot be created
              74  input or output failed

            Examples:
              ledger-replay import --ledger claims --create events.jsonl.gz
              ledger-replay status --ledger claims
              ledger-replay history --ledger claims 3015949
            """,
        subcommands: [VerifyPart.self],
        groupedSubcommands: [
            CommandGroup(
                name: "Ledgers",
                subcommands: [
                    CreateCommand.self, ImportCommand.self, ExportCommand.self, RecordLapsesCommand.self,
                    BackupCommand.self, RestoreCommand.self, RebuildCommand.self,
                ]),
            CommandGroup(
                name: "Evidence",
                subcommands: [
                    VerifyCommand.self, CheckpointCommand.self, ProveCommand.self, CheckProofCommand.self,
                    ConsistencyCommand.self, KeysCommand.self,
                ]),
            CommandGroup(
                name: "Questions",
                subcommands: [
                    StatusCommand.self, HistoryCommand.self, ExplainCommand.self, OwnershipCommand.self,
                    ConflictsCommand.self, ActionsCommand.self, DeadlinesCommand.self, ViolationsCommand.self,
                    FindingsCommand.self, FamilyCommand.self, NotificationsCommand.self, MoneyCommand.self,
                    AnomaliesCommand.self, TicketsCommand.self, TicketCommand.self, TicketDraftCommand.self,
                    EligibilityCommand.self, CatalogueCommand.self,
                    CustomersCommand.self, ClaimsCommand.self, TrackerCommand.self,
                ]),
            CommandGroup(
                name: "Rules",
                subcommands: [RulesCommand.self, MatrixCommand.self, DiagramCommand.self, CheckCommand.self]),
        ])
}

@main
enum EntryPoint {
    static func main() {
        // A reader that leaves early is told by a failing write, and not by a signal that ends the program.
        _ = signal(SIGPIPE, SIG_IGN)
        do {
            var command = try LedgerReplay.parseAsRoot()
            try command.run()
        } catch {
            guard let failure = Failure(error) else { LedgerReplay.exit(withError: error) }
            failure.end()
        }
    }
}
