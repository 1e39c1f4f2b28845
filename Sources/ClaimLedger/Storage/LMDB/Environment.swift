internal import CLMDB
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// One data file with its tables, open in this process.
///
/// Commits are durable when they return: LMDB's default flags, and no option to weaken them. (On macOS LMDB flushes with
/// `fsync`, which does not empty the drive's own cache.) Any number of readers and, one after the other, writers may use
/// it from any thread and any process of one machine. It closes when the last transaction and the last reference are
/// gone. In the child of a `fork` every transaction throws `.forked`, and nothing of the parent's is touched or freed.
@safe package final class Environment: Sendable {
    /// How an environment is opened.
    package enum Access: Sendable {
        /// Reads and writes.
        case readWrite
        /// Reads only; the lock file may still be created or written.
        case readOnly
    }

    /// Limits and permissions, the same in every process that opens the same data.
    package struct Options: Sendable {
        /// Address space to reserve, in bytes; never grown, and only used pages cost memory or disk.
        package var mapSizeBytes = Options.smallMapBytes ?? 1 << 40
        /// Most read transactions at one time, over all processes.
        package var maxReaders: UInt32 = 1_024
        /// Permissions of files that are created, before the process's mask.
        package var fileMode: UInt16 = 0o600
        /// Whether network and user-space file systems are accepted; locks and maps may fail silently on them.
        package var acceptsRemoteFileSystems = false

        /// What a test reserves instead, so that the map fills up.
        @TaskLocal package static var smallMapBytes: Int?

        /// The limits a ledger is used with.
        package init() {}
    }

    /// How this environment was opened.
    package let access: Access
    /// Whether readers are known to writers in other processes.
    ///
    /// False only after a read-only open that could not use the lock file. Nothing protects its snapshots then: a writer
    /// may overwrite them, so the caller should know that there is none.
    package let usesLockFile: Bool

    // Made by `openHandle`, closed in `deinit`. LMDB's functions on an environment may be called from any thread. Replaced
    // by `reopen` alone, while nobody is between `enter` and `leave`: whoever uses it is.
    nonisolated(unsafe) var handle: OpaquePointer
    let tables: [String: Table]
    /// How it was opened, to open it again.
    let source: Source
    /// How many use the handle now: transactions, and whoever asks for sizes.
    let users = Atomic<Int>(0)
    /// Whether the handle was closed and could not be opened again; the fault then stays too.
    let isClosed = Atomic<Bool>(false)
    /// Whether the handle is being replaced; nobody new uses it meanwhile.
    let isReopening = Atomic<Bool>(false)
    private let identity: FileIdentity
    /// The thread inside a write transaction of this process, 0 if there is none.
    let writer = Atomic<UInt>(0)
    /// The code of the commit whose outcome is unknown, 0 as long as there is none.
    let fault = Atomic<Int32>(0)
    /// Faults that a test asks for.
    let commitFaults = CommitFaults()
    /// The count of forks at which this was opened; at any other the process is a child of the one that did.
    private let forks = Forks.current

    /// Takes over an open handle and the claim on its file.
    init(_ opened: OpenedHandle, tables: [String: Table], access: Access, identity: FileIdentity, source: Source) {
        unsafe handle = opened.handle
        self.source = source
        usesLockFile = opened.usesLockFile
        self.tables = tables
        self.access = access
        self.identity = identity
    }

    deinit {
        // Closing would take the parent's reader slots, and the descriptor of a lock file the child has opened anew.
        if isForked { return }
        OpenFiles.release(identity) { if !isClosed.load(ordering: .relaxed) { unsafe mdb_env_close(handle) } }
    }

    /// A table by name, which must be one of those given when the environment was opened.
    package subscript(table name: String) -> Table {
        guard let table = tables[name] else {
            preconditionFailure("The table \(name) is not one of those the environment was opened with.")
        }
        return table
    }

    /// How much is in use: address space reserved, pages of the file, newest transaction, most reader slots ever taken.
    package var usage: (mapBytes: Int, usedPages: Int, lastTransaction: Int, readers: Int) {
        enter()
        defer { leave() }
        var info = unsafe MDB_envinfo()
        if !isClosed.load(ordering: .relaxed) { unsafe mdb_env_info(handle, &info) }
        return unsafe (
            Int(info.me_mapsize), Int(info.me_last_pgno) + 1, Int(info.me_last_txnid), Int(info.me_numreaders)
        )
    }

    /// The size of a page of the file, in bytes.
    package var pageSizeBytes: Int {
        enter()
        defer { leave() }
        var statistics = MDB_stat()
        if !isClosed.load(ordering: .relaxed) { unsafe mdb_env_stat(handle, &statistics) }
        return Int(statistics.ms_psize)
    }

    /// Frees the reader slots of processes that died without ending their transactions.
    ///
    /// Done at every open too. A slot left behind keeps old pages from being used again, so the file grows.
    /// - Returns: How many slots were freed.
    /// - Throws: What LMDB or the system reports.
    package func clearStaleReaders() throws(StorageError) -> Int {
        var cleared: Int32 = 0
        try throwIfForked("clearing stale readers")
        enter()
        defer { leave() }
        guard !isClosed.load(ordering: .relaxed) else { return 0 }
        try StorageError.check(unsafe mdb_reader_check(handle, &cleared), "clearing stale readers")
        return Int(cleared)
    }

    /// Writes a consistent copy of the data file to a descriptor, beside writers.
    ///
    /// Does not sync the descriptor or close it. Holds a reader slot meanwhile. Cost grows with the size of the file.
    /// - Parameters:
    ///   - descriptor: Open for writing, at the start of an empty file or of a pipe.
    ///   - compacting: Whether to leave out free pages and renumber the others.
    /// - Throws: `.nestedWrite` inside a write transaction of this thread, `.storageFull`, or what the system reports.
    package func copy(to descriptor: Int32, compacting: Bool) throws(StorageError) {
        let operation: StaticString = "copying the data file"
        try throwIfUnusable(operation)
        guard writer.load(ordering: .relaxed) != Self.currentThread else {
            throw StorageError(kind: .nestedWrite, code: EDEADLK, operation: operation)
        }
        enter()
        defer { leave() }
        let flags = compacting ? UInt32(MDB_CP_COMPACT) : 0
        try StorageError.check(unsafe mdb_env_copyfd2(handle, descriptor, flags), operation)
    }

    /// A number for the calling thread, never 0.
    static var currentThread: UInt {
        #if canImport(Darwin)
            unsafe UInt(bitPattern: pthread_self())
        #else
            UInt(pthread_self())
        #endif
    }

    /// Whether this process is a child of the one that opened this, which is still the parent's.
    var isForked: Bool { forks != Forks.current }

    /// Throws `.forked` in a child of the process that opened this; costs a load.
    func throwIfForked(_ operation: StaticString) throws(StorageError) {
        if isForked { throw StorageError(kind: .forked, code: 0, operation: operation) }
    }

    /// Throws `.forked` in a child process, and `.outcomeUnknown` once a commit has failed so late that nobody knows whether it happened.
    func throwIfUnusable(_ operation: StaticString) throws(StorageError) {
        try throwIfForked(operation)
        let code = fault.load(ordering: .relaxed)
        if code != 0 { throw StorageError(kind: .outcomeUnknown, code: code, operation: operation) }
    }
}
