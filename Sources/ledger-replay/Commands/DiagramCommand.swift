import ArgumentParser
import ClaimLedger
import ClaimProjections

struct DiagramCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagram",
        abstract: "Draws the statuses of a claim and what leads from one to another.",
        discussion: """
            Mermaid is what many pages of documentation show by themselves; DOT is read by Graphviz, one graph for \
            each process. In DOT, what the clock does is dashed, and a final status has two lines around it.

            Examples:
              ledger-replay diagram --process cpor
              ledger-replay diagram --process partnerActivity --format dot | dot -Tsvg -o claim.svg
            """)

    enum DiagramFormat: String, ExpressibleByArgument, CaseIterable {
        case mermaid, dot
    }

    @Option(help: "Only this process.") var process: ClaimProcess?
    @Option(help: "The language of the drawing.") var format: DiagramFormat = .mermaid

    func run() throws {
        let processes = process.map { [$0] } ?? ClaimProcess.allCases
        let output = StandardOutput()
        for (place, diagram) in processes.map({ StateDiagram(of: $0) }).enumerated() {
            if place > 0 { try output.write("\n") }
            try output.write(format == .dot ? diagram.dot : diagram.mermaid)
        }
        try output.finish()
    }
}
