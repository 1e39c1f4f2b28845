import ArgumentParser
import ClaimLedger
import ClaimProjections

struct ConflictsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: "Tells which claims challenged the owner of a workload, and how it ended.",
        discussion: """
            For people: the open ones first, with the latest proof of both sides as it stood when the conflict closed, \
            or stands now, and the decision with its rationale.

            Examples:
              ledger-replay conflicts --ledger claims
              ledger-replay conflicts --ledger claims --as-of 2025-11-01T00:00:00Z
            """)

    @OptionGroup var answer: AnswerOptions

    func run() throws {
        var (evidence, asOf) = try answer.fold(into: EvidenceProjection())
        evidence.advance(to: asOf)
        let sight = answer.sight(of: evidence.claims, asOf: asOf)
        try answer.format.write(sight.shown(evidence.claims.conflictAnswers()), answer.color.painter) { page in
            let cases = sight.shown(evidence.conflictCases())
            if cases.isEmpty { try page.line("no conflicts") }
            for (place, conflict) in cases.enumerated() {
                if place > 0 { try page.line() }
                try write(conflict, to: page)
            }
        }
    }

    private func write(_ row: ConflictCase, to page: TextPage) throws(Failure) {
        let conflict = row.conflict
        let outcome = conflict.outcome.map { Cell($0.rawValue, .heading) } ?? Cell("open", .waiting)
        try page.line(outcome, Cell(sides(of: row)))
        let slot = conflict.subscription.map { "\(conflict.workload) on \($0)" } ?? conflict.workload.text
        try page.line("  slot        ", Cell("\(slot), of \(conflict.tenant)"))
        try page.line("  opened      ", Cell("\(conflict.openedAt), to be answered before \(conflict.respondBy)"))
        try page.line("  answered    ", Cell(conflict.respondedAt))
        try page.line("  challenger  ", Cell(words(of: row.challenger)))
        try page.line("  holder      ", Cell(words(of: row.holder)))
        if let closedAt = conflict.closedAt { try page.line("  closed      ", Cell(closedAt)) }
        guard let decision = row.decision else { return }
        let verdict = decision.isApproval ? "approved" : "rejected"
        try page.line("  decision    ", Cell("\(ConflictCase.words(of: decision.claim)) \(verdict) \(decision.at)"))
        try page.line("  rationale   ", rationale(of: decision))
    }

    private func sides(of row: ConflictCase) -> String {
        "\(ConflictCase.words(of: row.challenger.claim)) against \(ConflictCase.words(of: row.holder.claim))"
    }

    private func words(of side: ConflictCase.Side) -> String {
        guard let partner = side.partner else { return "another partner, not shown" }
        guard let proof = side.latestProof else { return "\(partner), without proof" }
        let acknowledged = proof.acknowledgedOn.map { ", acknowledged \($0)" } ?? ""
        return "\(partner), proof \(proof.document) of \(proof.addedAt)\(acknowledged)"
    }

    private func rationale(of decision: ConflictCase.Decision) -> Cell {
        switch decision.rationale {
        case .plain(let text): Cell(text)
        case .sealed: Cell("sealed", .faint)
        case nil: Cell(decision.isRationaleWithheld ? "given, not shown" : "none given", .faint)
        }
    }
}
