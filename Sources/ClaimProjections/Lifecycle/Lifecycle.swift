public import ClaimLedger

/// The life of a claim in one process: its rows, and nothing else.
///
/// What no row permits is a violation.
public struct Lifecycle: Sendable {
    /// Whose rows they are.
    public let process: ClaimProcess
    /// The rule that names a breach of status or party: the process's matrix.
    public let matrixRule: RuleID
    /// The rows that create a claim or lead it to a status; the first that fits applies.
    public let steps: [Step]
    /// The rows of events that keep the status.
    public let standing: [StandingStep]
    /// The rows that the clock follows at a deadline.
    public let lapses: [LapseStep]
    /// Triggers the process does not know: they change nothing but the history.
    public let unknownTriggers: Set<Trigger>

    /// The rows of one process.
    public static func of(_ process: ClaimProcess) -> Lifecycle { Lifecycles().of(process) }

    /// The row for a trigger from a status where the circumstances hold.
    func step(
        for trigger: Trigger, from status: ClaimStatus, where holds: (Circumstance) -> Bool
    ) -> Step? {
        steps.first { $0.trigger == trigger && $0.from.contains(status) && $0.when.allSatisfy(holds) }
    }

    /// The row of a trigger that keeps the status.
    func standingStep(for trigger: Trigger) -> StandingStep? { standing.first { $0.trigger == trigger } }
}

/// The tables that a fold runs on: one lifecycle per process.
struct Lifecycles: Sendable {
    var partnerActivity = Lifecycle.partnerActivity
    var cpor = Lifecycle.cpor

    func of(_ process: ClaimProcess) -> Lifecycle {
        switch process {
        case .partnerActivity: partnerActivity
        case .cpor: cpor
        }
    }
}
