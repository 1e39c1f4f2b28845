public import ClaimLedger

/// The life of a claim in one process: its rows, and nothing else.
///
/// What no row permits is a violation. An object, since a fold asks it at every event and never changes it.
public final class Lifecycle: Sendable {
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

    /// The process's matrix of allowed actions.
    let matrix: ActionMatrix
    /// By the code of a trigger: the places of its rows in `steps`, and the row in `standing`.
    private let rowsByTrigger: [[Int]]
    private let standingByTrigger: [Int?]
    private let isUnknownByTrigger: [Bool]

    init(
        process: ClaimProcess, matrixRule: RuleID, steps: [Step], standing: [StandingStep], lapses: [LapseStep],
        unknownTriggers: Set<Trigger>
    ) {
        self.process = process
        self.matrixRule = matrixRule
        self.steps = steps
        self.standing = standing
        self.lapses = lapses
        self.unknownTriggers = unknownTriggers
        matrix = ActionMatrix.of(process)
        rowsByTrigger = Trigger.codes.map { code in steps.indices.filter { steps[$0].trigger.code == code } }
        standingByTrigger = Trigger.codes.map { code in standing.firstIndex { $0.trigger.code == code } }
        isUnknownByTrigger = Trigger.codes.map { code in unknownTriggers.contains { $0.code == code } }
    }

    /// The rows of one process.
    public static func of(_ process: ClaimProcess) -> Lifecycle { Lifecycles().of(process) }

    /// The places in `steps` of a trigger's rows, in their order.
    func rows(for trigger: Trigger) -> [Int] { rowsByTrigger[trigger.code] }

    /// The row that creates a claim by a trigger.
    func creation(by trigger: Trigger) -> Step? {
        rows(for: trigger).first { steps[$0].from.isEmpty }.map { steps[$0] }
    }

    /// Whether the process does not know a trigger.
    func isUnknown(_ trigger: Trigger) -> Bool { isUnknownByTrigger[trigger.code] }

    /// The place in `standing` of a trigger's row.
    func standingRow(for trigger: Trigger) -> Int? { standingByTrigger[trigger.code] }
}

extension Trigger {
    /// All codes there are.
    static let codes = 0..<29

    /// A small number of its own for each trigger, to find rows by.
    var code: Int {
        switch self {
        case .customerClaimed: 0
        case .split: 1
        case .associationMigrated: 2
        case .consentRequested: 3
        case .consentReceived: 4
        case .consentDeclined: 5
        case .contactsEdited: 6
        case .surveySent(.customer): 7
        case .surveySent(.partner): 8
        case .surveyCompleted(.customer): 9
        case .surveyCompleted(.partner): 10
        case .documentAdded: 11
        case .documentRemoved: 12
        case .commentAdded: 13
        case .submitted: 14
        case .reviewStarted: 15
        case .actionRequired: 16
        case .approved: 17
        case .rejected: 18
        case .competingConsent: 19
        case .noResponse: 20
        case .disputed: 21
        case .cancelled: 22
        case .expired(.customerConsent): 23
        case .expired(.notSubmitted): 24
        case .expired(.postSubmission): 25
        case .expired(.disputed): 26
        case .workloadsChanged: 27
        case .disassociated: 28
        }
    }
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
