internal import CLMDB

/// Bytes of one table inside a transaction, for code that cannot borrow the transaction itself.
///
/// Whoever makes one ends it before the transaction ends; every use after that is a programmer error and stops the
/// process, so that a pointer of LMDB's is never followed too late. Not `Sendable`: it stays with its transaction.
@safe final class TableAccess {
    // Valid as long as `isOver` is false: `end` is called by the owner of the transaction before it commits or aborts.
    private let handle: OpaquePointer
    private let table: Table
    private var isOver = false

    /// Looks at a table through a snapshot.
    init(_ transaction: borrowing ReadTransaction, _ table: Table) {
        unsafe handle = transaction.handle
        self.table = table
    }

    /// Looks at and changes a table through a write transaction.
    init(_ transaction: borrowing WriteTransaction, _ table: Table) {
        unsafe handle = transaction.open
        self.table = table
    }

    /// Forbids every later use.
    func end() { isOver = true }

    private func checkUse() { precondition(!isOver, "state of a projection is used after its transaction ended") }

    /// A copy of the value under a key of 1 to 511 bytes.
    func value(_ key: [UInt8]) throws(StorageError) -> [UInt8]? {
        checkUse()
        return try unsafe Lookup.value(handle, table, key.rawBytes)?.copiedBytes()
    }

    /// Stores a value; only in a write transaction.
    func put(_ key: [UInt8], _ value: [UInt8]) throws(StorageError) {
        checkUse()
        let code = unsafe key.withUnsafeBytes { keyBytes in
            unsafe value.withUnsafeBytes { bytes in
                unsafe clmdb_put_bytes(
                    handle, table.dbi, keyBytes.baseAddress, keyBytes.count, bytes.baseAddress, bytes.count, 0)
            }
        }
        try StorageError.check(code, "storing state of a projection")
    }

    /// Removes an entry, if it is there; only in a write transaction.
    func remove(_ key: [UInt8]) throws(StorageError) {
        checkUse()
        let code = unsafe key.withUnsafeBytes { bytes in
            let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            var key = unsafe MDB_val(mv_size: bytes.count, mv_data: start)
            return unsafe mdb_del(handle, table.dbi, &key, nil)
        }
        if code != MDB_NOTFOUND { try StorageError.check(code, "removing state of a projection") }
    }

    /// Walks the entries from a key on, in order, until the body returns false.
    ///
    /// The body must not change the table; keys and values are copies.
    func forEach(
        from start: [UInt8], _ body: (_ key: [UInt8], _ value: [UInt8]) throws(StorageError) -> Bool
    ) throws(StorageError) {
        checkUse()
        let operation: StaticString = "walking state of a projection"
        var opened: OpaquePointer?
        try StorageError.check(unsafe mdb_cursor_open(handle, table.dbi, &opened), operation)
        defer { unsafe mdb_cursor_close(opened) }
        var code = unsafe start.withUnsafeBytes { unsafe clmdb_seek_bytes(opened, $0.baseAddress, $0.count) }
        while code == MDB_SUCCESS {
            var key = unsafe MDB_val()
            var value = unsafe MDB_val()
            code = unsafe mdb_cursor_get(opened, &key, &value, MDB_GET_CURRENT)
            guard code == MDB_SUCCESS else { break }
            let entry = unsafe (key: Lookup.span(key).copiedBytes(), value: Lookup.span(value).copiedBytes())
            guard try body(entry.key, entry.value) else { return }
            code = unsafe mdb_cursor_get(opened, &key, &value, MDB_NEXT)
        }
        if code != MDB_NOTFOUND { try StorageError.check(code, operation) }
    }
}
