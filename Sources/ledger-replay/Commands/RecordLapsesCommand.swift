import ArgumentParser
import ClaimCommands
import ClaimLedger
import ClaimProjections

struct RecordLapsesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record-lapses",
        abstract: "Records the lapses that have come due, each once.",
        discussion: """
            A deadline that passes is shown in every later answer, recorded or not. This appends an event for each \
            lapse that no event records yet, dated when the lapse took effect. Calling it again appends nothing.

            Examples:
              ledger-replay record-lapses --ledger claims
              ledger-replay record-lapses --ledger claims --as-of 2025-11-01T00:00:00Z
            """)

    @Option(
        help: ArgumentHelp("Only lapses that took effect by then; without it, by now.", valueName: "instant"),
        transform: instant)
    var asOf: Instant?
    @OptionGroup var ledger: LedgerOption
    @OptionGroup var format: FormatOption

    func run() throws {
        let report = try LapseRecorder(ledger: Ledger.open(at: ledger.path)).record(asOf: asOf ?? .systemNow())
        try format.write(report.json, Painter(usesColour: false)) { page in
            for row in report.recorded {
                try page.line("\(row.at)  \(row.claim)  \(row.rule)  \(row.becomes.rawValue)")
            }
            try page.line(
                "\(counted(report.recorded.count, "lapse")) recorded; the ledger ends at sequence "
                    + "\(report.lastSequence)")
        }
    }
}
