import ArgumentParser
import ClaimLedger
import ClaimProjections

struct TicketDraftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket-draft",
        abstract: "Drafts a dispute ticket from a claim's history.",
        discussion: """
            The six details of a dispute (TICKET-1) as far as the history gives them, where to send it (TICKET-2), the \
            rejection with its reason, the deadlines that matter, and the documents with their hashes. Nothing is \
            opened; what is missing is told.

            In JSON, ticket holds the data of a ticket-opened event.

            Examples:
              ledger-replay ticket-draft --ledger claims 3020117
              ledger-replay ticket-draft --ledger claims 3020117 --region emea
              ledger-replay ticket-draft --ledger claims 3020117 --disputes claimEligibility --reason "…" --format json
            """)

    @Argument(help: "The number of the claim.", transform: claimNumber)
    var claim: ClaimID
    @Option(help: "The region whose address takes the ticket; without it, it goes through Partner Center.")
    var region: Region?
    @Option(help: "What is disputed; by itself, what the claim's status leaves to dispute.")
    var disputes: DisputedMatter?
    @Option(help: ArgumentHelp("The reason; by itself, what the history says.", valueName: "text"))
    var reason: String?
    @OptionGroup var answer: AnswerOptions

    func run() throws {
        var (money, asOf) = try answer.fold(into: MoneyProjection())
        money.advance(to: asOf)
        let sight = answer.sight(of: money.evidence.claims, asOf: asOf)
        for claim in try sight.claims([claim]) {
            let choices = DraftChoices(region: region, disputes: disputes, reason: reason)
            let draft = money.disputeTicket(for: claim, choices, asOf: asOf, seenBy: sight)
            try answer.format.write(draft.json, answer.color.painter) { try write(draft, to: $0) }
        }
    }

    private func write(_ draft: TicketDraft, to page: TextPage) throws(Failure) {
        try page.line(Cell("dispute about claim \(draft.claim)", .heading), Cell(draft.status))
        try page.line("  send to     ", Cell(draft.sendTo))
        try page.line("  partner     ", Cell(draft.form.partnerID))
        try page.line("  program     ", Cell(draft.form.program))
        try page.line("  customer    ", Cell(draft.form.customer))
        if let workload = draft.form.workload { try page.line("  workload    ", Cell(workload)) }
        try page.line("  disputes    ", Cell(draft.form.disputes?.rawValue))
        try page.line("  reason      ", Cell(draft.form.details))
        if !draft.missing.isEmpty {
            let words = draft.missing.map(\.words).joined(separator: ", ")
            try page.line("  missing     ", Cell(words, .waiting))
        }
        if let rejection = draft.rejection {
            let reason = rejection.reason.map { $0.plainText ?? "sealed" }
            try page.line("  rejected    ", Cell("\(rejection.at), \(rejection.words)"))
            if let reason { try page.line("              ", Cell(reason)) }
        }
        for deadline in draft.deadlines {
            let passed = deadline.isPassed ? Cell("passed", .refused) : Cell("")
            try page.line("  deadline    ", Cell("\(deadline.at) \(deadline.rule), \(deadline.words)"), passed)
        }
        for evidence in draft.evidence {
            let document = evidence.document
            let name = "\(document.documentID), \(document.component.rawValue), \(document.fileName)"
            try page.line("  evidence    ", Cell("\(name), added \(evidence.addedAt)"))
            try page.line("              ", Cell("sha256 \(document.sha256)", .faint))
        }
    }
}
