import ClaimLedger

extension Step {
    /// The guards in words, in the order of the row.
    public func guardWords(_ figures: RowFigures = RowFigures()) -> [String] {
        guards.map { $0.words(of: trigger, figures) }
    }

    /// The row as a sentence: `rejected → disputed by the partner, before rejection + 30 d, not disputed before`.
    ///
    /// - Parameters:
    ///   - status: The one status it was applied from; nil for all that the row names.
    ///   - figures: Where the days and hours in the words come from.
    /// - Returns: Statuses and party first, then what else must hold, in the order of the row.
    public func sentence(from status: ClaimStatus? = nil, figures: RowFigures = RowFigures()) -> String {
        let origins = status.map { [$0] } ?? from
        let origin = origins.isEmpty ? "–" : origins.map(\.rawValue).joined(separator: ", ")
        let clauses = when.map { $0.words(figures) } + guardWords(figures)
        return (["\(origin) → \(to.rawValue) by \(party.words)"] + clauses).joined(separator: ", ")
    }
}

extension StandingStep {
    /// The guards in words, in the order of the row.
    public func guardWords(_ figures: RowFigures = RowFigures()) -> [String] {
        guards.map { $0.words(of: trigger, figures) }
    }
}

extension Lifecycle {
    /// What the clock does, by the row of the event that records it; nil for a row that records nothing of the clock.
    func lapse(recordedBy step: Step) -> LapseStep? {
        guard step.party == .system else { return nil }
        return lapses.first { $0.trigger == step.trigger && $0.to == step.to }
    }
}

extension LapseStep {
    /// The deadline in words: `creation + 30 d`.
    public func limitWords(_ figures: RowFigures = RowFigures()) -> String { figures.words(limit) }
}
