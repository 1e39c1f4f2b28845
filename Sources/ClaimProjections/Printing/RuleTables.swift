public import ClaimLedger

/// The rules of one process in words, generated from the rows that the folds follow.
///
/// JSON: `{"steps":[…],"standing":[…],"lapses":[…],"deviations":[…]}`, a `RuleRow` each in the first three; a deviation is
/// `{"statuses":[…],"column","event","party","answer","rule","reason"}`.
public struct RuleTables: JSONAnswer, Sendable {
    /// Whose rules they are.
    public let process: ClaimProcess
    /// The rows that create a claim or lead it to a status.
    public let steps: [RuleRow]
    /// The rows of events that keep the status.
    public let standing: [RuleRow]
    /// What the clock does.
    public let lapses: [RuleRow]
    /// Where the printed matrix and the live answer differ.
    public let deviations: [MatrixDeviation]

    /// The tables of a process, with the figures of these editions; the first one's stand first.
    public init(of process: ClaimProcess, editions: [RuleSet] = [.guide]) {
        let lifecycle = Lifecycle.of(process)
        let figures = RowFigures(editions)
        self.process = process
        steps = lifecycle.steps.map { RuleRow($0, of: process, figures) }
        standing = lifecycle.standing.map { RuleRow($0, of: process, figures) }
        lapses = lifecycle.lapses.map { RuleRow($0, of: process, figures) }
        deviations = ActionMatrix.deviations.filter { $0.process == process }
    }

    /// The tables in the form stated above.
    public var json: JSONValue {
        [
            "steps": steps.json, "standing": standing.json, "lapses": lapses.json, "deviations": deviations.json,
        ]
    }

    /// The `rules` answer: the tables of each process under its name, `editions` and `figures`.
    ///
    /// An edition is `{"edition","effectiveFrom"}`, a figure `{"figure","rule","values":[{"edition","value"}]}`.
    public static func json(of processes: [ClaimProcess], editions: [RuleSet]) -> JSONValue {
        var answer = JSONObject(
            processes.map {
                JSONObject.Member(name: $0.rawValue, value: RuleTables(of: $0, editions: editions).json)
            })
        answer["editions"] = .array(
            editions.map {
                ["edition": .string($0.edition), "effectiveFrom": .string($0.effectiveFrom.description)]
            })
        answer["figures"] = .array(RuleSet.figures.map { $0.json(of: editions) })
        return .object(answer)
    }
}

extension MatrixDeviation: JSONAnswer {
    /// The deviation as a row of `deviations` in the `rules` answer.
    public var json: JSONValue {
        [
            "statuses": .array(statuses.map { .string($0.rawValue) }), "column": .string(column.rawValue),
            "event": .string(trigger.name), "party": .string(party.rawValue), "answer": .string(answer.rawValue),
            "rule": .string(rule.text), "reason": .string(reason),
        ]
    }
}
