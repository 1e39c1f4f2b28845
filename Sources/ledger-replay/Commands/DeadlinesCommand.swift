import ArgumentParser
import ClaimLedger
import ClaimProjections

struct DeadlinesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadlines",
        abstract: "Tells which claims will lapse when, the soonest first.",
        discussion: """
            Examples:
              ledger-replay deadlines --ledger claims
              ledger-replay deadlines --ledger claims --within 14d
              ledger-replay deadlines --ledger claims --as-of 2025-11-01T00:00:00Z
              ledger-replay deadlines --ledger claims --targets
            """)

    @Option(
        help: ArgumentHelp(
            "Only those so many days (14d) or hours (36h) ahead, the last instant included.", valueName: "duration"),
        transform: Span.init(parsing:))
    var within: Span?
    @Flag(help: "Instead, by when Microsoft means to have decided on what is under review (CPOR-22).")
    var targets = false
    @OptionGroup var answer: AnswerOptions

    func run() throws {
        if targets { return try writeTargets() }
        let (state, asOf) = try answer.claims()
        let rows = answer.sight(of: state, asOf: asOf)
            .shown(state.deadlines(after: asOf, withinMicroseconds: within?.microseconds))
        let table = TextTable([.init("at"), .init("claim", .right), .init("rule"), .init("becomes")])
        try answer.write(rows, none: "no pending deadlines", table: table) { row in
            ([Cell(row.at), Cell(row.claim), Cell(row.rule), Cell(row.becomes)], nil)
        }
    }

    /// Targets are reported and never enforced: passed ones stay until the decision.
    private func writeTargets() throws {
        var (evidence, asOf) = try answer.fold(into: EvidenceProjection())
        evidence.advance(to: asOf)
        let targets = answer.sight(of: evidence.claims, asOf: asOf).shown(evidence.reviewTargets(asOf: asOf))
        let rows = targets.filter { target in
            within.map { target.at.microseconds(since: asOf) <= $0.microseconds } ?? true
        }
        let table = TextTable([
            .init("target"), .init(""), .init("claim", .right), .init("status"), .init("because"), .init("since"),
        ])
        try answer.write(rows, none: "no review targets", table: table) { row in
            let cells = [
                Cell(row.at), row.isPassed ? Cell("passed", .refused) : "", Cell(row.claim), Cell(row.status),
                Cell(row.reason.words), Cell(row.from),
            ]
            return (cells, nil)
        }
    }
}

extension ReviewTarget.Reason {
    fileprivate var words: String {
        switch self {
        case .review: "review started"
        case .contestedReview: "review started, another partner owns the slot"
        case .dispute: "dispute submitted"
        }
    }
}
