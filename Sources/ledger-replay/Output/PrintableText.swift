/// The text with every character that could steer a terminal or mislead the eye written as `\u{1B}`.
func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: \.steersTerminal) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
        if scalar.steersTerminal {
            result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
}

/// The same for a text of several lines, which stay lines.
func printableLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)) }.joined(separator: "\n")
}

/// A number of things: `1 event`, `2 events`.
func counted(_ number: Int, _ thing: String) -> String { "\(number) \(thing)\(number == 1 ? "" : "s")" }

extension Unicode.Scalar {
    /// Whether it is a control character, a line break of Unicode's own, or turns the direction of writing.
    fileprivate var steersTerminal: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: properties.isBidiControl
        }
    }
}
