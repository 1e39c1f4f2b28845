import ArgumentParser
import ClaimLedger
import ClaimProjections

struct CatalogueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Shows the engagements and the locations, with what stands out about them.",
        discussion: """
            Engagements on the terms that count at the answer's instant, locations with enrolment, payee profile, \
            market and roles, and remarks: an engagement published again with other terms, a country or market that \
            is none, a role for a location that the ledger does not know. Remarks break no rule.

            In JSON: {"asOf","engagements":[…],"locations":[…],"remarks":[{"sequence","event","subject","at","rule",\
            "remark"}]}.

            Examples:
              ledger-replay catalogue --ledger claims
              ledger-replay catalogue --ledger claims --as-of 2024-07-01T00:00:00Z --format json
            """)

    @OptionGroup var answer: AnswerOptions

    func run() throws {
        let (catalogue, asOf) = try answer.fold(into: CatalogueProjection())
        let found = answer.sight(of: catalogue, asOf: asOf).shown(catalogue.answer(asOf: asOf))
        try answer.format.write(found.json, answer.color.painter) { page in
            try page.line(Cell("engagements", .heading))
            try table(of: found.engagements).write(to: page)
            try page.line()
            try page.line(Cell("locations", .heading))
            try table(of: found.locations).write(to: page)
            guard !found.remarks.isEmpty else { return }
            try page.line()
            try page.line(Cell("remarks", .heading))
            for remark in found.remarks {
                try page.line(Cell("  \(remark.subject.subject)"), Cell(remark.rule.text, .waiting))
                try page.line("     ", Cell(remark.text))
                try page.line("     ", Cell("event \(remark.event) of \(remark.at)", .faint))
            }
        }
    }

    private func table(of rows: [EngagementRow]) -> TextTable {
        var table = TextTable([
            .init("engagement"), .init("area"), .init("payout"), .init("timeline"), .init("limit", .right),
            .init("cents A", .right), .init("cents B", .right), .init("cents C", .right), .init(""), .init("since"),
        ])
        for row in rows {
            let amounts = row.terms.amountsCents
            table.add([
                Cell(row.engagement), Cell(row.terms.solutionArea.rawValue), Cell(row.terms.payout.rawValue),
                Cell(row.terms.timeline.rawValue), Cell(row.claimLimit), Cell(amounts?.a), Cell(amounts?.b),
                Cell(amounts?.c), row.terms.isOpen ? Cell("open", .approved) : Cell("closed", .refused),
                Cell(row.since),
            ])
        }
        return table
    }

    private func table(of rows: [LocationRow]) -> TextTable {
        var table = TextTable([
            .init("location"), .init("partner"), .init("country"), .init("market"), .init("enrolled"), .init("profile"),
            .init("users"),
        ])
        for row in rows {
            let barred = row.ineligible.map(\.text).joined(separator: ", ")
            table.add(
                [
                    Cell(row.location), Cell(row.enrolment?.partner), Cell(row.enrolment?.country),
                    Cell(row.market?.rawValue), Cell(row.enrolled.rawValue, row.enrolled.style),
                    Cell(row.payeeProfile.rawValue, row.payeeProfile.style),
                    Cell(row.holders.map(\.user.text).joined(separator: ", ")),
                ], note: barred.isEmpty ? nil : Cell("not eligible for \(barred)", .faint))
        }
        return table
    }
}
