internal import CLMDB
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension Environment {
    /// How an environment was opened.
    struct Source: Sendable {
        let directory: String
        let names: [String]
        let options: Options
    }

    /// Keeps the handle in place until `leave`; waits while it is being replaced.
    func enter() {
        while true {
            users.add(1, ordering: .sequentiallyConsistent)
            guard isReopening.load(ordering: .sequentiallyConsistent) else { return }
            users.subtract(1, ordering: .sequentiallyConsistent)
            usleep(500)
        }
    }

    /// Lets go of the handle.
    func leave() { users.subtract(1, ordering: .sequentiallyConsistent) }

    /// Closes LMDB and opens it again, to find out what a commit of unknown outcome came to.
    ///
    /// Transactions begun meanwhile wait; those at work are given five seconds to end. Afterwards the environment can be
    /// used again, and what it reads is what is on disk.
    ///
    /// - Throws: `.outcomeUnknown` where transactions do not end in time, or what opening reports; the environment stays
    ///   unusable then, and another call may try again.
    package func reopen() throws(StorageError) {
        let operation: StaticString = "opening the data file again"
        try throwIfForked(operation)
        let (isFirst, _) = isReopening.compareExchange(
            expected: false, desired: true, ordering: .sequentiallyConsistent)
        guard isFirst else {
            // Another thread is at it: its outcome is this one's.
            while isReopening.load(ordering: .sequentiallyConsistent) { usleep(500) }
            return try throwIfUnusable(operation)
        }
        defer { isReopening.store(false, ordering: .sequentiallyConsistent) }
        guard fault.load(ordering: .relaxed) != 0 else { return }
        for _ in 0..<10_000 where users.load(ordering: .sequentiallyConsistent) > 0 { usleep(500) }
        guard users.load(ordering: .sequentiallyConsistent) == 0 else {
            throw StorageError(kind: .outcomeUnknown, code: 0, operation: operation)
        }
        // The old handle goes first: closing it later would drop the locks of the new one, which are the process's.
        if !isClosed.exchange(true, ordering: .relaxed) { unsafe mdb_env_close(handle) }
        let opened = try Self.openHandle(
            source.directory, tableCount: source.names.count, access, source.options)
        // Tables get their numbers in the order they are opened in, so those held elsewhere stay right.
        do throws(StorageError) {
            _ = try unsafe Self.openTables(source.names, in: opened.handle, creating: false)
        } catch {
            unsafe mdb_env_close(opened.handle)
            throw error
        }
        unsafe handle = opened.handle
        isClosed.store(false, ordering: .relaxed)
        fault.store(0, ordering: .relaxed)
    }
}
