public import ClaimLedger

/// The life of a claim in one process: its rows, and nothing else. What no row permits is a violation.
public struct Lifecycle: Sendable {
    public let process: ClaimProcess
    /// The rule that names a breach of status or party: the process's matrix.
    public let matrixRule: RuleID
    public let steps: [Step]
    public let standing: [StandingStep]
    public let lapses: [LapseStep]
    /// Triggers the process does not know: they change nothing but the history.
    public let unknownTriggers: Set<Trigger>

    public static func of(_ process: ClaimProcess) -> Lifecycle {
        switch process {
        case .partnerActivity: partnerActivity
        case .cpor: cpor
        }
    }

    /// The row for a trigger from a status where the circumstances hold.
    func step(
        for trigger: Trigger, from status: ClaimStatus, where holds: (Circumstance) -> Bool
    ) -> Step? {
        steps.first { $0.trigger == trigger && $0.from.contains(status) && $0.when.allSatisfy(holds) }
    }

    /// The row of a trigger that keeps the status.
    func standingStep(for trigger: Trigger) -> StandingStep? { standing.first { $0.trigger == trigger } }
}
