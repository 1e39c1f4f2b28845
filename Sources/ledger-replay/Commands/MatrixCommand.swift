import ArgumentParser
import ClaimLedger
import ClaimProjections

struct MatrixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Prints who may act in which status.",
        discussion: """
            The matrix of the rules, without any ledger: P is the partner, M Microsoft, C the customer, – nobody.

            Examples:
              ledger-replay matrix
              ledger-replay matrix --process cpor --format json
            """)

    @Option(help: "Only this process.") var process: ClaimProcess?
    @OptionGroup var format: FormatOption
    @OptionGroup var color: ColorOption

    func run() throws {
        let processes = process.map { [$0] } ?? ClaimProcess.allCases
        let members = processes.map { JSONObject.Member(name: $0.rawValue, value: ActionMatrix.json(of: $0)) }
        try format.write(.object(JSONObject(members)), color.painter) { page in
            for process in processes {
                let matrix = ActionMatrix.of(process)
                if process != processes.first { try page.line() }
                try page.line(Cell(process.rawValue, .heading), Cell("(\(matrix.rule))"))
                try Self.grid(of: MatrixPlace.all(of: process), matrix).write(to: page)
            }
        }
    }

    /// The name of a row, and beside it what tells it from the other row of its status.
    private static func name(of place: MatrixPlace, _ matrix: ActionMatrix) -> Cell {
        let isSplit = matrix.rows.contains { $0.statuses.contains(place.status) && !$0.withAssociation }
        guard isSplit, !place.withAssociation else { return Cell(place.status) }
        return Cell("\(place.status.rawValue) without association", .faint)
    }

    /// The printed matrix for some of its rows.
    static func grid(of places: [MatrixPlace], _ matrix: ActionMatrix) -> TextTable {
        let columns = ActionMatrix.Column.allCases
        var grid = TextTable([.init("status")] + columns.map { .init(heading(of: $0)) })
        for place in places {
            let cells = columns.map { column in
                let parties = matrix.parties(column, at: place)
                return parties.isEmpty
                    ? Cell("–", .faint)
                    : Cell(parties.map { $0.rawValue.prefix(1).uppercased() }.joined(separator: " "))
            }
            grid.add([name(of: place, matrix)] + cells)
        }
        return grid
    }

    /// The name of a column, a line for each of its words.
    private static func heading(of column: ActionMatrix.Column) -> String {
        column.rawValue.reduce(into: "") { heading, letter in
            if letter.isUppercase { heading += "\n" }
            heading += letter.lowercased()
        }
    }
}
