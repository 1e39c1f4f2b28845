public import ClaimLedger

/// The statuses of a process and what leads from one to another, taken from the rows of the tables.
///
/// A lapse is drawn once, as the clock's; the row of the event that records it is the same arrow.
public struct StateDiagram: Sendable {
    /// An arrow; where `from` is nil, it creates the claim.
    public struct Arrow: Hashable, Sendable {
        /// Where it starts; nil for a creation.
        public let from: ClaimStatus?
        /// Where it leads.
        public let to: ClaimStatus
        /// The event, who records it and in which circumstances.
        public let event: String
        /// The row's id.
        public let rule: RuleID
        /// Whether the clock does it.
        public let isLapse: Bool
    }

    /// Whose statuses they are.
    public let process: ClaimProcess
    /// In the order of the rulebook.
    public let statuses: [ClaimStatus]
    /// In the order of the rows.
    public let arrows: [Arrow]

    /// The state machine of a process.
    public init(of process: ClaimProcess) {
        let lifecycle = Lifecycle.of(process)
        self.process = process
        statuses = ClaimStatus.all(of: process)
        let steps = lifecycle.steps.filter { lifecycle.lapse(recordedBy: $0) == nil }
        let events = steps.flatMap { step in
            Self.origins(step.from).map { from in
                Arrow(
                    from: from, to: step.to, event: Self.words(step.trigger, step.party, step.when), rule: step.rule,
                    isLapse: false)
            }
        }
        let clock = lifecycle.lapses.flatMap { lapse in
            lapse.from.map { from in
                Arrow(
                    from: from, to: lapse.to, event: Self.words(lapse.trigger, .system, lapse.when), rule: lapse.rule,
                    isLapse: true)
            }
        }
        arrows = events + clock
    }

    /// Whether no row leads out of a status.
    public func isFinal(_ status: ClaimStatus) -> Bool { !arrows.contains { $0.from == status } }

    /// A row without origins creates a claim.
    private static func origins(_ from: [ClaimStatus]) -> [ClaimStatus?] { from.isEmpty ? [nil] : from }

    private static func words(_ trigger: Trigger, _ party: Party, _ when: [Circumstance]) -> String {
        (["\(trigger.name) (\(party.rawValue))"] + when.map(\.words)).joined(separator: ", ")
    }
}
