import ClaimLedger
import Testing

@testable import ClaimLedgerTesting
@testable import ClaimProjections

/// One change to the tables: a row, a status a row starts from, or a guard is taken away.
struct TableMutant: Sendable, CustomTestStringConvertible {
    let name: String
    let rule: RuleID
    let lifecycles: Lifecycles

    var testDescription: String { name }

    /// What cannot show in any answer, and why.
    static let equivalent: [String: String] = [
        "PA-2 without before consent": lapseFirst,
        "PA-3 without before consent": lapseFirst,
        "PA-4 without before consent": lapseFirst,
        "PA-5 without before submission": lapseFirst,
        "PA-9 without before completion": lapseFirst,
        "PA-13 without before disputeSubmission": lapseFirst,
        "PA-21 without standingConsent": "judged with the automatic rejections, under its own name",
        "PA-30 to customerConsentExpired not from customerClaimed": usual,
        "PA-30 to customerConsentExpired not from awaitingCustomerConsent": usual,
        "PA-31 to notSubmittedClaimExpired not from customerConsentReceived": usual,
        "PA-32 to postSubmissionClaimExpired not from partnerActionRequired": usual,
        "PA-33 to disputedClaimExpired not from disputed": usual,
        "CPOR-2 without workloadNamed": "a split of nothing never fits, which is judged first",
        "CPOR-10 without before answer": lapseFirst,
        "CPOR-11 to rejected not from partnerActionRequired": usual,
        "CPOR-18 contacts-edited without contactNotLocked": "CPOR has no customer survey that would lock it",
        "CPOR-18 contacts-edited without domainReason": "a CPOR customer is identified by tenant",
    ]

    private static let lapseFirst = "the lapse comes first"
    private static let usual = "an early record breaks the rule by name, and leads to the same status as the row"

    static let all: [TableMutant] = [Lifecycle.partnerActivity, .cpor].flatMap { lifecycle in
        steps(lifecycle) + standing(lifecycle) + lapses(lifecycle)
    }

    private static func mutant(
        _ name: String, _ rule: RuleID, _ lifecycle: Lifecycle, steps: [Step]? = nil,
        standing: [StandingStep]? = nil, lapses: [LapseStep]? = nil
    ) -> TableMutant {
        let changed = Lifecycle(
            process: lifecycle.process, matrixRule: lifecycle.matrixRule, steps: steps ?? lifecycle.steps,
            standing: standing ?? lifecycle.standing, lapses: lapses ?? lifecycle.lapses,
            unknownTriggers: lifecycle.unknownTriggers)
        var tables = Lifecycles()
        switch lifecycle.process {
        case .partnerActivity: tables.partnerActivity = changed
        case .cpor: tables.cpor = changed
        }
        return TableMutant(name: name, rule: rule, lifecycles: tables)
    }

    private static func steps(_ lifecycle: Lifecycle) -> [TableMutant] {
        var mutants: [TableMutant] = []
        for (index, row) in lifecycle.steps.enumerated() {
            func replacing(_ name: String, _ from: [ClaimStatus], _ guards: [Guard]) -> TableMutant {
                var steps = lifecycle.steps
                steps[index] = Step(row.rule, from, row.trigger, row.party, to: row.to, when: row.when, if: guards)
                return mutant("\(row.rule)\(name)", row.rule, lifecycle, steps: steps)
            }
            // A creating row is not taken away: a claim must come from somewhere. Its guards are.
            for status in row.from {
                mutants.append(
                    replacing(" to \(row.to) not from \(status)", row.from.filter { $0 != status }, row.guards))
            }
            for taken in row.guards {
                mutants.append(replacing(" without \(taken.name)", row.from, row.guards.filter { $0 != taken }))
            }
        }
        return mutants
    }

    private static func standing(_ lifecycle: Lifecycle) -> [TableMutant] {
        lifecycle.standing.enumerated().flatMap { index, row in
            var without = lifecycle.standing
            without.remove(at: index)
            let gone = mutant("\(row.rule) no \(row.trigger.name)", row.rule, lifecycle, standing: without)
            return [gone]
                + row.guards.map { taken in
                    var standing = lifecycle.standing
                    standing[index] = StandingStep(
                        row.rule, row.trigger, row.parties, row.opening, when: row.when,
                        if: row.guards.filter { $0 != taken })
                    return mutant(
                        "\(row.rule) \(row.trigger.name) without \(taken.name)", row.rule, lifecycle,
                        standing: standing)
                }
        }
    }

    private static func lapses(_ lifecycle: Lifecycle) -> [TableMutant] {
        lifecycle.lapses.indices.map { index in
            var lapses = lifecycle.lapses
            let row = lapses.remove(at: index)
            return mutant("\(row.rule) no lapse to \(row.to)", row.rule, lifecycle, lapses: lapses)
        }
    }
}

extension Guard {
    /// The guard in a word or two.
    fileprivate var name: String {
        if case .before(let limit) = self { "before \(limit)" } else { "\(self)" }
    }
}

@Suite struct `Every row and guard of the tables matters` {
    /// All scenarios, read once.
    static let scenarios: [Scenario] = ProjectFiles.scenarios(below: "Fixtures/rules").compactMap { file in
        (try? ProjectFiles.contents(file)).flatMap { try? Scenario(parsing: $0, file: file) }
    }

    /// Whether a scenario's expectations hold under some tables; folded in memory, in the order an import would give.
    static func holds(_ scenario: Scenario, under tables: Lifecycles) throws -> Bool {
        let ordered = scenario.events.enumerated().sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }
        var known: Set<String> = []
        let events = try ordered.map(\.element).filter { known.insert("\($0.source) \($0.id)").inserted }
            .map { try PreparedEvent($0) }
        for expectation in scenario.expectations {
            var state = ClaimsProjection()
            state.lifecycles = tables
            for (index, event) in events.enumerated() where event.time <= expectation.asOf {
                var stream: UInt32 = 0
                if case .claim(let id) = event.stream { stream = state[id]?.streamIndex ?? UInt32(state.claims.count) }
                let place = EventPlace(
                    sequence: UInt64(index + 1), recordedTime: event.time, streamIndex: stream, streamVersion: 1,
                    previousInStream: 0)
                try event.withView(at: place) { (view) throws(ReadError) in try state.evolve(view) }
            }
            state.advance(to: expectation.asOf)
            for part in expectation.parts {
                var comparison = ScenarioComparison(state, asOf: expectation.asOf)
                comparison.compare(part.name, with: part.expected)
                if !comparison.differences.isEmpty { return false }
            }
        }
        return true
    }

    @Test(arguments: TableMutant.all)
    func `taking it away makes a scenario fail`(_ mutant: TableMutant) throws {
        // Those that name the rule first: one of them usually tells.
        let ordered =
            Self.scenarios.filter { $0.rules.contains(mutant.rule.text) }
            + Self.scenarios.filter { !$0.rules.contains(mutant.rule.text) }
        let noticed = try ordered.contains { try !Self.holds($0, under: mutant.lifecycles) }
        if let reason = TableMutant.equivalent[mutant.name] {
            #expect(!noticed, "\(mutant.name) is noticed after all: \(reason) is no longer true")
        } else {
            #expect(noticed, "no scenario notices \(mutant.name)")
        }
    }

    @Test func `the scenarios hold under the tables as they are`() throws {
        #expect(Self.scenarios.count > 300)
        for scenario in Self.scenarios { #expect(try Self.holds(scenario, under: Lifecycles()), "\(scenario.name)") }
    }
}
