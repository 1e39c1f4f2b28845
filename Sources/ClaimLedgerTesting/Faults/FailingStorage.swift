public import ClaimLedger
import Synchronization

/// Makes commits of a real ledger fail on demand, to see what a program does then.
///
///     let storage = FailingStorage(ledger)
///     storage.failCommit(2, with: .storageFull)
///
/// Commits are counted for the ledger as a whole: appends, batches of a desk or a writer, and the transactions in which
/// projections catch up. Answers, refusals and errors of everything above the storage are the real ones. What is planned
/// stays planned when this value is gone.
public final class FailingStorage: Sendable {
    /// How a commit fails.
    public enum Fault: Hashable, Sendable, CaseIterable {
        /// `StorageError.Kind.storageFull`: nothing is written, and the next commit may succeed.
        case storageFull
        /// `StorageError.Kind.io`: nothing is written, and the next commit may succeed.
        case io
        /// So late a fault that the outcome is unknown; nothing was written.
        ///
        /// The ledger opens its file anew, finds that out, and throws `StorageError.Kind.io`; where the transaction had
        /// appended nothing, `.outcomeUnknown`.
        case doubtfulLost
        /// So late a fault that the outcome is unknown; everything was written.
        ///
        /// The ledger opens its file anew, finds that out, and answers as if nothing had happened; where the transaction
        /// had appended nothing, it throws `StorageError.Kind.outcomeUnknown`.
        case doubtfulWritten
    }

    private struct Plan {
        var commits = 0
        var faults: [Int: CommitFault] = [:]
    }

    private final class Planned: Sendable {
        let plan = Mutex(Plan())

        func next() -> CommitFault? {
            plan.withLock { plan in
                plan.commits += 1
                return plan.faults.removeValue(forKey: plan.commits)
            }
        }
    }

    private let planned = Planned()

    /// Takes hold of a ledger; the value made last decides about its commits.
    public init(_ ledger: Ledger) { ledger.interceptCommits { [planned] in planned.next() } }

    /// How many commits were tried since this value was made, those that failed included.
    public var commits: Int { planned.plan.withLock { $0.commits } }

    /// Plans a fault; several may be planned.
    ///
    /// - Parameters:
    ///   - number: Which commit from now on fails, 1 for the next.
    ///   - fault: What it fails with.
    public func failCommit(_ number: Int = 1, with fault: Fault) { fail(number, with: fault.commitFault) }

    /// Plans a commit that is reported as done and forgotten.
    ///
    /// No storage that keeps its word does so: it shows that a test would notice.
    package func forgetCommit(_ number: Int = 1) { fail(number, with: .forgotten) }

    /// Lets ledgers that a body creates or opens take so many bytes and no more: then they throw `.mapFull`.
    ///
    /// - Parameters:
    ///   - bytes: A multiple of the system's page size; at least what the ledger takes already.
    ///   - body: Creates or opens ledgers; the limit stays with them.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws.
    public static func withRoom<Result>(ofBytes bytes: Int, _ body: () throws -> Result) rethrows -> Result {
        try Ledger.withMap(ofBytes: bytes, body)
    }

    /// Forgets the faults that have not come yet.
    public func cancel() { planned.plan.withLock { $0.faults.removeAll() } }

    private func fail(_ number: Int, with fault: CommitFault) {
        precondition(number >= 1, "the next commit is number 1")
        planned.plan.withLock { $0.faults[$0.commits + number] = fault }
    }
}

extension FailingStorage.Fault {
    fileprivate var commitFault: CommitFault {
        switch self {
        case .storageFull: .storageFull
        case .io: .io
        case .doubtfulLost: .outcomeUnknown(isWritten: false)
        case .doubtfulWritten: .outcomeUnknown(isWritten: true)
        }
    }
}
