public import ClaimLedger

/// The rules as tables of text: what every way of printing them has in common.
public struct RulePage: Sendable {
    /// A table under its heading; a cell may have several lines.
    public struct Table: Sendable {
        /// What it is a table of.
        public let title: String
        /// The names of the columns.
        public let columns: [String]
        /// The cells by row and column, each as lines.
        public let rows: [[[String]]]
    }

    /// Tables under one heading.
    public struct Section: Sendable {
        /// The heading.
        public let title: String
        /// The tables in their order.
        public let tables: [Table]
    }

    /// A section for each process, and one for the figures.
    public let sections: [Section]

    /// The rules of some processes, with the figures of these editions.
    public init(of processes: [ClaimProcess], editions: [RuleSet] = [.guide]) {
        sections = processes.map { Section(RuleTables(of: $0, editions: editions)) } + [Section(figuresOf: editions)]
    }
}

extension RulePage.Section {
    fileprivate init(_ rules: RuleTables) {
        title = rules.process.words
        let steps = RulePage.Table("Steps", rules.steps)
        let standing = RulePage.Table("Events that keep the status", rules.standing)
        let lapses = RulePage.Table("What the clock does", rules.lapses)
        tables = [steps, standing, lapses, RulePage.Table(rules.deviations)]
    }

    fileprivate init(figuresOf editions: [RuleSet]) {
        title = "Figures"
        let rows = RuleSet.figures.map { figure in
            [[figure.name], [figure.rule.text]] + editions.map { [figure.value($0).words] }
        }
        let dates = editions.map { [$0.effectiveFrom == .earliest ? "the beginning" : "\($0.effectiveFrom)"] }
        tables = [
            RulePage.Table(
                title: "By edition", columns: ["figure", "rule"] + editions.map(\.edition),
                rows: [[["in force from"], ["TIME-6"]] + dates] + rows)
        ]
    }
}

extension RulePage.Table {
    fileprivate init(_ title: String, _ rows: [RuleRow]) {
        self.init(
            title: title, columns: ["from", "event (by)", "guard", "to", "rule"],
            rows: rows.map { [$0.originWords, [$0.eventWords], $0.guards, [$0.targetWords], [$0.rule.text]] })
    }

    fileprivate init(_ deviations: [MatrixDeviation]) {
        self.init(
            title: "Where the printed matrix and the answers differ",
            columns: ["status", "column", "event (by)", "answer", "because", "rule"],
            rows: deviations.map { deviation in
                [
                    deviation.statuses.map(\.rawValue), [deviation.column.rawValue],
                    ["\(deviation.trigger.name) (\(deviation.party.rawValue))"], [deviation.answer.rawValue],
                    [deviation.reason], [deviation.rule.text],
                ]
            })
    }
}
