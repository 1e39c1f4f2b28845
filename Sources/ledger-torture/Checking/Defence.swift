import ArgumentParser
import ClaimLedger

/// What keeps damage of a file from going unnoticed; each can be switched off alone, to see that it is needed.
enum Defence: String, CaseIterable, ExpressibleByArgument {
    /// Looking at meta pages, roots, identity and head before LMDB maps the file.
    case preflight
    /// Walking all pages before LMDB follows them.
    case pages
    /// Hashing the events' bytes, and the tree above them.
    case hashes
    /// Comparing the look-up tables and the counters with the events.
    case tables
    /// Comparing the projections' stored state with a replay.
    case state
    /// A checkpoint that is kept away from the ledger.
    case checkpoint

    /// Whether a finding is not made without it.
    func makes(_ code: VerificationFinding.Code) -> Bool {
        switch self {
        case .preflight, .pages, .checkpoint: false
        case .hashes: [.leafHash, .node, .root].contains(code)
        case .tables: [.index, .heads].contains(code)
        case .state: [.projection, .stoppedProjection].contains(code)
        }
    }
}
