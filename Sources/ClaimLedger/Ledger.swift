/// A durable, append-only ledger of events in a directory of its own.
///
/// Several threads may read at the same time, beside a writer in this or in another process. One process opens a
/// ledger once; share the value. The events on disk are the truth, and everything else is rebuilt from them.
public final class Ledger: Sendable {
    /// Whether a ledger is opened to append or to read only.
    public enum Access: Sendable {
        case readWrite
        /// Opens no write transaction; works on a read-only medium and on a bare copy too.
        case readOnly
    }

    /// What the directory is: format, id, creation.
    public let identity: LedgerIdentity
    /// The directory as it was given.
    public let path: String
    let environment: Environment
    let tables: LedgerTables
    let clock: @Sendable () -> Instant
    /// Where those wait who have read everything.
    let commits = CommitWatch()
    /// The projections whose state follows within each append of this ledger.
    public let projections: [any StoredProjection.Type]

    init(
        path: String, identity: LedgerIdentity, environment: Environment, projections: [any StoredProjection.Type],
        clock: @escaping @Sendable () -> Instant
    ) {
        self.path = path
        self.identity = identity
        self.environment = environment
        self.projections = projections
        self.clock = clock
        tables = LedgerTables(environment)
    }

    /// Makes a new, empty ledger.
    ///
    /// The directory is made where it is missing; its parent must exist. Files are readable by their owner only.
    ///
    /// - Parameters:
    ///   - path: The directory.
    ///   - projections: Whose state is to follow within each append.
    ///   - clock: Where `recordedtime` and the instant of creation come from.
    /// - Returns: The ledger, open to append.
    /// - Throws: `LedgerOpenError.alreadyExists` where a ledger stands there, `.cannotCreate` where it cannot be made.
    public static func create(
        at path: String, projections: [any StoredProjection.Type] = [],
        clock: @escaping @Sendable () -> Instant = Instant.systemNow
    ) throws(LedgerOpenError) -> Ledger {
        let directory = LedgerDirectory(path)
        try directory.prepareForCreation()
        let identity = LedgerIdentity(createdAt: clock())
        let environment: Environment
        do {
            environment = try Environment.create(directory: path, tables: LedgerTables.names)
            let meta = environment[table: "meta"]
            let records = [
                (LedgerTables.identity, identity.bytes), (LedgerTables.counters, LedgerCounters().bytes),
            ]
            try environment.write { (transaction) throws(StorageError) in
                for (key, value) in records { try transaction.put(meta, key: key.rawBytes, value.rawBytes) }
            }
        } catch {
            throw LedgerOpenError.cannotCreate(path: path, reason: error.description)
        }
        // The file beside the data comes last: without it the directory is not a ledger yet.
        try directory.writeIdentity(identity)
        let ledger = Ledger(
            path: path, identity: identity, environment: environment, projections: projections, clock: clock)
        try ledger.startProjections()
        return ledger
    }

    /// Opens a ledger that exists; never makes one.
    ///
    /// - Parameters:
    ///   - path: The directory.
    ///   - access: Whether to append or only to read.
    ///   - depth: How much of the data file's structure is checked before it is used.
    ///   - projections: Whose state is to follow within each append. Opened to append, the ledger first brings each up
    ///     to its head: a new one takes about a replay, one that followed takes nothing.
    ///   - clock: Where `recordedtime` comes from.
    /// - Returns: The ledger, open as `access` asks.
    /// - Throws: `LedgerOpenError`; a data file that is empty or cut is `.damaged`, never a new ledger.
    public static func open(
        at path: String, access: Access = .readWrite, checking depth: PageDepth = .roots,
        projections: [any StoredProjection.Type] = [],
        clock: @escaping @Sendable () -> Instant = Instant.systemNow
    ) throws(LedgerOpenError) -> Ledger {
        let directory = LedgerDirectory(path)
        let identity = try directory.readIdentity()
        let environment = try LedgerPreflight(path: path, identity: identity, depth: depth)
            .open(access == .readWrite ? .readWrite : .readOnly)
        let ledger = Ledger(
            path: path, identity: identity, environment: environment, projections: projections, clock: clock)
        if access == .readWrite { try ledger.startProjections() }
        return ledger
    }

    private func startProjections() throws(LedgerOpenError) {
        do { try adoptProjections() } catch {
            switch error {
            case .storage(let error), .read(.storage(let error)): throw LedgerOpenError(error, path: path)
            default: throw .damaged(path: path, reason: error.description)
            }
        }
    }
}

extension LedgerOpenError {
    init(_ error: StorageError, path: String) {
        switch error.kind {
        case .damaged: self = .damaged(path: path, reason: error.description)
        case .notFound: self = .damaged(path: path, reason: "the data file is missing")
        case .notPermitted: self = .notPermitted(path: path)
        default: self = .storage(path: path, error)
        }
    }
}
