/// A key and its value, borrowed from the file for as long as the transaction lasts.
@usableFromInline package struct Entry: ~Escapable {
    /// The key, 1 to 511 bytes.
    @usableFromInline package let key: RawSpan
    /// The value, which may be empty.
    @usableFromInline package let value: RawSpan

    @inlinable @inline(__always) @_lifetime(copy key)
    init(key: RawSpan, value: RawSpan) {
        self.key = key
        self.value = unsafe _overrideLifetime(value, copying: key)
    }

    /// The key of a table whose keys are numbers.
    ///
    /// - Throws: `.damaged` when the key is not 8 bytes long.
    @inlinable package var number: UInt64 {
        get throws(StorageError) {
            guard key.byteCount == 8 else {
                throw StorageError(kind: .damaged, code: 0, operation: "reading a key that should be a number")
            }
            return unsafe UInt64(bigEndian: key.unsafeLoadUnaligned(as: UInt64.self))
        }
    }
}
