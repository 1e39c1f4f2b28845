import ClaimLedger

extension StateDiagram {
    /// The diagram in the language of Mermaid, as a `stateDiagram-v2`; it ends with a line break.
    public var mermaid: String {
        var lines = ["stateDiagram-v2"]
        for arrow in arrows {
            let from = arrow.from?.rawValue ?? "[*]"
            lines.append("    \(from) --> \(arrow.to.rawValue) : \(arrow.event) \(arrow.rule)")
        }
        for status in statuses where isFinal(status) { lines.append("    \(status.rawValue) --> [*]") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The diagram in Graphviz's DOT: what the clock does is dashed, a final status has two lines around it.
    public var dot: String {
        var lines = [
            "digraph \(process.rawValue) {", "    node [shape=box, style=rounded, fontname=\"Helvetica\"];",
            "    edge [fontname=\"Helvetica\", fontsize=10];", "    start [shape=point, width=0.15];",
        ]
        for status in statuses {
            lines.append("    \(status.rawValue)\(isFinal(status) ? " [peripheries=2]" : "");")
        }
        for arrow in arrows {
            let from = arrow.from?.rawValue ?? "start"
            let label = "label=\"\(arrow.rule)\\n\(arrow.event)\""
            lines.append("    \(from) -> \(arrow.to.rawValue) [\(label)\(arrow.isLapse ? ", style=dashed" : "")];")
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    /// The diagrams of several processes as a page of Markdown, each in a fenced block; it ends with a line break.
    public static func markdown(of diagrams: [StateDiagram]) -> String {
        var lines = [
            "# Diagrams", "",
            "The life of a claim, drawn from the rows that every answer follows: `ledger-replay diagram` prints the blocks. A",
            "change is made there, and never here.",
        ]
        for diagram in diagrams {
            lines += ["", "## \(diagram.process.words)", "", "```mermaid", diagram.mermaid + "```"]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
