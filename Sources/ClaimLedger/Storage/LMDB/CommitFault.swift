internal import Synchronization

/// What a commit is made to come to, by those who test what happens then.
package enum CommitFault: Sendable, Equatable {
    /// The file system is full; nothing is written, and the next commit may succeed.
    case storageFull
    /// The system reports a fault before anything is written; the next commit may succeed.
    case io
    /// Nobody is told whether it is written; every later transaction of the environment fails, as after a real one.
    case outcomeUnknown(isWritten: Bool)
    /// Reported as done, with nothing written: the storage that no check above it would notice.
    case forgotten
}

/// Who decides which commits of an environment fail; nobody, but in tests.
///
/// Costs a commit one load of a flag as long as nobody decides.
struct CommitFaults: ~Copyable {
    private let isArmed = Atomic<Bool>(false)
    private let decision = Mutex<(@Sendable () -> CommitFault?)?>(nil)

    /// Asks a body at each commit from now on; nil asks nobody.
    func arm(_ body: (@Sendable () -> CommitFault?)?) {
        decision.withLock { $0 = body }
        isArmed.store(body != nil, ordering: .relaxed)
    }

    /// What the commit that is about to happen is to come to; nil lets it happen.
    func next() -> CommitFault? {
        guard isArmed.load(ordering: .relaxed) else { return nil }
        return decision.withLock { $0 }?()
    }
}

extension Ledger {
    /// Lets a body decide at each commit of this ledger, those of its projections included, whether it fails.
    ///
    /// - Parameter body: Called on the thread that commits, inside the write transaction; nil ends it.
    package func interceptCommits(_ body: (@Sendable () -> CommitFault?)?) { environment.commitFaults.arm(body) }

    /// Runs a body in which ledgers are created and opened with a map of so many bytes.
    package static func withMap<Result>(ofBytes bytes: Int, _ body: () throws -> Result) rethrows -> Result {
        try Environment.Options.$smallMapBytes.withValue(bytes) { try body() }
    }
}
