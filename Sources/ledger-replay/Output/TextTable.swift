/// Rows in aligned columns under a heading; a heading may have several lines.
struct TextTable {
    enum Alignment { case left, right }

    struct Column {
        let lines: [String]
        let alignment: Alignment

        init(_ title: String, _ alignment: Alignment = .left) {
            lines = title.split(separator: "\n").map(String.init)
            self.alignment = alignment
        }
    }

    private struct Row {
        let cells: [Cell]
        let note: Cell?
    }

    private let columns: [Column]
    private var rows: [Row] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row, with a note that stands below it.
    mutating func add(_ cells: [Cell], note: Cell? = nil) {
        precondition(cells.count == columns.count, "a row has a cell for each column")
        rows.append(Row(cells: cells, note: note))
    }

    func write(to page: TextPage) throws(Failure) {
        let widths = columns.indices.map { place in
            let heading = columns[place].lines.map(\.count).max() ?? 0
            return rows.reduce(heading) { max($0, $1.cells[place].text.count) }
        }
        for line in 0..<(columns.map(\.lines.count).max() ?? 0) {
            let titles = columns.map { Cell(line < $0.lines.count ? $0.lines[line] : "", .heading) }
            try page.line(aligned(titles, widths, page.painter))
        }
        for row in rows {
            try page.line(aligned(row.cells, widths, page.painter))
            if let note = row.note { try page.line("    " + page.painter.paint(note.text, note.style)) }
        }
    }

    private func aligned(_ cells: [Cell], _ widths: [Int], _ painter: Painter) -> String {
        var line = ""
        // Blanks are written only before something that is seen, so that no line ends with them.
        var pending = 0
        for (place, cell) in cells.enumerated() {
            let blanks = widths[place] - cell.text.count
            let before = columns[place].alignment == .right ? blanks : 0
            pending += before
            if !cell.text.isEmpty {
                line += String(repeating: " ", count: pending) + painter.paint(cell.text, cell.style)
                pending = 0
            }
            pending += blanks - before + 2
        }
        return line
    }
}
