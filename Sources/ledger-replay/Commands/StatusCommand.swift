import ArgumentParser
import ClaimLedger
import ClaimProjections

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tells where claims stand.",
        discussion: """
            Examples:
              ledger-replay status --ledger claims
              ledger-replay status --ledger claims 3015949
              ledger-replay status --ledger claims --as-of 2024-07-01T00:00:00Z
            """)

    @Argument(help: "The numbers of the claims; all claims, if none is given.", transform: claimNumber)
    var claim: [ClaimID] = []
    @OptionGroup var answer: AnswerOptions

    func run() throws {
        let (state, asOf) = try answer.claims()
        let sight = answer.sight(of: state, asOf: asOf)
        let claims = claim.isEmpty ? sight.visibleClaims : try sight.claims(claim)
        let rows = claims.lazy.map { state.status(of: $0, asOf: asOf) }
        if !claim.isEmpty, claims.count == 1, let only = rows.first {
            return try answer.format.write(rows, answer.color.painter) { try card(of: only, on: $0) }
        }
        let table = TextTable([
            .init("claim", .right), .init("status"), .init("since"), .init("partner"), .init("customer"),
            .init("next deadline"),
        ])
        try answer.write(rows, none: "no claims", table: table) { row in
            let deadline = row.nextDeadline.map { "\($0.at) \($0.rule)" }
            return (
                [
                    Cell(row.claim), Cell(row.status), Cell(row.since), Cell(row.partner), Cell(row.customerID),
                    Cell(deadline),
                ], nil
            )
        }
    }

    /// One claim, a line for each thing there is to know.
    private func card(of row: StatusAnswer, on page: TextPage) throws {
        let kind = "\(row.process.rawValue), \(row.solutionArea.rawValue)"
        try page.line(Cell("claim \(row.claim)", .heading), Cell(kind))
        try page.line("  status      ", Cell(row.status), Cell("since \(row.since)"))
        if let deadline = row.nextDeadline {
            let instant = Cell("\(deadline.at), then")
            try page.line("  deadline    ", instant, Cell(deadline.becomes), Cell("(\(deadline.rule))"))
        }
        if row.status == .rejected {
            try page.line("  dispute     ", Cell(row.isDisputable ? "still possible" : "no longer possible"))
        }
        try page.line("  partner     ", Cell("\(row.partner) at \(row.location)"))
        try page.line("  customer    ", Cell("\(row.customerIDType.rawValue) \(row.customerID)"))
        if let engagement = row.engagement { try page.line("  engagement  ", Cell(engagement)) }
        try page.line("  last event  ", Cell("sequence \(row.lastSequence)"))
    }
}
