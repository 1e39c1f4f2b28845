import ArgumentParser
import ClaimLedger
import ClaimProjections

struct FindingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "Tells what a person should look at in the stated facts of proof and payment.",
        discussion: """
            The age of acknowledgements, kinds of documents that are never accepted, workloads that do not match \
            (POE-11, POE-12), missing disclosure to public sector customers (CPOR-25), and invoices of another amount \
            or on another claim too (PA-CLAIM-4). Findings block nothing and are no violations.

            Examples:
              ledger-replay findings --ledger claims
              ledger-replay findings --ledger claims 4010031
              ledger-replay findings --ledger claims --as-of 2025-11-01T00:00:00Z
            """)

    @Argument(help: "The number of the claim; all claims, if none is given.", transform: claimNumber)
    var claim: ClaimID?
    @OptionGroup var answer: AnswerOptions

    func run() throws {
        var (evidence, asOf) = try answer.fold(into: EvidenceProjection())
        evidence.advance(to: asOf)
        let sight = answer.sight(of: evidence.claims, asOf: asOf)
        if let claim { _ = try sight.claims([claim]) }
        let rows = sight.shown(evidence.findings(of: claim, asOf: asOf, viewer: sight.viewer))
        let table = TextTable([.init("claim", .right), .init("document"), .init("rule")])
        try answer.write(rows, none: "no findings", table: table) { row in
            ([Cell(row.claim), Cell(row.document), Cell(row.rule.text, .waiting)], Cell(row.finding))
        }
    }
}
