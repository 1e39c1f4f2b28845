import ClaimLedger
import ClaimProjections
import Testing

@Suite struct `The printed rules` {
    static let rules = ClaimProcess.allCases.map { RuleTables(of: $0) }

    @Test(arguments: ClaimProcess.allCases)
    func `every row of the tables is printed once, in its order`(_ process: ClaimProcess) {
        let lifecycle = Lifecycle.of(process)
        let printed = RuleTables(of: process)
        #expect(printed.steps.map(\.rule) == lifecycle.steps.map(\.rule))
        #expect(printed.steps.map(\.to) == lifecycle.steps.map(\.to))
        #expect(printed.standing.map(\.event) == lifecycle.standing.map(\.trigger.name))
        #expect(printed.lapses.map(\.to) == lifecycle.lapses.map(\.to))
        #expect(printed.deviations == ActionMatrix.deviations.filter { $0.process == process })
    }

    /// A row as the rulebook prints it: from, event (by), guard, to.
    static let printed: [(RuleID, String)] = [
        ("PA-1", "– | customer-claimed (partner) | everything named (PA-CLAIM-1)"),
        ("PA-12", "rejected | disputed (partner) | before rejection + 30 d, not disputed before | disputed"),
        ("PA-10", "submitted, underReview, not after a dispute | rejected (microsoft) | a reason is given | rejected"),
        ("PA-30", "customerClaimed, awaitingCustomerConsent | expired (customerConsent) (system) | at creation + 30 d"),
        ("PA-19", "every status | comment-added (partner, microsoft) |  | stays"),
        ("CPOR-9", "submitted, underReview | approved (microsoft), some workloads | every conflict answered"),
        (
            "CPOR-11",
            "partnerActionRequired, not after a dispute | rejected, cause noResponse (system) | at action + 14 d"
        ),
        ("CPOR-17", "approved with an association | disassociated (partner) | every workload of the claim (CPOR-17)"),
    ]

    @Test(arguments: printed)
    func `a row says what the rulebook says`(_ rule: RuleID, _ expected: String) throws {
        let rows = Self.rules.flatMap { $0.steps + $0.standing }
        let row = try #require(rows.first { $0.rule == rule })
        let cells = [
            row.originWords.joined(separator: ", "), row.eventWords, row.guards.joined(separator: ", "),
            row.targetWords,
        ]
        #expect(cells.joined(separator: " | ").hasPrefix(expected))
    }

    @Test func `where editions differ, a row names each figure`() throws {
        var later = RuleSet.guide
        later.edition = "2025-01"
        later.answerDays = 10
        let row = try #require(
            RuleTables(of: .cpor, editions: [.guide, later]).steps.first { $0.rule == "CPOR-10" })
        #expect(row.guards.first == "before action + 14 d (10 d under 2025-01)")
    }

    @Test func `every figure of an edition is printed`() {
        let names = Set(RuleSet.figures.compactMap { $0.name.split(separator: ".").first.map(String.init) })
        let members = Mirror(reflecting: RuleSet.guide).children.compactMap(\.label)
        #expect(names == Set(members).subtracting(["edition", "effectiveFrom"]))
    }

    @Test func `an answer in JSON has an object for each row`() throws {
        guard case .object(let answer) = RuleTables.json(of: ClaimProcess.allCases, editions: [.guide]),
            case .object(let cpor) = answer["cpor"], case .array(let steps) = cpor["steps"],
            case .object(let first) = steps.first
        else {
            Issue.record("the answer is no object of objects")
            return
        }
        #expect(answer.members.map(\.name) == ["cpor", "editions", "figures", "partnerActivity"])
        #expect(cpor.members.map(\.name) == ["deviations", "lapses", "standing", "steps"])
        #expect(steps.count == Lifecycle.cpor.steps.count)
        #expect(first.members.map(\.name) == ["by", "event", "from", "guard", "rule", "to", "when"])
    }

    @Test func `what an edition is called cannot break a table`() {
        var odd = RuleSet.guide
        odd.edition = "a|b\n# c"
        let lines = RulePage(of: [], editions: [.guide, odd]).markdown.split(separator: "\n")
        #expect(lines.contains("| figure | rule | guide-2025-06 | a\\|b # c |"))
    }
}
