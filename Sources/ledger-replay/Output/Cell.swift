import ClaimProjections

/// A piece of text in a table.
struct Cell: ExpressibleByStringLiteral {
    let text: String
    let style: Style

    /// Text from events may hold anything; control characters are shown, so that none reaches the terminal.
    init(_ text: String, _ style: Style = .plain) {
        self.text = printable(text)
        self.style = style
    }

    init(stringLiteral value: String) { self.init(value) }

    /// A dash stands for what there is not.
    init(_ value: (some CustomStringConvertible)?) {
        if let value { self.init(value.description) } else { self.init("–", .faint) }
    }

    init(_ status: ClaimStatus) { self.init(status.rawValue, status.style) }
}
