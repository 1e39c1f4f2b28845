import ClaimLedger

/// The figures that the words of a row are written with: those of editions, and the instants counted for one claim.
public struct RowFigures: Sendable {
    /// The editions the row is printed for; the first one's figures stand first.
    public let editions: [RuleSet]
    /// The deadlines of the claim that the row was applied to; empty where the row is printed by itself.
    public let deadlines: [Limit: DeadlineInstant]

    /// Figures of one or more editions.
    public init(_ editions: [RuleSet] = [.guide], deadlines: [Limit: DeadlineInstant] = [:]) {
        precondition(!editions.isEmpty, "there is always an edition in force")
        self.editions = editions
        self.deadlines = deadlines
    }

    /// The first edition's figure, and beside it each other one that differs: `14 d (10 d under 2025-01)`.
    func figure(_ figure: (RuleSet) -> String) -> String {
        let first = figure(editions[0])
        let others = editions.dropFirst().filter { figure($0) != first }
            .map { "\(figure($0)) under \($0.edition)" }
        return others.isEmpty ? first : "\(first) (\(others.joined(separator: ", ")))"
    }

    /// The instant a limit closes, in words.
    func words(_ limit: Limit) -> String {
        guard let deadline = deadlines[limit] else { return limit.words(self) }
        guard let count = deadline.count else { return "\(deadline.at)" }
        return "\(count.start.words) + \(count.days) d (\(deadline.at))"
    }
}

extension Limit {
    /// The instant it closes as the rulebook writes it: `creation + 30 d`, or a name where the figure varies by claim.
    fileprivate func words(_ figures: RowFigures) -> String {
        switch self {
        case .consent: "creation + \(figures.figure { "\($0.consentDays) d" })"
        case .submission: "the submission deadline (PA-31)"
        case .completion: "the completion deadline (PA-32)"
        case .dispute, .disputeSubmission: "rejection + \(figures.figure { "\($0.disputeDays) d" })"
        case .answer: "action + \(figures.figure { "\($0.answerDays) d" })"
        case .migration: figures.figure { "\($0.migrationEnds)" }
        }
    }
}

extension CountStart {
    /// The start in a sum of days: `creation` + 30 d.
    var words: String {
        switch self {
        case .creation: "creation"
        case .consent: "consent"
        case .disputeSubmission: "the dispute's submission"
        case .rejection: "rejection"
        case .action: "action"
        }
    }

    /// The start in a sentence: 30 days after `the claim's creation`.
    var sentence: String {
        switch self {
        case .creation: "the claim's creation"
        case .consent: "the customer's consent"
        case .disputeSubmission: "the dispute's first submission (PA-37)"
        case .rejection: "the first rejection"
        case .action: "action was required"
        }
    }
}
