import ArgumentParser
import ClaimLedger
import ClaimProjections

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Tells everything that happened to a claim.",
        discussion: """
            What the clock or a rival's consent did is shown at its instant, also before an event has recorded it. An \
            event that broke a rule is followed by the rule and the reason.

            Examples:
              ledger-replay history --ledger claims 3015949
              ledger-replay history --ledger claims 3015949 --at-sequence 1000
            """)

    @Argument(help: "The number of the claim.", transform: claimNumber)
    var claim: ClaimID
    @OptionGroup var answer: AnswerOptions

    func run() throws {
        var (history, asOf) = try answer.fold(into: HistoryProjection(of: claim))
        history.advance(to: asOf)
        let sight = answer.sight(of: history.claims, asOf: asOf)
        _ = try sight.claims([claim])
        let table = TextTable([
            .init("sequence", .right), .init("at"), .init("event"), .init("party"), .init("actor"), .init("status"),
            .init(""),
        ])
        try answer.write(sight.shown(history.rows), none: "no events", table: table) { row in
            let cells = [
                Cell(row.sequence), Cell(row.at), Cell(row.type), Cell(row.party.rawValue), Cell(row.actor),
                Cell(row.to), Cell(row.from.map { $0 == row.to ? "" : "from \($0.rawValue)" } ?? "", .faint),
            ]
            return (cells, row.violation.map { Cell("violation of \($0.rule): \($0.reason)", .refused) })
        }
    }
}
