import ArgumentParser
import ClaimLedger
import ClaimProjections

struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims",
        abstract: "Lists claims by solution area, with what is to be done next and by when.",
        discussion: """
            The expiry is the claim's next deadline, and the next action what its status prompts the partner to do \
            (VIEW-2, VIEW-3). A claim has to meet every filter that is given.

            Examples:
              ledger-replay claims --ledger claims
              ledger-replay claims --ledger claims --solution-area modernWork --partner northwind
              ledger-replay claims --ledger claims --status customerConsentReceived --expiring 14d
              ledger-replay claims --ledger claims --format csv
            """)

    @Option(help: "Only claims of this area.") var solutionArea: SolutionArea?
    @Option(help: "Only this partner's claims.", transform: PartnerID.init(_:)) var partner: PartnerID?
    @Option(help: "Only claims that stand here.") var status: ClaimStatus?
    @Option(help: "Only claims of this partner location.", transform: LocationID.init(_:)) var location: LocationID?
    @Option(
        help: ArgumentHelp(
            "Only claims whose next deadline is at most so many days (14d) or hours (36h) ahead.",
            valueName: "duration"),
        transform: Span.init(parsing:))
    var expiring: Span?
    @OptionGroup var rows: RowAnswerOptions

    func run() throws {
        var (views, asOf) = try rows.answer.fold(into: ViewsProjection())
        views.advance(to: asOf)
        let filter = ClaimFilter(
            solutionArea: solutionArea, partner: partner, status: status, location: location,
            expiringWithinMicroseconds: expiring?.microseconds)
        let table = TextTable([
            .init("solution area"), .init("claim", .right), .init("engagement"), .init("claim name"),
            .init("customer"), .init("partner"), .init("location"), .init("last updated"), .init("expiry"),
            .init("status"), .init("next action"),
        ])
        let listings = rows.answer.sight(of: views.claims, asOf: asOf).shown(views.listings(filter, asOf: asOf))
        try rows.write(listings, none: "no claims", table: table) { row in
            let cells = [
                Cell(row.solutionArea.rawValue), Cell(row.claim), Cell(row.engagement), Cell(row.claimName),
                Cell(row.customerName ?? row.customerID), Cell(row.partner), Cell(row.location), Cell(row.lastUpdated),
                Cell(row.expiry), Cell(row.status), Cell(row.nextAction?.words),
            ]
            return (cells, nil)
        }
    }
}
