/// Where those wait who have read a ledger to its head: told at once of this process's commits, soon of others'.
///
/// Another process's commit is noticed by the number of the newest transaction, which stands in the file's mapped meta
/// pages: looking at it takes no transaction, no reader slot and no system call, and never opens the lock file. A thread
/// looks while anybody waits, and ends when nobody has for a while.
final class CommitWatch: Sendable {
    /// How long a commit of another process may go unnoticed.
    static let intervalMilliseconds = 20
    /// How long the thread outlives the last one who waited.
    private static let patienceMilliseconds = 1_000

    /// How much a reader has seen, by which it is decided whether there is more.
    struct Seen: Sendable {
        /// Commits of this process, counted before the snapshot was taken.
        var commits: UInt64
        /// The snapshot's transaction.
        var transaction: Int
        /// The transaction that ended the last wait, 0 before the first.
        ///
        /// LMDB makes a transaction's number known a moment before snapshots contain it. A reader woken in that moment
        /// finds nothing; woken by the same number again without pause, it would turn in circles.
        var notified: Int
    }

    private struct Waiter: Sendable {
        let transaction: Int
        let continuation: CheckedContinuation<Int, Never>
    }

    /// Guarded by the monitor; the environment is there while anybody waits, who holds it anyway, so that the thread
    /// alone never keeps it open.
    private struct State: Sendable {
        var commits: UInt64 = 0
        var lastID: UInt64 = 0
        var environment: Environment?
        var waiters: [UInt64: Waiter] = [:]
        var hasThread = false

        mutating func removeAll(where isTold: (Waiter) -> Bool) -> [CheckedContinuation<Int, Never>] {
            let told = waiters.filter { isTold($0.value) }
            for id in told.keys { waiters[id] = nil }
            if waiters.isEmpty { environment = nil }
            return told.values.map(\.continuation)
        }
    }

    private let monitor = Monitor(State())

    /// Commits of this process so far.
    var count: UInt64 { monitor.withLock { $0.commits } }

    /// How many wait now.
    var waiterCount: Int { monitor.withLock { $0.waiters.count } }

    /// Wakes everybody who waits; costs an uncontended lock where nobody does.
    func note(_ environment: Environment) {
        let told = monitor.withLock { state in
            state.commits += 1
            return state.waiters.isEmpty ? [] : state.removeAll { _ in true }
        }
        guard !told.isEmpty else { return }
        let newest = environment.usage.lastTransaction
        for waiter in told { waiter.resume(returning: newest) }
    }

    /// Waits until there may be more than the caller has seen, or its task is cancelled.
    ///
    /// - Returns: The newest transaction, which the caller passes on as notified when it waits again.
    /// - Throws: `StorageError` where the system has no room for the thread.
    func next(after seen: Seen, in environment: Environment) async throws(StorageError) -> Int {
        try startThread()
        let id = monitor.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in wait(continuation, id, after: seen, in: environment) }
        } onCancel: {
            let waiter = monitor.withLock { state in
                defer { if state.waiters.isEmpty { state.environment = nil } }
                return state.waiters.removeValue(forKey: id)
            }
            waiter?.continuation.resume(returning: seen.notified)
        }
    }

    private func wait(
        _ continuation: CheckedContinuation<Int, Never>, _ id: UInt64, after seen: Seen, in environment: Environment
    ) {
        let newest = environment.usage.lastTransaction
        let (waits, isFirst) = monitor.withLock { state in
            // A cancellation that comes after this look waits for the lock, and then finds the waiter.
            let isMore =
                state.commits != seen.commits || (newest != seen.transaction && newest != seen.notified)
            guard !isMore, !Task.isCancelled else { return (false, false) }
            state.environment = environment
            state.waiters[id] = Waiter(transaction: seen.transaction, continuation: continuation)
            return (true, state.waiters.count == 1)
        }
        if !waits { continuation.resume(returning: newest) } else if isFirst { monitor.signal() }
    }

    private func startThread() throws(StorageError) {
        let isMissing = monitor.withLock { state in
            defer { state.hasThread = true }
            return !state.hasThread
        }
        guard isMissing else { return }
        do { try DedicatedThread.start { [self] in look() } } catch {
            monitor.withLock { $0.hasThread = false }
            throw error
        }
    }

    /// The thread: asleep while nobody waits, else looking at the newest transaction once in an interval.
    private func look() {
        while true {
            let somebody: Void? = monitor.wait(atMostMilliseconds: Self.patienceMilliseconds) { state in
                state.waiters.isEmpty ? nil : ()
            }
            let isOver = monitor.withLock { state in
                guard somebody == nil, state.waiters.isEmpty else { return false }
                state.hasThread = false
                return true
            }
            if isOver { return }
            let nobody: Void? = monitor.wait(atMostMilliseconds: Self.intervalMilliseconds) { state in
                state.waiters.isEmpty ? () : nil
            }
            if nobody != nil { continue }
            let (told, newest) = monitor.withLock { state in
                let newest = state.environment?.usage.lastTransaction ?? 0
                return (state.removeAll { $0.transaction != newest }, newest)
            }
            for waiter in told { waiter.resume(returning: newest) }
        }
    }
}

extension Ledger {
    /// Tells subscriptions of this process that something was committed; call it after each commit.
    package func noteCommit() { commits.note(environment) }
}
