internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// How often this process came out of a `fork` as the child, counted over its ancestors.
///
/// LMDB's environments work only in the process that opened them: locks, reader slots and the process's own number are
/// the parent's. An environment remembers the count it was opened at, and compares before each transaction.
enum Forks {
    private static let count = Atomic<Int>(0)

    /// Counts from the first look on; there is no environment before that.
    private static let isWatching = pthread_atfork(
        { OpenFiles.lock() }, { OpenFiles.unlock() },
        {
            Forks.count.add(1, ordering: .relaxed)
            OpenFiles.unlock()
        })

    /// Starts counting; calls after the first do nothing.
    static func watch() { _ = isWatching }

    /// The count now; costs a load.
    static var current: Int { count.load(ordering: .relaxed) }
}
