import ArgumentParser
import ClaimLedger
import ClaimProjections

struct EligibilityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eligibility",
        abstract: "Tells whether a location may claim for an engagement, criterion by criterion.",
        discussion: """
            Each criterion with yes, no or unknown, and the event that says so. What the ledger holds no facts of is \
            unknown, and bars nothing. With --customer, also what depends on the customer; with --user, whether that \
            user holds a role, and otherwise whether anybody does.

            In JSON: {"location","engagement","customer","user","asOf","eligible","market","amountCents","criteria":\
            [{"criterion","rule","answer","reason","sequence","event","at","claims"}]}.

            Examples:
              ledger-replay eligibility --ledger claims 5272302 enable-frontline-workshop
              ledger-replay eligibility --ledger claims 5272302 enable-frontline-workshop \\
                --customer domain:contoso.com --as-of 2024-07-01T00:00:00Z
              ledger-replay eligibility --ledger claims 5272302 enable-frontline-workshop --format csv
            """)

    @Argument(help: "The id of the location.") var location: String
    @Argument(help: "The id of the engagement.") var engagement: String
    @Option(
        help: ArgumentHelp("Whom it would claim, such as domain:contoso.com.", valueName: "type:id"),
        transform: customerReference)
    var customer: CustomerReference?
    @Option(help: ArgumentHelp("Who would claim.", valueName: "user")) var user: String?
    @OptionGroup var rows: RowAnswerOptions

    func run() throws {
        let answer = rows.answer
        let (state, asOf) = try answer.claims()
        let sight = answer.sight(of: state, asOf: asOf)
        let place = LocationID(location)
        guard sight.sees(place) else {
            throw Failure(.answerIsNo, "there is no location \(place) to show at \(asOf)")
        }
        let found = sight.shown(
            state.eligibility(
                of: place, for: EngagementID(engagement), customer: customer, by: user.map { UserID($0) }, at: asOf))
        if rows.format == .csv { return try writeCSV(of: found) }
        try answer.format.write(found.json, answer.color.painter) { try write(found, to: $0) }
    }

    private func writeCSV(of answer: EligibilityAnswer) throws {
        let columns = ["location", "engagement", "criterion", "rule", "answer", "reason", "sequence", "event", "at"]
        let lines: [[JSONValue]] = answer.criteria.map { row in
            [
                .string(answer.location.text), .string(answer.engagement.text), .string(row.name.rawValue),
                .string(row.name.rule.text), .string(row.verdict.rawValue), .string(row.reason),
                row.source.map { .integer(Int64($0.sequence)) } ?? .null,
                row.source.map { .string($0.event.text) } ?? .null, row.at.map { .string($0.description) } ?? .null,
            ]
        }
        try rows.writeCSV(columns, lines)
    }

    private func write(_ answer: EligibilityAnswer, to page: TextPage) throws(Failure) {
        let verdict = Cell(answer.verdict.rawValue, answer.verdict.style)
        try page.line(Cell("location \(answer.location) for \(answer.engagement)", .heading), verdict)
        if let market = answer.market {
            let amount = answer.amountCents.map { ", which pays \($0) US cents" } ?? ""
            try page.line("  market      ", Cell("\(market.rawValue)\(amount)"))
        }
        try page.line()
        var table = TextTable([.init("criterion"), .init("answer"), .init("rule"), .init("event")])
        for row in answer.criteria {
            let claims = row.claims.isEmpty ? "" : ": \(row.claims.map(\.description).joined(separator: ", "))"
            table.add(
                [
                    Cell(row.name.rawValue), Cell(row.verdict.rawValue, row.verdict.style), Cell(row.name.rule),
                    Cell(row.source?.event),
                ], note: Cell(row.reason + claims, .faint))
        }
        try table.write(to: page)
    }
}

extension EligibilityCriterion.Verdict {
    var style: Style {
        switch self {
        case .yes: .approved
        case .no: .refused
        case .unknown: .faint
        }
    }
}

/// Reads a customer given as `TYPE:ID`.
private func customerReference(_ text: String) throws -> CustomerReference {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let type = CustomerIDType(rawValue: String(parts[0])), !parts[1].isEmpty else {
        let types = CustomerIDType.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("write TYPE:ID, such as domain:contoso.com; the types are \(types)")
    }
    return CustomerReference(idType: type, id: String(parts[1]))
}
