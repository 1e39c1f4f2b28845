import ArgumentParser
import ClaimLedger
import ClaimProjections

/// How rows are written.
enum RowFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
}

/// What every question has whose answer is rows for spreadsheets too.
struct RowAnswerOptions: ParsableArguments {
    @OptionGroup var ledger: LedgerOption
    @OptionGroup var time: TimeOptions
    @OptionGroup var viewer: ViewerOption
    @Option(help: "Text for people, JSON for programs, or CSV for spreadsheets.")
    var format: RowFormat = .text
    @OptionGroup var color: ColorOption
    @OptionGroup var progress: ProgressOption

    /// The options of every question.
    var answer: AnswerOptions {
        AnswerOptions(ledger, time, viewer, asJSON: format == .json, color, progress)
    }

    /// Writes rows as CSV, JSON, or for people a table of them or a sentence that there are none.
    func write<Answer: RowAnswer>(
        _ rows: some Collection<Answer>, none: String, table: TextTable, row: (Answer) -> (cells: [Cell], note: Cell?)
    ) throws {
        guard format == .csv else { return try answer.write(rows, none: none, table: table, row: row) }
        try writeCSV(rows)
    }

    /// Writes a line of column names, and one for each row.
    func writeCSV<Answer: RowAnswer>(_ rows: some Collection<Answer>) throws {
        try writeCSV(Answer.columns, rows.lazy.map(\.values))
    }

    /// Writes a line of column names, and one for each row of as many values.
    func writeCSV(_ columns: [String], _ rows: some Sequence<[JSONValue]>) throws {
        let output = StandardOutput()
        try output.write(CSVText.line(columns.map { .string($0) }))
        for row in rows { try output.write(CSVText.line(row)) }
        try output.finish()
    }
}
