public import ClaimLedger

/// One row of the tables in words: who may record what, from where to where, and what must hold.
///
/// JSON: `{"rule","from":[…],"event","by":[…],"when":[…],"guard":[…],"to"}`. `from` holds names of the `matrix` answer's
/// rows and is empty for a row that creates a claim; `to` is `null` where the event keeps the status. The guard of a
/// lapse is its deadline.
public struct RuleRow: JSONAnswer, Hashable, Sendable {
    /// The row's id.
    public let rule: RuleID
    /// Whose table it stands in.
    public let process: ClaimProcess
    /// Where it starts; empty for a row that creates a claim.
    public let from: [MatrixPlace]
    /// The event as the rulebook writes it.
    public let event: String
    /// Who records it.
    public let by: [Party]
    /// In which circumstances the row applies at all; a claim's, then an event's.
    public let when: [Circumstance]
    /// What must hold, each in words.
    public let guards: [String]
    /// Where it leads; nil where the status stays.
    public let to: ClaimStatus?
    private let circumstances: [String]

    /// The row in the form stated above.
    public var json: JSONValue {
        [
            "rule": .string(rule.text), "from": .array(from.map { .string($0.name) }), "event": .string(event),
            "by": .array(by.map { .string($0.rawValue) }), "when": .array(circumstances.map { .string($0) }),
            "guard": .array(guards.map { .string($0) }), "to": JSONValue(text: to?.rawValue),
        ]
    }

    /// Where it starts, each in words, and behind them the circumstances of the claim.
    public var originWords: [String] {
        let all = MatrixPlace.all(of: process)
        var words: [String] = []
        if from.isEmpty {
            words = ["–"]
        } else if from.count == all.count {
            words = ["every status"]
        } else {
            for place in from {
                let isWhole =
                    from.filter { $0.status == place.status }.count == all.filter { $0.status == place.status }.count
                let word = isWhole ? place.status.rawValue : place.words(in: process)
                if !words.contains(word) { words.append(word) }
            }
        }
        return words + zip(when, circumstances).filter { !$0.0.isOfEvent && $0.0 != .withAssociation }.map(\.1)
    }

    /// The event, who records it, and the circumstances of the event.
    public var eventWords: String {
        let parties = by.map(\.rawValue).joined(separator: ", ")
        return (["\(event) (\(parties))"] + zip(when, circumstances).filter { $0.0.isOfEvent }.map(\.1))
            .joined(separator: ", ")
    }

    /// Where it leads, or that the status stays.
    public var targetWords: String { to?.rawValue ?? "stays" }
}

extension RuleRow {
    init(_ step: Step, of process: ClaimProcess, _ figures: RowFigures) {
        rule = step.rule
        self.process = process
        from = MatrixPlace.all(of: process).filter { step.isOpen(at: $0) }
        event = step.trigger.name
        by = [step.party]
        when = step.when
        circumstances = step.when.map { $0.words(figures) }
        // What an event only records of the clock is guarded by the clock's own deadline.
        let lapse = Lifecycle.of(process).lapse(recordedBy: step)
        guards = step.guardWords(figures) + (lapse.map { ["at \($0.limitWords(figures))"] } ?? [])
        to = step.to
    }

    init(_ step: StandingStep, of process: ClaimProcess, _ figures: RowFigures) {
        rule = step.rule
        self.process = process
        from = MatrixPlace.all(of: process).filter { place in
            step.parties.contains { step.isOpen(at: place, in: process, to: $0) }
        }
        event = step.trigger.name
        by = step.parties
        when = step.when
        circumstances = step.when.map { $0.words(figures) }
        guards = step.guardWords(figures)
        to = nil
    }

    init(_ step: LapseStep, of process: ClaimProcess, _ figures: RowFigures) {
        rule = step.rule
        self.process = process
        from = MatrixPlace.all(of: process).filter { step.from.contains($0.status) }
        event = step.trigger.name
        by = [.system]
        when = step.when
        circumstances = step.when.map { $0.words(figures) }
        guards = ["at \(step.limitWords(figures))"]
        to = step.to
    }
}
