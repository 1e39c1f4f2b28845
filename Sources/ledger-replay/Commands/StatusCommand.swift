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

            One claim as of now is answered by stored state, whatever the size of the ledger, where an application \
            (or rebuild) keeps it; else, and with --replay, by a replay.
            """)

    @Argument(help: "The numbers of the claims; all claims, if none is given.", transform: claimNumber)
    var claim: [ClaimID] = []
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var source: StoredOption

    func run() throws {
        if claim.count == 1, let row = try storedStatus(of: claim[0]) {
            return try answer.format.write([row], answer.color.painter) { try card(of: row, on: $0) }
        }
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

    /// One claim's status by stored state; nil where only a replay can tell, or no such claim is shown.
    private func storedStatus(of claim: ClaimID) throws -> StatusAnswer? {
        try answer.stored(source) { claims, now in
            try claims.status(of: claim, asOf: now, viewer: answer.viewer.viewer)
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
