public import ClaimLedger

extension Step {
    /// Whether the row starts from a row of the matrix, its other circumstances aside.
    public func isOpen(at place: MatrixPlace) -> Bool {
        from.contains(place.status) && (place.withAssociation || !when.contains(.withAssociation))
    }
}

extension StandingStep {
    /// Whether the row is open to a party at a row of the matrix, its circumstances aside.
    public func isOpen(at place: MatrixPlace, in process: ClaimProcess, to party: Party) -> Bool {
        guard parties.contains(party), place.withAssociation || !when.contains(.withAssociation) else { return false }
        switch opening {
        case .statuses(let statuses): return statuses.contains(place.status)
        case .column(let column): return ActionMatrix.of(process).parties(column, at: place).contains(party)
        }
    }
}
