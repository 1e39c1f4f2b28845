import ArgumentParser
import ClaimLedger
import ClaimProjections

struct TrackerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tracker",
        abstract: "Tracks a claim: steps done and pending, its history and comments.",
        discussion: """
            A step is complete with its date, pending, or not done where the claim went on without it or is over. The \
            comments are those of both sides, what Microsoft asks for, why it rejected, and why the partner disputes; a \
            customer's reason for declining is never among them (VIEW-4, VIS-2).

            Examples:
              ledger-replay tracker --ledger claims 3015949
              ledger-replay tracker --ledger claims 3015949 --as-of 2023-03-01T00:00:00Z
              ledger-replay tracker --ledger claims 3015949 --format csv
            """)

    @Argument(help: "The number of the claim.", transform: claimNumber)
    var claim: ClaimID
    @OptionGroup var rows: RowAnswerOptions

    func run() throws {
        var (state, asOf) = try rows.answer.fold(into: TrackerProjection(of: claim))
        state.advance(to: asOf)
        let sight = rows.answer.sight(of: state.history.claims, asOf: asOf)
        _ = try sight.claims([claim])
        guard let tracker = state.tracker(asOf: asOf).map(sight.shown) else { return }
        if rows.format == .csv { return try rows.writeCSV(tracker.lines) }
        try rows.answer.format.write(tracker.json, rows.answer.color.painter) { page in
            try write(tracker.listing, since: tracker.since, to: page)
            try page.line()
            try write(tracker.steps, to: page)
            try page.line()
            try write(tracker.history, to: page)
            guard !tracker.comments.isEmpty else { return }
            try page.line()
            try write(tracker.comments, to: page)
        }
    }

    private func write(_ row: ClaimListing, since: Instant, to page: TextPage) throws(Failure) {
        let customer = "\(row.customerIDType.rawValue) \(row.customerID)"
        try page.line(Cell("claim \(row.claim)", .heading), Cell(row.claimName))
        try page.line("  status     ", Cell(row.status), Cell("since \(since)"))
        if let engagement = row.engagement {
            try page.line("  engagement ", Cell(row.engagementName ?? engagement.text), Cell(engagement.text, .faint))
        }
        if let name = row.customerName {
            try page.line("  customer   ", Cell(name), Cell(customer, .faint))
        } else {
            try page.line("  customer   ", Cell(customer))
        }
        try page.line("  partner    ", Cell(row.partner), Cell("at \(row.location)", .faint))
        if let expiry = row.expiry { try page.line("  expiry     ", Cell(expiry)) }
        if let action = row.nextAction { try page.line("  next       ", Cell(action.words, .waiting)) }
    }

    private func write(_ steps: [TrackerStep], to page: TextPage) throws(Failure) {
        var table = TextTable([.init("step"), .init("state"), .init("at")])
        for step in steps { table.add([Cell(step.kind.rawValue), step.state.cell, Cell(step.at)]) }
        try table.write(to: page)
    }

    private func write(_ history: [HistoryRow], to page: TextPage) throws(Failure) {
        var table = TextTable([
            .init("action"), .init("at"), .init("party"), .init("user"), .init("status"),
        ])
        for row in history {
            table.add([
                Cell(row.type), Cell(row.at), Cell(row.party.rawValue), Cell(row.actor),
                row.from == row.to ? Cell("") : Cell(row.to),
            ])
        }
        try table.write(to: page)
    }

    private func write(_ comments: [TrackerComment], to page: TextPage) throws(Failure) {
        var table = TextTable([.init("comment on"), .init("at"), .init("party"), .init("user"), .init("")])
        for comment in comments {
            let text = comment.text.plainText.map { Cell($0) } ?? Cell("sealed", .faint)
            table.add([
                Cell(comment.kind.wireName), Cell(comment.at), Cell(comment.actor.party.rawValue),
                Cell(comment.actor.id), text,
            ])
        }
        try table.write(to: page)
    }
}

extension TrackerStep.State {
    fileprivate var cell: Cell {
        switch self {
        case .complete: Cell("complete", .approved)
        case .pending: Cell("pending", .waiting)
        case .notDone: Cell("not done", .faint)
        }
    }
}
