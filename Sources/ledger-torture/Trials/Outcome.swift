/// What a ledger that something was done to was found to do.
enum Outcome: String, CaseIterable {
    // What it may do.
    case identical = "identical data"
    case error = "typed error"
    case finding = "finding"
    // What it must never do.
    case signal = "signal"
    case silence = "silence"
    case broken = "other failure"

    /// Whether the promise was kept.
    var isKept: Bool {
        switch self {
        case .identical, .error, .finding: true
        case .signal, .silence, .broken: false
        }
    }
}
