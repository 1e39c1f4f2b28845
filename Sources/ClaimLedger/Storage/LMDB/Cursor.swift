public import CLMDB

/// A place in the ordered entries of a table, to walk from in both directions.
///
/// An entry stays valid while the cursor moves on; both end with the snapshot at the latest.
@safe @usableFromInline package struct Cursor: ~Copyable, ~Escapable {
    /// Where the cursor stands.
    @usableFromInline enum Place {
        /// On the entry returned last.
        case entry
        /// Nowhere yet: `next` returns the first entry, `previous` the last.
        case anywhere
        /// Before the entry LMDB's cursor is on.
        case before
        /// Before the first entry.
        case start
        /// After the last entry.
        case end
    }

    @usableFromInline let handle: OpaquePointer
    @usableFromInline var place = Place.anywhere
    /// What seeking reported, thrown by the move after it.
    @usableFromInline var fault: Int32 = 0

    @_lifetime(borrow transaction)
    init(_ transaction: borrowing ReadTransaction, _ table: Table) throws(StorageError) {
        var opened: OpaquePointer?
        try StorageError.check(unsafe mdb_cursor_open(transaction.handle, table.dbi, &opened), "opening a cursor")
        guard let opened = unsafe opened else {
            throw StorageError(kind: .outOfMemory, code: 0, operation: "opening a cursor")
        }
        unsafe handle = opened
    }

    deinit { unsafe mdb_cursor_close(handle) }

    /// Moves to just before the first entry whose key is at or above a number.
    ///
    /// A fault met on the way is thrown by the next move.
    @_lifetime(self: copy self)
    package mutating func seek(_ key: UInt64) { sought(unsafe clmdb_seek_number(handle, key)) }

    /// Moves to just before the first entry whose key is at or above some bytes.
    ///
    /// No bytes at all are the start of the table. A fault met on the way is thrown by the next move.
    @_lifetime(self: copy self)
    package mutating func seek(key: RawSpan) {
        guard !key.isEmpty else {
            fault = 0
            place = .start
            return
        }
        sought(unsafe key.withUnsafeBytes { unsafe clmdb_seek_bytes(handle, $0.baseAddress, $0.count) })
    }

    @_lifetime(self: copy self)
    private mutating func sought(_ code: Int32) {
        place = code == MDB_NOTFOUND ? .end : .before
        fault = code == MDB_NOTFOUND ? 0 : code
    }

    /// Moves forward and returns the entry reached, or nil after the last; stays there then.
    ///
    /// - Throws: `.damaged`, or what the system reports; never nil for a fault.
    @inlinable @inline(__always) @_lifetime(copy self)
    package mutating func next() throws(StorageError) -> Entry? {
        switch place {
        case .entry: return try move(MDB_NEXT, orStay: .end)
        case .anywhere, .start: return try move(MDB_FIRST, orStay: .end)
        case .before: return try move(MDB_GET_CURRENT, orStay: .end)
        case .end: return nil
        }
    }

    /// Moves backward and returns the entry reached, or nil before the first; stays there then.
    ///
    /// - Throws: `.damaged`, or what the system reports; never nil for a fault.
    @inlinable @inline(__always) @_lifetime(copy self)
    package mutating func previous() throws(StorageError) -> Entry? {
        switch place {
        case .entry, .before: return try move(MDB_PREV, orStay: .start)
        case .anywhere, .end: return try move(MDB_LAST, orStay: .start)
        case .start: return nil
        }
    }

    @inlinable @inline(__always) @_lifetime(copy self)
    mutating func move(_ step: MDB_cursor_op, orStay limit: Place) throws(StorageError) -> Entry? {
        if fault != 0 { throw StorageError(code: fault, operation: "moving a cursor") }
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        let code = unsafe mdb_cursor_get(handle, &key, &value, step)
        guard code == MDB_SUCCESS else {
            guard code == MDB_NOTFOUND else { throw StorageError(code: code, operation: "moving a cursor") }
            place = limit
            return nil
        }
        place = .entry
        let entry = unsafe Entry(key: Lookup.span(key), value: Lookup.span(value))
        return unsafe _overrideLifetime(entry, copying: self)
    }
}
