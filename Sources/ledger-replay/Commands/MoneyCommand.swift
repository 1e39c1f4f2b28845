import ArgumentParser
import ClaimLedger
import ClaimProjections

struct MoneyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "money",
        abstract: "Puts the amounts of claims side by side, and tells where they differ.",
        discussion: """
            What a claim proposed, what the catalogue pays in its market, what its invoice states and what was approved; \
            or these added up by group, each over the claims that state it. In JSON and CSV all amounts are US cents.

            Where amounts differ is a finding: MONEY-1 the invoice from the catalogue, MONEY-2 the approval from the \
            catalogue, MONEY-3 the approval from the invoice, MONEY-4 and MONEY-5 invoice and approval above the proposal.

            Examples:
              ledger-replay money --ledger claims
              ledger-replay money --ledger claims 3020111
              ledger-replay money --ledger claims --by solution-area --format csv
              ledger-replay money --ledger claims --differences
            """)

    @Argument(help: "The number of the claim; all claims, if none is given.", transform: claimNumber)
    var claim: ClaimID?
    @Option(help: "Instead, sums over the claims of each partner, market or solution area.")
    var by: MoneyGrouping?
    @Flag(help: "Only claims whose amounts differ.") var differences = false
    @OptionGroup var rows: RowAnswerOptions

    func validate() throws {
        if by != nil, claim != nil || differences {
            throw ValidationError("--by adds up all claims: it goes with neither a claim nor --differences")
        }
    }

    func run() throws {
        var (money, asOf) = try rows.answer.fold(into: MoneyProjection())
        money.advance(to: asOf)
        let sight = rows.answer.sight(of: money.evidence.claims, asOf: asOf)
        if let by { return try writeTotals(money.totals(by: by, seenBy: sight), by) }
        let chosen = try claim.map { try sight.claims([$0]).map(money.money) } ?? money.money()
        let answers = sight.shown(chosen).filter { !differences || !$0.differences.isEmpty }
        let table = TextTable([
            .init("claim", .right), .init("partner"), .init("status"), .init("market"), .init("proposed", .right),
            .init("catalogue", .right), .init("invoice", .right), .init("approved", .right),
        ])
        try rows.write(answers, none: "no claims", table: table) { row in
            let cells = [
                Cell(row.claim), Cell(row.partner), Cell(row.status), Cell(row.market?.rawValue),
                Cell(cents: row.proposedCents), Cell(cents: row.catalogueCents), Cell(cents: row.invoiceCents),
                Cell(cents: row.approvedCents),
            ]
            let found = row.differences.map { "\($0.kind.rawValue): \($0.finding)" }.joined(separator: "; ")
            return (cells, found.isEmpty ? nil : Cell(found, .waiting))
        }
    }

    private func writeTotals(_ totals: [MoneyTotal], _ by: MoneyGrouping) throws {
        let table = TextTable([
            .init(by.rawValue), .init("claims", .right), .init("proposed", .right), .init("catalogue", .right),
            .init("invoiced", .right), .init("approved", .right), .init("differences", .right),
        ])
        if rows.format == .csv { return try writeCSV(totals, by) }
        try rows.answer.write(totals, none: "no claims", table: table) { row in
            let cells = [
                Cell(row.group), Cell(row.claims), Cell(row.proposed), Cell(row.catalogue), Cell(row.invoiced),
                Cell(row.approved), Cell(row.differences),
            ]
            return (cells, nil)
        }
    }

    /// Groups have a column of their own name, and two for each sum.
    private func writeCSV(_ totals: [MoneyTotal], _ by: MoneyGrouping) throws {
        let sums = ["proposed", "catalogue", "invoiced", "approved"].flatMap { ["\($0)Cents", "\($0)Claims"] }
        let columns = [by.memberName, "claims"] + sums + ["differences"]
        let lines = totals.map { row in
            let amounts: [JSONValue] = [row.proposed, row.catalogue, row.invoiced, row.approved].flatMap { sum in
                [JSONValue.integer(sum.cents), .integer(Int64(sum.claims))]
            }
            let first: [JSONValue] = [row.group.map { .string($0) } ?? .null, .integer(Int64(row.claims))]
            return first + amounts + [.integer(Int64(row.differences))]
        }
        try rows.writeCSV(columns, lines)
    }
}

extension Cell {
    /// An amount in dollars.
    fileprivate init(cents: Int64?) {
        self.init(cents.map { $0.inDollars })
    }

    /// A sum in dollars, and over how many claims it is.
    fileprivate init(_ sum: MoneyTotal.Sum) {
        self.init(sum.claims == 0 ? nil : "\(sum.cents.inDollars) (\(sum.claims))")
    }
}

extension Int64 {
    fileprivate var inDollars: String {
        let (whole, part) = quotientAndRemainder(dividingBy: 100)
        return "\(whole).\(part < 10 ? "0" : "")\(part)"
    }
}
