import ClaimLedger
import ClaimProjections

/// Rows as comma-separated values (RFC 4180), safe to open in a spreadsheet.
enum CSVText {
    /// One line with its end; lists and objects stand as JSON in their cell, and what there is not is empty.
    static func line(_ values: [JSONValue]) -> String { values.map(cell).joined(separator: ",") + "\r\n" }

    private static func cell(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .string(let text): quoted(harmless(text))
        case .array, .object: quoted(String(decoding: value.canonicalBytes(), as: UTF8.self))
        }
    }

    /// A spreadsheet takes a text that begins like this for a formula; an apostrophe before it keeps it a text.
    private static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) else { return text }
        return "'" + text
    }

    private static func quoted(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
