/// The bytes of one projection, as they stand in one transaction or snapshot.
///
/// Changes are seen at once by whoever reads through the same value, and are written when the transaction commits. In a
/// snapshot they are never written: they serve to follow events that the stored state has not taken yet. Valid only
/// inside the call it was given to; not `Sendable`.
public final class ProjectionState {
    /// The longest key, in bytes.
    public static let longestKey = 400

    private let table: TableAccess
    private let type: any StoredProjection.Type
    private let generation: [UInt8]
    /// What has changed in this transaction; nil for what is removed.
    private var changes: [[UInt8]: [UInt8]?] = [:]

    init(_ table: TableAccess, generation: UInt32, of type: any StoredProjection.Type) {
        self.table = table
        self.type = type
        var prefix: [UInt8] = []
        prefix.appendBigEndian(generation)
        self.generation = prefix
    }

    /// The value under a key; nil where there is none.
    ///
    /// - Parameter key: 1 to `longestKey` bytes.
    /// - Returns: A copy of the value, what this transaction has changed included.
    /// - Throws: `ReadError.damagedState` where it is not what was written; `ReadError.storage`.
    public func value(for key: [UInt8]) throws(ReadError) -> [UInt8]? {
        Self.check(key)
        if let changed = changes[key] { return changed }
        let sealed: [UInt8]?
        do { sealed = try table.value(generation + key) } catch { throw .storage(error) }
        return try sealed.map { (sealed) throws(ReadError) in try opened(sealed, key) }
    }

    private func opened(_ sealed: [UInt8], _ key: [UInt8]) throws(ReadError) -> [UInt8] {
        if let bytes = SealedBytes.open(sealed, key: key) { return bytes }
        throw .damagedState(projection: type.name, place: "\(type.describe(key: key)) is not what was written there")
    }

    /// Keeps a value under a key; nil removes it.
    ///
    /// - Parameters:
    ///   - value: Any bytes, at most 64 KiB.
    ///   - key: 1 to `longestKey` bytes.
    public func set(_ value: [UInt8]?, for key: [UInt8]) {
        Self.check(key)
        changes[key] = .some(value)
    }

    /// Walks the entries whose keys begin with a prefix, in the order of their bytes, until the body returns false.
    ///
    /// Cost: one step for each entry, and a sort of what this transaction has changed below the prefix.
    ///
    /// - Parameters:
    ///   - prefix: What all keys begin with; empty for all.
    ///   - start: Where to begin; keys below it are left out.
    ///   - body: Gets key and value; must not change the state.
    /// - Throws: What the body throws; `ReadError.damagedState`, `ReadError.storage`.
    public func forEach(
        prefix: [UInt8] = [], from start: [UInt8] = [], _ body: (_ key: [UInt8], _ value: [UInt8]) throws -> Bool
    ) throws {
        let first = start.lexicographicallyPrecedes(prefix) ? prefix : start
        var pending = changes.keys.filter { $0.starts(with: prefix) && !$0.lexicographicallyPrecedes(first) }
            .sorted { $1.lexicographicallyPrecedes($0) }
        var failure: (any Error)?
        var goesOn = true
        /// Hands out what was changed before a stored key, or before the end.
        func handOutChanges(before limit: [UInt8]?) throws {
            while goesOn, let key = pending.last, limit.map({ key.lexicographicallyPrecedes($0) }) ?? true {
                pending.removeLast()
                if case .some(.some(let value)) = changes[key] { goesOn = try body(key, value) }
            }
        }
        do {
            try table.forEach(from: generation + first) { stored, value in
                guard stored.starts(with: generation) else { return false }
                let key = Array(stored.dropFirst(generation.count))
                guard key.starts(with: prefix) else { return false }
                do {
                    try handOutChanges(before: key)
                    if goesOn, changes[key] == nil { goesOn = try body(key, opened(value, key)) }
                } catch {
                    failure = error
                    goesOn = false
                }
                return goesOn
            }
        } catch { throw ReadError.storage(error) }
        if let failure { throw failure }
        try handOutChanges(before: nil)
    }

    /// Writes all changes, in the order of their keys, so that neighbours in the table are written together.
    func write() throws(StorageError) {
        for (key, value) in changes.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let whole = generation + key
            if let value { try table.put(whole, SealedBytes.seal(value, key: key)) } else { try table.remove(whole) }
        }
        changes.removeAll()
    }

    private static func check(_ key: [UInt8]) {
        precondition((1...longestKey).contains(key.count), "a key of a projection has 1 to \(longestKey) bytes")
    }
}
