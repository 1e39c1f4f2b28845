public import CLMDB
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Changes to all tables that happen together or not at all; exists only inside `Environment.write`.
///
/// What it reads includes what it has written, and is valid until it writes again.
@safe @usableFromInline package struct WriteTransaction: ~Copyable {
    /// Nil once committed.
    @usableFromInline var handle: OpaquePointer?
    private let environment: Environment

    init(_ handle: OpaquePointer, _ environment: Environment) {
        unsafe self.handle = handle
        self.environment = environment
    }

    deinit {
        // In the child of a fork the lock and the transaction are the parent's.
        defer { environment.leave() }
        guard let handle = unsafe handle, !environment.isForked else { return }
        environment.writer.store(0, ordering: .relaxed)
        unsafe mdb_txn_abort(handle)
    }

    /// Makes the changes durable; the transaction is over, whatever happens.
    consuming func commit() throws(StorageError) {
        try environment.throwIfForked("committing a write transaction")
        if let fault = environment.commitFaults.next() { return try commit(as: fault) }
        try finish()
    }

    private consuming func finish() throws(StorageError) {
        // Before LMDB lets the next writer in, which may be on another thread.
        environment.writer.store(0, ordering: .relaxed)
        let code = unsafe mdb_txn_commit(handle)
        // LMDB has freed it, whatever it returned.
        unsafe handle = nil
        if code != MDB_SUCCESS { throw environment.commitFailed(code) }
    }

    /// Fails as a test has asked for; what is not written is aborted.
    private consuming func commit(as fault: CommitFault) throws(StorageError) {
        let operation: StaticString = "committing a write transaction"
        switch fault {
        case .storageFull: throw StorageError(code: ENOSPC, operation: operation)
        case .io: throw StorageError(code: EIO, operation: operation)
        case .forgotten: return
        case .outcomeUnknown(let isWritten):
            // Before the next writer gets in, who must not build on what nobody knows.
            environment.fault.store(EIO, ordering: .relaxed)
            if isWritten { try finish() }
            throw StorageError(kind: .outcomeUnknown, code: EIO, operation: operation)
        }
    }

    /// Adds an entry after the last one of a table.
    ///
    /// - Parameters:
    ///   - table: Has numbers for keys.
    ///   - key: Above the last key of the table.
    ///   - value: Any bytes; copied.
    /// - Throws: `.outOfOrder`, and the transaction can go on; `.mapFull`, and it cannot.
    @inlinable @inline(__always)
    package mutating func append(_ table: Table, _ key: UInt64, _ value: RawSpan) throws(StorageError) {
        try put(table, key, value, UInt32(MDB_APPEND), "appending an entry")
    }

    /// Stores a value under a number, in place of any other.
    ///
    /// - Throws: `.mapFull`, and the transaction cannot go on.
    @inlinable
    package mutating func put(_ table: Table, _ key: UInt64, _ value: RawSpan) throws(StorageError) {
        try put(table, key, value, 0, "storing an entry")
    }

    /// Stores a value under a key, in place of any other.
    ///
    /// - Parameters:
    ///   - table: The table to change.
    ///   - key: 1 to 511 bytes; copied.
    ///   - value: Any bytes; copied.
    /// - Throws: `.invalidKey`; `.mapFull`, and the transaction cannot go on.
    package mutating func put(_ table: Table, key: RawSpan, _ value: RawSpan) throws(StorageError) {
        let code = put(table, key, value, 0)
        if code != MDB_SUCCESS { throw StorageError(code: code, operation: "storing an entry") }
    }

    /// Stores a value under a key that is not in use.
    ///
    /// - Parameters:
    ///   - table: The table to change.
    ///   - key: 1 to 511 bytes; copied.
    ///   - value: Any bytes; copied.
    /// - Returns: False if the key is in use; nothing is changed then.
    /// - Throws: `.invalidKey`; `.mapFull`, and the transaction cannot go on.
    package mutating func insert(_ table: Table, key: RawSpan, _ value: RawSpan) throws(StorageError) -> Bool {
        let code = put(table, key, value, UInt32(MDB_NOOVERWRITE))
        if code == MDB_KEYEXIST { return false }
        if code != MDB_SUCCESS { throw StorageError(code: code, operation: "inserting an entry") }
        return true
    }

    /// The value stored under a key, or nil.
    ///
    /// The key has 1 to 511 bytes. Throws `.invalidKey` otherwise, and `.damaged`.
    @inlinable @_lifetime(borrow self)
    package func get(_ table: Table, key: RawSpan) throws(StorageError) -> RawSpan? {
        let value = try unsafe Lookup.value(open, table, key)
        return unsafe _overrideLifetime(value, borrowing: self)
    }

    /// The value stored under a number, or nil.
    ///
    /// The number is stored as 8 bytes, most significant first. Throws `.damaged`.
    @inlinable @_lifetime(borrow self)
    package func get(_ table: Table, _ key: UInt64) throws(StorageError) -> RawSpan? {
        let value = try unsafe Lookup.value(open, table, key)
        return unsafe _overrideLifetime(value, borrowing: self)
    }

    /// How many entries a table has.
    package func count(_ table: Table) throws(StorageError) -> Int { try unsafe Lookup.count(open, table) }

    /// The last number used as a key in a table, or nil if it is empty.
    ///
    /// - Throws: `.damaged` when the last key is not 8 bytes long.
    package func lastKey(_ table: Table) throws(StorageError) -> UInt64? { try unsafe Lookup.lastKey(open, table) }

    /// A copy of the last key of a table that begins with a number of 4 bytes, most significant first; nil where none does.
    package func lastKey(_ table: Table, beginningWith number: UInt32) throws(StorageError) -> [UInt8]? {
        try unsafe Lookup.lastKey(open, table, beginningWith: number)
    }

    /// The handle, which only a committed transaction does not have, and that one is gone.
    @inlinable var open: OpaquePointer {
        guard let handle = unsafe handle else { preconditionFailure("A committed transaction cannot be used.") }
        return unsafe handle
    }

    @inlinable @inline(__always)
    mutating func put(
        _ table: Table, _ key: UInt64, _ value: RawSpan, _ flags: UInt32, _ operation: StaticString
    ) throws(StorageError) {
        let code = unsafe value.withUnsafeBytes { bytes in
            unsafe clmdb_put_number(handle, table.dbi, key, bytes.baseAddress, bytes.count, flags)
        }
        if code != MDB_SUCCESS { throw StorageError(code: code, operation: operation) }
    }

    private mutating func put(_ table: Table, _ key: RawSpan, _ value: RawSpan, _ flags: UInt32) -> Int32 {
        unsafe key.withUnsafeBytes { keyBytes in
            unsafe value.withUnsafeBytes { bytes in
                unsafe clmdb_put_bytes(
                    handle, table.dbi, keyBytes.baseAddress, keyBytes.count, bytes.baseAddress, bytes.count, flags)
            }
        }
    }
}
