import ArgumentParser
import ClaimLedger
import ClaimProjections

struct TicketCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket",
        abstract: "Tells everything about one ticket.",
        discussion: """
            What it gives and lacks, where it went, by when it should be assigned, and every event; an event that broke \
            a rule is followed by the rule and the reason.

            Examples:
              ledger-replay ticket --ledger claims T-1001
              ledger-replay ticket --ledger claims T-1001 --format json
            """)

    @Argument(help: "The id of the ticket.", transform: TicketID.init(_:))
    var ticket: TicketID
    @OptionGroup var answer: AnswerOptions

    func run() throws {
        let viewer = answer.viewer.viewer
        let (tickets, asOf) = try answer.fold(into: VisibleTicketsProjection(for: viewer))
        guard let history = tickets.history(of: ticket, asOf: asOf) else {
            let whole = "the ledger holds no ticket \(ticket) at \(asOf)"
            throw Failure(
                .answerIsNo, viewer.seesEverything ? whole : "there is no ticket \(ticket) to show at \(asOf)")
        }
        try answer.format.write(history.json, answer.color.painter) { page in
            try write(history.answer, to: page)
            try page.line()
            var table = TextTable([
                .init("sequence", .right), .init("at"), .init("event"), .init("party"), .init("actor"), .init("status"),
                .init(""),
            ])
            for event in history.events {
                let words = event.isSealed ? Cell("sealed", .faint) : Cell(event.words ?? "")
                table.add(
                    [
                        Cell(event.sequence), Cell(event.at), Cell(event.kind.wireName),
                        Cell(event.actor.party.rawValue), Cell(event.actor.id), Cell(event.to?.rawValue), words,
                    ], note: event.breach.map { Cell("violation of \($0.rule): \($0.reason)", .refused) })
            }
            try table.write(to: page)
        }
    }

    private func write(_ row: TicketAnswer, to page: TextPage) throws(Failure) {
        let kind = row.form.map { "\($0.kind.rawValue), by \($0.channel.rawValue)" } ?? ""
        try page.line(Cell("ticket \(row.ticket)", .heading), Cell(kind, .faint))
        try page.line("  status      ", row.statusCell, Cell("since \(row.since)"))
        if let sentTo = row.sentTo { try page.line("  goes to     ", Cell(sentTo)) }
        if let escalatedTo = row.escalatedTo { try page.line("  escalated to", Cell(escalatedTo)) }
        if let owner = row.owner { try page.line("  owner       ", Cell(owner)) }
        if let assignBy = row.assignBy {
            let state = row.isOverdue ? Cell("overdue", .refused) : Cell(row.assignedAt == nil ? "" : "met", .approved)
            try page.line("  assign by   ", Cell(assignBy), state)
        }
        if let form = row.form { try write(form, to: page) }
        if !row.missing.isEmpty {
            try page.line("  missing     ", Cell(row.missing.map(\.words).joined(separator: ", "), .waiting))
        }
        if let belongsTo = row.belongsTo { try page.line("  belongs to  ", Cell(belongsTo, .waiting)) }
    }

    private func write(_ form: TicketOpened, to page: TextPage) throws(Failure) {
        let given: [(String, String?)] = [
            ("partner     ", form.partnerID?.text), ("claim       ", form.claim), ("program     ", form.program),
            ("customer    ", form.customer), ("workload    ", form.workload),
            ("disputes    ", form.disputes?.rawValue), ("category    ", form.category), ("details     ", form.details),
        ]
        for (name, value) in given {
            if let value { try page.line(Cell("  \(name)"), Cell(value)) }
        }
    }
}
