import ArgumentParser
import ClaimLedger
import ClaimProjections

struct AnomaliesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anomalies",
        abstract: "Tells what stands out among claims that break no rule by it.",
        discussion: """
            ANOM-1 a document or comment older than its claim; ANOM-2 a customer's contact on the partner's own domain; \
            ANOM-3 approval without review; ANOM-4 one invoice on two claims; ANOM-5 managed security services with \
            pay; ANOM-6 action required after the completion deadline; ANOM-7 a conflict decided without a rationale. \
            They stand apart from findings, whose list other programs know.

            Examples:
              ledger-replay anomalies --ledger claims
              ledger-replay anomalies --ledger claims 3020114
              ledger-replay anomalies --ledger claims --format csv
            """)

    @Argument(help: "The number of the claim; all claims, if none is given.", transform: claimNumber)
    var claim: ClaimID?
    @OptionGroup var rows: RowAnswerOptions

    func run() throws {
        var (anomalies, asOf) = try rows.answer.fold(into: AnomalyProjection())
        anomalies.advance(to: asOf)
        let sight = rows.answer.sight(of: anomalies.claims, asOf: asOf)
        if let claim { _ = try sight.claims([claim]) }
        let found = anomalies.anomalies(of: claim, seenBy: sight)
        let table = TextTable([
            .init("claim", .right), .init("anomaly"), .init("document"), .init("at"), .init("event"),
        ])
        try rows.write(found, none: "no anomalies", table: table) { row in
            let cells = [
                Cell(row.claim), Cell(row.kind.rawValue, .waiting), Cell(row.document), Cell(row.at), Cell(row.event),
            ]
            return (cells, Cell(row.finding))
        }
    }
}
