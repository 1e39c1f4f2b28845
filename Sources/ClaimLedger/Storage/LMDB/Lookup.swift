public import CLMDB

/// Questions that read and write transactions answer alike.
@usableFromInline enum Lookup {
    /// The value under a key of bytes, valid as long as the transaction says.
    @inlinable @unsafe @_lifetime(immortal)
    static func value(_ transaction: OpaquePointer, _ table: Table, _ key: RawSpan) throws(StorageError) -> RawSpan? {
        var value = unsafe MDB_val()
        let code = unsafe key.withUnsafeBytes { bytes in
            unsafe clmdb_get_bytes(transaction, table.dbi, bytes.baseAddress, bytes.count, &value)
        }
        return try unsafe found(code, value)
    }

    /// The value under a number, valid as long as the transaction says.
    @inlinable @unsafe @_lifetime(immortal)
    static func value(_ transaction: OpaquePointer, _ table: Table, _ key: UInt64) throws(StorageError) -> RawSpan? {
        var value = unsafe MDB_val()
        return try unsafe found(clmdb_get_number(transaction, table.dbi, key, &value), value)
    }

    @inlinable @unsafe @_lifetime(immortal)
    static func found(_ code: Int32, _ value: MDB_val) throws(StorageError) -> RawSpan? {
        if code == MDB_NOTFOUND { return nil }
        guard code == MDB_SUCCESS else { throw StorageError(code: code, operation: "reading an entry") }
        return unsafe span(value)
    }

    /// The bytes LMDB points at, valid as long as the transaction says.
    @inlinable @inline(__always) @unsafe @_lifetime(immortal)
    static func span(_ value: MDB_val) -> RawSpan {
        let bytes = unsafe UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)
        return unsafe _overrideLifetime(RawSpan(_unsafeBytes: bytes), copying: ())
    }

    @unsafe static func count(_ transaction: OpaquePointer, _ table: Table) throws(StorageError) -> Int {
        var statistics = MDB_stat()
        try StorageError.check(unsafe mdb_stat(transaction, table.dbi, &statistics), "counting the entries")
        return Int(statistics.ms_entries)
    }

    @unsafe static func lastKey(_ transaction: OpaquePointer, _ table: Table) throws(StorageError) -> UInt64? {
        let operation: StaticString = "reading the last key"
        var opened: OpaquePointer?
        try StorageError.check(unsafe mdb_cursor_open(transaction, table.dbi, &opened), operation)
        defer { unsafe mdb_cursor_close(opened) }
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        let code = unsafe mdb_cursor_get(opened, &key, &value, MDB_LAST)
        if code == MDB_NOTFOUND { return nil }
        try StorageError.check(code, operation)
        return try unsafe Entry(key: span(key), value: span(value)).number
    }

    /// A copy of the last key that begins with a number, most significant byte first; nil where none does.
    @unsafe static func lastKey(
        _ transaction: OpaquePointer, _ table: Table, beginningWith number: UInt32
    ) throws(StorageError) -> [UInt8]? {
        let operation: StaticString = "reading the last key of a group"
        var opened: OpaquePointer?
        try StorageError.check(unsafe mdb_cursor_open(transaction, table.dbi, &opened), operation)
        defer { unsafe mdb_cursor_close(opened) }
        // The first key of the next group; where none is there, the group ends with the table.
        var found = MDB_NOTFOUND
        if number < .max {
            found = unsafe withUnsafeBytes(of: (number + 1).bigEndian) { bytes in
                unsafe clmdb_seek_bytes(opened, bytes.baseAddress, bytes.count)
            }
        }
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        let code = unsafe mdb_cursor_get(opened, &key, &value, found == MDB_NOTFOUND ? MDB_LAST : MDB_PREV)
        if code == MDB_NOTFOUND { return nil }
        try StorageError.check(code, operation)
        let last = unsafe span(key).copiedBytes()
        return UInt32(bigEndianBytes: last.prefix(4)) == number ? last : nil
    }
}
