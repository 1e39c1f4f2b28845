#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What came of comparing a projection's stored state with a replay.
public struct ProjectionComparison: Hashable, Sendable {
    /// The first entry, in the order of the keys, at which the two differ.
    public struct Difference: Hashable, Sendable, CustomStringConvertible {
        /// The entry's key.
        public let key: [UInt8]
        /// The key in the projection's own words.
        public let name: String
        /// The stored value; nil where only the replay has the entry.
        public let stored: [UInt8]?
        /// The replayed value; nil where only the stored state has the entry.
        public let replayed: [UInt8]?

        /// The entry, and which side has what.
        public var description: String {
            func words(_ value: [UInt8]?) -> String { value.map { "\($0.count) bytes \($0.hexadecimal)" } ?? "nothing" }
            return "\(name): stored \(words(stored)), replayed \(words(replayed))"
        }
    }

    /// The checkpoint both stand at.
    public let checkpoint: UInt64
    /// How many entries the stored state has.
    public let entries: Int
    /// Nil where every entry is the same.
    public let difference: Difference?
}

extension Ledger {
    /// Replays a projection into a scratch file and compares it, entry by entry, with the state that is stored.
    ///
    /// Opens no write transaction of the ledger. Cost: a replay, and the state once more in the folder for temporary
    /// files (`TMPDIR`) meanwhile.
    ///
    /// - Parameter type: A projection that the ledger keeps.
    /// - Returns: The first difference, where there is one.
    /// - Throws: `ProjectionError`, where the state is not kept or a replay of it fails.
    public func compareProjection(_ type: any StoredProjection.Type) throws(ProjectionError) -> ProjectionComparison {
        guard let progress = try progress(of: type) else {
            throw .notKept(name: type.name, version: type.version)
        }
        let scratch = try ScratchState(for: type)
        // Long replay first, in short snapshots; what was appended meanwhile follows within the last one.
        try scratch.follow(to: progress.checkpoint, of: self)
        let transaction: ReadTransaction
        do { transaction = try environment.beginRead() } catch { throw .storage(error) }
        let rows = TableAccess(transaction, tables.projections)
        let state = TableAccess(transaction, tables.state)
        defer {
            rows.end()
            state.end()
        }
        guard let row = try Self.row(of: type, .current, rows) else {
            throw .notKept(name: type.name, version: type.version)
        }
        try scratch.follow(to: row.checkpoint, of: self)
        return try scratch.compare(with: state, row)
    }
}

/// A state that is replayed beside the ledger, in a file of its own that goes away with the value.
private final class ScratchState {
    private static let generation: UInt32 = 0

    private let type: any StoredProjection.Type
    private let folder: String
    private let environment: Environment
    private let table: Table
    private var row = ProjectionRow(generation: ScratchState.generation)

    init(for type: any StoredProjection.Type) throws(ProjectionError) {
        self.type = type
        let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/claim-ledger-replay-XXXXXX".utf8CString)
        let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
        }
        guard let made else { throw .storage(StorageError(code: errno, operation: "making a scratch folder")) }
        folder = made
        do { environment = try Environment.create(directory: made, tables: ["state", "progress"]) } catch {
            unsafe rmdir(made)
            throw .storage(error)
        }
        table = environment[table: "state"]
    }

    deinit {
        for file in ["data.mdb", "lock.mdb"] { unsafe unlink("\(folder)/\(file)") }
        unsafe rmdir(folder)
    }

    /// Folds the ledger's events behind the scratch state's checkpoint, 10,000 in a transaction.
    func follow(to sequence: UInt64, of ledger: Ledger) throws(ProjectionError) {
        while row.checkpoint < sequence {
            let end = min(sequence, row.checkpoint + 10_000)
            row = try environment.write { (transaction) throws(ProjectionError) in
                let state = TableAccess(transaction, table)
                let progress = TableAccess(transaction, environment[table: "progress"])
                defer {
                    state.end()
                    progress.end()
                }
                let fold = ProjectionFold(type, row, state)
                do {
                    let source = try ledger.environment.beginRead()
                    try fold.follow(to: end, in: source, ledger.tables)
                    try fold.write(to: progress)
                } catch let error as ReadError { throw .read(error) } catch let error as StorageError {
                    throw .storage(error)
                } catch { preconditionFailure("only these two errors are thrown above") }
                if let stop = fold.stop {
                    throw .failed(
                        name: type.name, version: type.version, sequence: stop.sequence, reason: stop.reason)
                }
                return fold.row
            }
        }
    }

    /// Walks both states side by side.
    func compare(with stored: TableAccess, _ row: ProjectionRow) throws(ProjectionError) -> ProjectionComparison {
        do throws(StorageError) {
            let transaction = try environment.beginRead()
            let replayed = TableAccess(transaction, table)
            defer { replayed.end() }
            var mine = StateWalk(replayed, generation: Self.generation)
            var theirs = StateWalk(stored, generation: row.generation)
            var entries = 0
            while true {
                let (left, right) = (try theirs.next(), try mine.next())
                if left == nil, right == nil {
                    return ProjectionComparison(checkpoint: row.checkpoint, entries: entries, difference: nil)
                }
                if let left, let right, left.key == right.key, left.value == right.value {
                    entries += 1
                    continue
                }
                return ProjectionComparison(
                    checkpoint: row.checkpoint, entries: entries, difference: difference(left, right))
            }
        } catch { throw .storage(error) }
    }

    private func difference(
        _ stored: StateWalk.Entry?, _ replayed: StateWalk.Entry?
    ) -> ProjectionComparison.Difference? {
        let keys = [stored?.key, replayed?.key].compactMap { $0 }
        guard let key = keys.min(by: { $0.lexicographicallyPrecedes($1) }) else { return nil }
        let values = [stored, replayed].map { $0?.key == key ? $0?.value : nil }
        var contents = values.map { $0.map { Array($0.dropLast(SealedBytes.checkByteCount)) } }
        // Where the check alone differs, it is what is to be seen.
        if contents[0] == contents[1] { contents = values }
        return ProjectionComparison.Difference(
            key: key, name: type.describe(key: key), stored: contents[0], replayed: contents[1])
    }
}

/// The entries of one generation, in the order of their keys, fetched some at a time.
private struct StateWalk {
    typealias Entry = (key: [UInt8], value: [UInt8])

    private let table: TableAccess
    private let prefix: [UInt8]
    private var start: [UInt8]
    private var fetched: [Entry] = []
    private var isAtEnd = false

    init(_ table: TableAccess, generation: UInt32) {
        self.table = table
        var prefix: [UInt8] = []
        prefix.appendBigEndian(generation)
        self.prefix = prefix
        start = prefix
    }

    mutating func next() throws(StorageError) -> Entry? {
        if fetched.isEmpty, !isAtEnd { try fetch() }
        return fetched.popLast()
    }

    private mutating func fetch() throws(StorageError) {
        var some: [Entry] = []
        try table.forEach(from: start) { key, value in
            guard key.starts(with: prefix) else { return false }
            some.append((Array(key.dropFirst(prefix.count)), value))
            return some.count < 1_000
        }
        isAtEnd = some.count < 1_000
        if let last = some.last { start = prefix + last.key + [0] }
        fetched = some.reversed()
    }
}
