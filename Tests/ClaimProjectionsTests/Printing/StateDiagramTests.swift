import ClaimLedger
import ClaimProjections
import Testing

@Suite struct `The diagrams` {
    @Test(arguments: ClaimProcess.allCases)
    func `every row is drawn from each of its statuses, and a lapse once`(_ process: ClaimProcess) {
        let lifecycle = Lifecycle.of(process)
        let arrows = StateDiagram(of: process).arrows
        for step in lifecycle.steps {
            let drawn = arrows.filter { $0.rule == step.rule && $0.to == step.to }.map(\.from)
            let origins: [ClaimStatus?] = step.from.isEmpty ? [nil] : step.from
            #expect(Set(drawn).isSuperset(of: origins))
        }
        #expect(Set(arrows).count == arrows.count)
        #expect(arrows.filter(\.isLapse).count == lifecycle.lapses.map(\.from.count).reduce(0, +))
        #expect(Set(arrows.filter(\.isLapse).map(\.rule)) == Set(lifecycle.lapses.map(\.rule)))
    }

    @Test func `a status is final where the rulebook calls it so`() {
        let activity = StateDiagram(of: .partnerActivity)
        #expect(
            activity.statuses.filter(activity.isFinal) == activity.statuses.filter { $0.endsClaim || $0 == .approved })
        let association = StateDiagram(of: .cpor)
        #expect(association.statuses.filter(association.isFinal) == association.statuses.filter(\.endsClaim))
    }

    static let lines: [(ClaimProcess, String)] = [
        (.partnerActivity, "    [*] --> customerClaimed : customer-claimed (partner) PA-1"),
        (.partnerActivity, "    rejected --> disputed : disputed (partner) PA-12"),
        (.partnerActivity, "    disputedClaimExpired --> [*]"),
        (.cpor, "    approved --> disassociated : disassociated (partner), with a current association CPOR-17"),
    ]

    @Test(arguments: lines)
    func `Mermaid has an arrow with event, party and rule`(_ process: ClaimProcess, _ line: String) {
        let mermaid = StateDiagram(of: process).mermaid
        #expect(mermaid.hasPrefix("stateDiagram-v2\n"))
        #expect(mermaid.split(separator: "\n").contains { $0 == line })
        // A second colon would end the label.
        #expect(mermaid.split(separator: "\n").allSatisfy { line in line.filter { $0 == ":" }.count <= 1 })
    }

    static let dotLines: [(ClaimProcess, String)] = [
        (.partnerActivity, "    cancelled [peripheries=2];"),
        (.partnerActivity, "    start -> customerClaimed [label=\"PA-1\\ncustomer-claimed (partner)\"];"),
        (
            .partnerActivity,
            "    disputed -> disputedClaimExpired [label=\"PA-33\\nexpired (disputed) (system)\", style=dashed];"
        ),
        (.cpor, "    drafted;"),
    ]

    @Test(arguments: dotLines)
    func `DOT dashes what the clock does and marks the final statuses`(_ process: ClaimProcess, _ line: String) {
        let dot = StateDiagram(of: process).dot
        #expect(dot.hasPrefix("digraph \(process.rawValue) {\n"))
        #expect(dot.hasSuffix("}\n"))
        #expect(dot.split(separator: "\n").contains { $0 == line })
    }
}
