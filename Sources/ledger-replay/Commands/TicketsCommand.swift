import ArgumentParser
import ClaimLedger
import ClaimProjections

struct TicketsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tickets",
        abstract: "Tells where dispute and help tickets stand.",
        discussion: """
            Whether a ticket is complete, and what is missing (TICKET-1, FTC-2); where it goes (TICKET-2); whether its \
            matter is in scope, or where else it belongs (FTC-1); by when it should be assigned (FTC-3); how many of its \
            events broke a rule. Those are no violations of claims: ticket tells them.

            Examples:
              ledger-replay tickets --ledger claims
              ledger-replay tickets --ledger claims --overdue
              ledger-replay tickets --ledger claims --as-of 2024-08-20T00:00:00Z --format csv
            """)

    @Flag(help: "Only those not resolved.") var open = false
    @Flag(help: "Only those whose assignment target passed (FTC-3).") var overdue = false
    @OptionGroup var rows: RowAnswerOptions

    func run() throws {
        let (tickets, asOf) = try rows.answer.fold(into: VisibleTicketsProjection(for: rows.viewer.viewer))
        let answers = tickets.answers(asOf: asOf).filter { ticket in
            (!open || ticket.status != .resolved) && (!overdue || ticket.isOverdue)
        }
        let table = TextTable([
            .init("ticket"), .init("status"), .init("since"), .init("kind"), .init("claim", .right), .init("owner"),
            .init("goes to"),
        ])
        try rows.write(answers, none: "no tickets", table: table) { row in
            let cells = [
                Cell(row.ticket), row.statusCell, Cell(row.since), Cell(row.form?.kind.rawValue),
                Cell(row.form?.claim), Cell(row.owner), Cell(row.sentTo),
            ]
            let remarks = row.remarks
            return (cells, remarks.isEmpty ? nil : Cell(remarks.joined(separator: "; "), .waiting))
        }
    }
}

extension TicketAnswer {
    var statusCell: Cell {
        switch status {
        case .open: Cell("open", .open)
        case .returned: Cell("returned", .waiting)
        case .assigned: Cell("assigned", .open)
        case .escalated: Cell("escalated", .waiting)
        case .resolved: Cell("resolved", .approved)
        case nil: Cell("never opened", .refused)
        }
    }

    /// What a reader should see at once, each in a few words.
    var remarks: [String] {
        var remarks: [String] = []
        if !missing.isEmpty { remarks.append("missing: \(missing.map(\.words).joined(separator: ", "))") }
        if let belongsTo { remarks.append("out of scope: belongs to \(belongsTo)") }
        if let assignBy, isOverdue { remarks.append("assignment overdue since \(assignBy)") }
        if violations > 0 { remarks.append(counted(violations, "violation")) }
        return remarks
    }
}
