import ArgumentParser
import ClaimLedger
import ClaimProjections

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tells why a claim has its status, and what comes next.",
        discussion: """
            Every change of status with its event and the rule behind it, every event that broke a rule, who owned \
            the claim's slots from when to when, and then the next deadline, what is missing, and who may do what.

            Examples:
              ledger-replay explain --ledger claims 3015949
              ledger-replay explain --ledger claims 3015949 --as-of 2024-07-01T00:00:00Z
              ledger-replay explain --ledger claims 3015949 --at-sequence 1000 --format json
            """)

    @Argument(help: "The number of the claim.", transform: claimNumber)
    var claim: ClaimID
    @OptionGroup var answer: AnswerOptions

    func run() throws {
        var (history, asOf) = try answer.fold(into: HistoryProjection(of: claim))
        history.advance(to: asOf)
        let sight = answer.sight(of: history.claims, asOf: asOf)
        _ = try sight.claims([claim])
        guard let explanation = history.explanation(asOf: asOf).map(sight.shown) else { return }
        try answer.format.write(explanation.json, answer.color.painter) { page in
            try page.line(
                Cell("claim \(explanation.claim)", .heading), Cell(explanation.process.rawValue),
                Cell(explanation.status), Cell("since \(explanation.since), as of \(explanation.asOf)"))
            try page.line()
            try page.line(Cell("why", .heading))
            for reason in explanation.because { try write(reason, to: page) }
            if !explanation.ownership.isEmpty {
                try page.line()
                try page.line(Cell("ownership", .heading))
                for reason in explanation.ownership { try write(reason, to: page) }
            }
            try page.line()
            try page.line(Cell("next", .heading))
            try write(explanation.next, to: page)
        }
    }

    private func write(_ reason: StatusReason, to page: TextPage) throws {
        try page.line(Cell("  \(reason.at) "), Cell(reason.to))
        let rule = reason.rule.map { "\($0) " } ?? ""
        try page.line("     ", Cell(rule + reason.sentence))
        if let cause = reason.cause { try page.line("     ", Cell("by \(cause.words)", .faint)) }
        let record = reason.event.map(\.words) ?? "no event has recorded it"
        try page.line("     ", Cell(record, .faint))
        if let violation = reason.violation {
            try page.line("     ", Cell("violation of \(violation.rule): \(violation.reason)", .refused))
        }
    }

    private func write(_ reason: OwnershipReason, to page: TextPage) throws {
        try page.line(" ", Cell(reason.sentence))
        if let start = reason.start { try page.line("     ", Cell("from \(start.words)", .faint)) }
        if let end = reason.end { try page.line("     ", Cell("until \(end.words)", .faint)) }
    }

    private func write(_ next: Outlook, to page: TextPage) throws {
        if let deadline = next.deadline {
            try page.line(
                "  deadline  ", Cell("\(deadline.at), then"), Cell(deadline.becomes), Cell("(\(deadline.rule))"))
            if let count = next.count { try page.line("            ", Cell(count.sentence, .faint)) }
        } else {
            try page.line("  deadline  ", Cell("none", .faint))
        }
        if let missing = next.missing {
            let words = missing.words.isEmpty ? "nothing" : missing.words.joined(separator: ", ")
            try page.line("  missing   ", Cell("to submit it: \(words)"))
        }
        for conflict in next.conflicts {
            let answered =
                conflict.respondedAt.map { "answered \($0)" } ?? "to be answered before \(conflict.respondBy)"
            let challenger = ConflictCase.words(of: conflict.challenger)
            let sides = "\(challenger) challenges \(ConflictCase.words(of: conflict.holder)) for \(conflict.workload)"
            try page.line("  conflict  ", Cell("\(sides), \(answered)"))
        }
        for party in Party.allCases where party != .system {
            let allowed = next.now.filter { $0.party == party }.map { action in
                action.until.map { "\(action.action.rawValue) until \($0)" } ?? action.action.rawValue
            }
            let later = next.later.filter { $0.party == party }.map { action in
                "\(action.action.rawValue) from \(action.from.map(\.description) ?? "")"
            }
            let all = allowed + later
            let name = party.rawValue + String(repeating: " ", count: 10 - party.rawValue.count)
            try page.line(Cell("  \(name)"), all.isEmpty ? Cell("nothing", .faint) : Cell(all.joined(separator: ", ")))
        }
    }
}
