import ArgumentParser
import ClaimLedger
import ClaimProjections

struct ViolationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "violations",
        abstract: "Tells which events broke a rule, and why.",
        discussion: """
            An event that breaks a rule happened all the same: it is kept, applied and reported here.

            Examples:
              ledger-replay violations --ledger claims
              ledger-replay violations --ledger claims --fail-on-violations
            """)

    @Flag(help: "End with status 1 if there are any.") var failOnViolations = false
    @OptionGroup var answer: AnswerOptions

    func run() throws {
        let (state, asOf) = try answer.fold(into: ClaimsProjection())
        let rows = answer.sight(of: state, asOf: asOf).shown(state.violationAnswers)
        let table = TextTable([
            .init("sequence", .right), .init("at"), .init("claim", .right), .init("event"), .init("rule"), .init("id"),
        ])
        try answer.write(rows, none: "no violations", table: table) { row in
            let violation = row.violation
            let cells = [
                Cell(violation.sequence), Cell(violation.at), Cell(violation.claim), Cell(violation.kind.wireName),
                Cell(violation.breach.rule.text, .refused), Cell(violation.event.text, .faint),
            ]
            return (cells, Cell(violation.breach.reason))
        }
        if failOnViolations, !rows.isEmpty { throw Failure(.answerIsNo) }
    }
}
