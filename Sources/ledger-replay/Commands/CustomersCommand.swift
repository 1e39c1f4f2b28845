import ArgumentParser
import ClaimLedger
import ClaimProjections

struct CustomersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customers",
        abstract: "Lists an engagement's customers: eligible, ineligible and complete.",
        discussion: """
            Every claim for the engagement, and where the payout is fixed every customer who gave its partner consent \
            before and has no claim going on. Complete are approved, cancelled, finally rejected and expired claims; a \
            variable payout has no ineligible tab, and shows claims only (VIEW-1).

            Examples:
              ledger-replay customers --ledger claims enable-frontline-workshop
              ledger-replay customers --ledger claims enable-frontline-workshop --tab ineligible
              ledger-replay customers --ledger claims apps-in-a-day-workshop --partner northwind --format csv
            """)

    @Argument(help: "The id of the engagement.", transform: EngagementID.init(_:))
    var engagement: EngagementID
    @Option(help: "Only this tab.") var tab: CustomersTab?
    @Option(help: "Only this partner's customers.", transform: PartnerID.init(_:)) var partner: PartnerID?
    @OptionGroup var rows: RowAnswerOptions

    func run() throws {
        var (views, asOf) = try rows.answer.fold(into: ViewsProjection())
        views.advance(to: asOf)
        let sight = rows.answer.sight(of: views.claims, asOf: asOf)
        guard let customers = views.customers(of: engagement, partner: partner, asOf: asOf, seenBy: sight) else {
            let whole = "the ledger holds no engagement \(engagement) at \(asOf)"
            let part = "there is no engagement \(engagement) to show at \(asOf)"
            throw Failure(.answerIsNo, sight.viewer.seesEverything ? whole : part)
        }
        let chosen = customers.filter { tab == nil || $0.tab == tab }
        let table = TextTable([
            .init("tab"), .init("customer"), .init("customer id"), .init("partner"), .init("claim", .right),
            .init("location"), .init("last updated"), .init("expiry"), .init("status"), .init("next action"),
        ])
        try rows.write(chosen, none: "no customers", table: table) { row in
            let cells = [
                Cell(row.tab.rawValue), Cell(row.customerName), Cell(row.customerID), Cell(row.partner),
                Cell(row.listing?.claim), Cell(row.listing?.location), Cell(row.listing?.lastUpdated),
                Cell(row.listing?.expiry), row.listing.map { Cell($0.status) } ?? Cell(String?.none),
                Cell(row.nextAction?.words),
            ]
            return (cells, row.bar.map { Cell($0.words, .waiting) })
        }
    }
}
