import ClaimLedger

/// Rows as comma-separated values (RFC 4180), under a heading of column names.
///
/// A text that a spreadsheet would take for a formula is put behind an apostrophe, so that opening an answer runs nothing.
struct CSVTable {
    private var lines: [String]

    init(_ columns: [String]) { lines = [Self.line(columns)] }

    /// Adds a row, with an empty field where there is nothing.
    mutating func add(_ fields: [String?]) { lines.append(Self.line(fields.map { $0 ?? "" })) }

    func write() throws(Failure) {
        let output = StandardOutput()
        for line in lines { try output.write(line + "\r\n") }
        try output.finish()
    }

    private static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") }

    static func field(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) { text = "'" + text }
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

/// How an answer of rows is written where it can be opened as a sheet too.
enum SheetFormat: String, CaseIterable {
    case text, json, csv
}
