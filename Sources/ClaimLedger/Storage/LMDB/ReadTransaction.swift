internal import CLMDB

/// A snapshot of all tables, unchanged by later commits.
///
/// May move between threads, used by one at a time. What it hands out points into the file and cannot outlive it.
@safe @usableFromInline package struct ReadTransaction: ~Copyable {
    @usableFromInline let handle: OpaquePointer
    /// Keeps the environment open for as long as the snapshot lasts.
    private let environment: Environment

    init(_ handle: OpaquePointer, _ environment: Environment) {
        unsafe self.handle = handle
        self.environment = environment
    }

    deinit {
        // In the child of a fork the reader slot is the parent's, whose snapshot goes on.
        if !environment.isForked { unsafe mdb_txn_abort(handle) }
        environment.leave()
    }

    /// The number of the newest commit the snapshot contains.
    package var id: Int { unsafe Int(mdb_txn_id(handle)) }

    /// Ends the snapshot and takes a new one in the same reader slot.
    ///
    /// - Throws: As `Environment.beginRead`; the transaction cannot be used then.
    package mutating func renew() throws(StorageError) {
        let operation: StaticString = "renewing a read transaction"
        try environment.throwIfForked(operation)
        unsafe mdb_txn_reset(handle)
        try environment.throwIfUnusable(operation)
        try StorageError.check(unsafe mdb_txn_renew(handle), operation)
    }

    /// The value stored under a key, or nil.
    ///
    /// The key has 1 to 511 bytes. Throws `.invalidKey` otherwise, and `.damaged`.
    @inlinable @_lifetime(borrow self)
    package func get(_ table: Table, key: RawSpan) throws(StorageError) -> RawSpan? {
        let value = try unsafe Lookup.value(handle, table, key)
        return unsafe _overrideLifetime(value, borrowing: self)
    }

    /// The value stored under a number, or nil.
    ///
    /// The number is stored as 8 bytes, most significant first. Throws `.damaged`.
    @inlinable @_lifetime(borrow self)
    package func get(_ table: Table, _ key: UInt64) throws(StorageError) -> RawSpan? {
        let value = try unsafe Lookup.value(handle, table, key)
        return unsafe _overrideLifetime(value, borrowing: self)
    }

    /// A cursor over a table, before its first entry and after its last at once: `next` begins there, `previous` here.
    @_lifetime(borrow self)
    package func cursor(_ table: Table) throws(StorageError) -> Cursor { try Cursor(self, table) }

    /// How many entries a table has.
    package func count(_ table: Table) throws(StorageError) -> Int { try unsafe Lookup.count(handle, table) }

    /// The last number used as a key in a table, or nil if it is empty.
    ///
    /// - Throws: `.damaged` when the last key is not 8 bytes long.
    package func lastKey(_ table: Table) throws(StorageError) -> UInt64? { try unsafe Lookup.lastKey(handle, table) }
}
