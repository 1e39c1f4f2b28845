import ArgumentParser
import ClaimLedger
import ClaimProjections

struct ActionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions",
        abstract: "Tells who may do what on a claim, and why not.",
        discussion: """
            First the printed matrix for the claim's status, then every action with a yes, or a no with its rule and \
            reason, at the answer's instant.

            Examples:
              ledger-replay actions --ledger claims 3015949
              ledger-replay actions --ledger claims 3015949 --party partner
            """)

    @Argument(help: "The number of the claim.", transform: claimNumber)
    var claim: ClaimID
    @Option(help: "Only what this party may do.") var party: Party?
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var source: StoredOption

    func run() throws {
        let viewer = answer.viewer.viewer
        let known = try answer.stored(source) { claims, now in
            // Asked first: a claim that the viewer may not see has no actions.
            try claims.actions(of: claim, at: now, party: party, viewer: viewer).flatMap { rows in
                try claims.claim(claim, asOf: now).map { ($0, rows, now) }
            }
        }
        if let (found, rows, now) = known { return try write(rows, on: found, at: now) }
        let (state, asOf) = try answer.claims()
        let sight = answer.sight(of: state, asOf: asOf)
        for claim in try sight.claims([claim]) {
            try write(sight.shown(state.actionsNow(of: claim, at: asOf, party: party)), on: claim, at: asOf)
        }
    }

    private func write(_ now: [ActionAnswer], on claim: ClaimState, at instant: Instant) throws {
        let matrix = ActionMatrix.of(claim.process)
        let ownsSlot = claim.hasAssociation
        let json: JSONValue = [
            "claim": .string(claim.id.description), "status": .string(claim.status.rawValue),
            "matrix": matrix.json(of: claim.status, withAssociation: ownsSlot), "now": now.json,
        ]
        try answer.format.write(json, answer.color.painter) { page in
            try page.line(Cell("claim \(claim.id)", .heading), Cell(claim.status), Cell("at \(instant)"))
            try page.line()
            try MatrixCommand.grid(of: [.init(claim.status, withAssociation: ownsSlot)], matrix).write(to: page)
            try page.line()
            try table(of: now).write(to: page)
        }
    }

    private func table(of rows: [ActionAnswer]) -> TextTable {
        var table = TextTable([.init("action"), .init("party"), .init("allowed"), .init("rule"), .init("because")])
        for row in rows {
            let change = row.until.map { "yes, until \($0)" } ?? row.from.map { "no, from \($0)" }
            table.add([
                Cell(row.action.rawValue), Cell(row.party.rawValue),
                row.isAllowed ? Cell(change ?? "yes", .approved) : Cell(change ?? "no", .refused),
                Cell(row.breach?.rule.text ?? ""), Cell(row.breach?.reason ?? ""),
            ])
        }
        return table
    }
}
