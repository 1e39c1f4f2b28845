import ArgumentParser
import ClaimLedger
import ClaimProjections

struct FamilyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "family",
        abstract: "Shows the tree of claims that a claim is linked to.",
        discussion: """
            Claims are linked where one was split from another, made anew after it, displaced by it, or rejected for it. \
            The tree begins with the claim that was made first.

            In JSON: {"claim","claims":[{"claim","process","status","since","partner","created"}],"links":[{"link",\
            "from","to","at","workload","subscription"}]}, where a link is splitFrom, reclaimOf, displacedBy or \
            rejectedFor.

            Examples:
              ledger-replay family --ledger claims 4010021
              ledger-replay family --ledger claims 4010021 --format json
            """)

    @Argument(help: "The number of the claim.", transform: claimNumber)
    var claim: ClaimID
    @OptionGroup var answer: AnswerOptions

    func run() throws {
        let (state, asOf) = try answer.claims()
        let sight = answer.sight(of: state, asOf: asOf)
        _ = try sight.claims([claim])
        let whole = sight.viewer.seesEverything
        guard let family = state.family(of: claim, seenBy: whole ? nil : sight) else { return }
        try answer.format.write(family.json, answer.color.painter) { page in
            for line in FamilyTree(family).lines { try write(line, to: page) }
        }
    }

    private func write(_ line: FamilyTree.Line, to page: TextPage) throws(Failure) {
        let member = line.member
        let number = Cell(member.claim.description, member.claim == claim ? .heading : .plain)
        let text = cells(of: line, number).map { page.painter.paint($0.text, $0.style) }.joined(separator: " ")
        try page.line(page.painter.paint(branches(line.isLast), .faint) + text)
    }

    private func cells(of line: FamilyTree.Line, _ number: Cell) -> [Cell] {
        let member = line.member
        var cells: [Cell] = []
        if let relation = line.relation { cells.append(Cell(relation)) }
        cells.append(number)
        if line.isReference { return cells + [Cell("(see there)", .faint)] + [Cell(cause(of: line), .faint)] }
        guard let status = member.status, let partner = member.partner else {
            return cells + [Cell("(not in the ledger)", .faint)]
        }
        cells += [Cell(status), Cell(partner.text)]
        return cells + [Cell(cause(of: line), .faint)]
    }

    /// When the link came about, and the slots it is about.
    private func cause(of line: FamilyTree.Line) -> String {
        guard let first = line.links.first else { return line.member.created.map { "since \($0)" } ?? "" }
        let slots = line.links.compactMap { link in
            link.workload.map { workload in link.subscription.map { "\(workload) on \($0)" } ?? workload.text }
        }
        return slots.isEmpty ? "\(first.at)" : "\(first.at): \(slots.joined(separator: ", "))"
    }

    private func branches(_ isLast: [Bool]) -> String {
        guard let own = isLast.last else { return "" }
        return isLast.dropLast().map { $0 ? "   " : "│  " }.joined() + (own ? "└─ " : "├─ ")
    }
}
