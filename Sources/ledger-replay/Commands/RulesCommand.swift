import ArgumentParser
import ClaimLedger
import ClaimProjections

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Prints the rules that every answer follows.",
        discussion: """
            First, for each process, who may record which event from which status, what must hold, and where it leads; \
            then what the clock does, where the printed matrix and the answers differ, and the figures: those built \
            in, and with a ledger those of the editions it has adopted.

            Examples:
              ledger-replay rules
              ledger-replay rules --process cpor --format json
              ledger-replay rules --ledger claims --format markdown
            """)

    enum RulesFormat: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown
    }

    @Option(help: "Only this process.") var process: ClaimProcess?
    @Option(
        help: ArgumentHelp("A ledger, for the editions it has adopted.", valueName: "dir"), completion: .directory)
    var ledger: String?
    @Option(help: "Text for people, JSON for programs, or Markdown for documents.")
    var format: RulesFormat = .text
    @OptionGroup var color: ColorOption
    @OptionGroup var progress: ProgressOption

    func run() throws {
        let processes = process.map { [$0] } ?? ClaimProcess.allCases
        let editions = try editions()
        let output = StandardOutput()
        switch format {
        case .json:
            try output.write(RuleTables.json(of: processes, editions: editions).canonicalBytes())
            try output.write("\n")
        case .markdown: try output.write(printableLines(RulePage(of: processes, editions: editions).markdown))
        case .text:
            try write(RulePage(of: processes, editions: editions), to: TextPage(output: output, painter: color.painter))
        }
        try output.finish()
    }

    /// The built-in edition, and with a ledger those it has adopted.
    private func editions() throws -> [RuleSet] {
        guard let ledger else { return RuleBook().editions }
        let opened = try Ledger.open(at: ledger, access: .readOnly)
        let line = progress.line()
        defer { line.clear() }
        let total = Int(try opened.head())
        let watched = Watched(RuleBookProjection()) { line.show("reading", done: Int($0), of: total) }
        return try Replay.fold(into: watched, over: opened, now: .systemNow()).state.state.rules.editions
    }

    private func write(_ rules: RulePage, to page: TextPage) throws {
        for (place, section) in rules.sections.enumerated() {
            if place > 0 { try page.line() }
            try page.line(Cell(section.title, .heading))
            for table in section.tables where !table.rows.isEmpty {
                try page.line()
                try page.line(Cell(table.title, .heading))
                try Self.text(of: table).write(to: page)
            }
        }
    }

    /// A cell of several lines takes several rows of the text.
    private static func text(of table: RulePage.Table) -> TextTable {
        var text = TextTable(table.columns.map { .init(printable($0)) })
        for row in table.rows {
            for line in 0..<(row.map(\.count).max() ?? 0) {
                text.add(row.map { line < $0.count ? Cell($0[line]) : "" })
            }
        }
        return text
    }
}
