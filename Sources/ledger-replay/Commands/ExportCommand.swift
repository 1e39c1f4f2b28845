import ArgumentParser
import ClaimLedger
import ClaimProjections

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the events as they are stored, one per line.",
        discussion: """
            The lines are CloudEvents in their canonical form, in the order of their sequence, byte for byte as \
            recorded. Importing them into another ledger gives the same answers.

            Examples:
              ledger-replay export --ledger claims > events.jsonl
              ledger-replay export --ledger claims --at-sequence 1000 | gzip > start.gz
              ledger-replay export --ledger claims --known-at 2025-06-01T00:00:00Z
            """)

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var time: TimeOptions
    @OptionGroup var progress: ProgressOption

    func run() throws {
        let ledger = try ledger.open()
        let selection = time.selection
        let head = try ledger.head()
        let end = selection.atSequence ?? head
        guard end <= head else { throw ReplayError.beyondHead(asked: end, head: head) }
        let output = StandardOutput()
        let line = progress.line()
        defer { line.clear() }
        if end > 0 {
            try ledger.forEachEvent(in: 1...end) { event in
                if event.sequence % 1_024 == 0 { line.show("exporting", done: Int(event.sequence), of: Int(end)) }
                if selection.includes(event.header) { try output.writeLine(event.json) }
                return true
            }
        }
        try output.finish()
    }
}
