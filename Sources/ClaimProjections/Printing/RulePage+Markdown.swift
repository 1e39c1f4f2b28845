extension RulePage {
    /// The page as Markdown, each table under a heading of its own; it ends with a line break.
    public var markdown: String {
        var lines = [
            "# Rules", "",
            "What may be recorded on a claim, by whom and when. `ledger-replay rules --format markdown` prints this page from",
            "the rows that every answer follows; a change is made there, and never here.",
        ]
        for section in sections {
            lines += ["", "## \(Self.escaped(section.title))"]
            for table in section.tables {
                lines += ["", "### \(Self.escaped(table.title))", ""] + Self.lines(of: table)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(of table: Table) -> [String] {
        let rule = "|" + table.columns.map { _ in "---|" }.joined()
        let rows = table.rows.map { row in line(row.map { $0.joined(separator: "; ") }) }
        return [line(table.columns), rule] + rows
    }

    private static func line(_ cells: [String]) -> String {
        "| " + cells.map { escaped($0) }.joined(separator: " | ") + " |"
    }

    /// Keeps a text from ending its cell, its line, or itself: an edition's name may hold anything.
    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "|", "\\", "`", "*", "_", "<", ">", "[", "]": result += "\\\(character)"
            default: result += character.isNewline ? " " : String(character)
            }
        }
    }
}
