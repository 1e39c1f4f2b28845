import ArgumentParser
import ClaimLedger
import ClaimProjections

/// How an answer is written.
enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

struct FormatOption: ParsableArguments {
    @Option(help: "Text for people or JSON for programs.")
    var format: Format = .text

    /// Writes an answer of one value.
    func write(_ value: JSONValue, _ painter: Painter, text: (TextPage) throws -> Void) throws {
        try write(painter, json: { try $0.write(value.canonicalBytes()) }, text: text)
    }

    /// Writes an answer of many rows, one after the other, so that they need not all be in memory.
    func write<Answer: JSONAnswer>(
        _ rows: some Sequence<Answer>, _ painter: Painter, text: (TextPage) throws -> Void
    ) throws {
        try write(
            painter,
            json: { output in
                var separator = ""
                try output.write("[")
                for row in rows {
                    try output.write(separator)
                    try output.write(row.json.canonicalBytes())
                    separator = ","
                }
                try output.write("]")
            }, text: text)
    }

    private func write(
        _ painter: Painter, json: (StandardOutput) throws -> Void, text: (TextPage) throws -> Void
    ) throws {
        let output = StandardOutput()
        switch format {
        case .json:
            try json(output)
            try output.write("\n")
        case .text: try text(TextPage(output: output, painter: painter))
        }
        try output.finish()
    }
}
