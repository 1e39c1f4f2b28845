internal import CLMDB

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension StorageError {
    /// Names the fault behind a code returned by LMDB or found in `errno`.
    @usableFromInline init(code: Int32, operation: StaticString) {
        self.init(kind: StorageError.kind(of: code), code: code, operation: operation)
    }

    /// Throws if a function of LMDB did not return success.
    static func check(_ code: Int32, _ operation: StaticString) throws(StorageError) {
        if code != MDB_SUCCESS { throw StorageError(code: code, operation: operation) }
    }

    /// The words of LMDB or the operating system for a code; empty for 0.
    static func text(of code: Int32) -> String {
        guard code != 0, let words = unsafe mdb_strerror(code) else { return "" }
        return unsafe String(cString: words)
    }

    private static func kind(of code: Int32) -> Kind {
        switch code {
        case MDB_MAP_FULL, MDB_MAP_RESIZED: .mapFull
        case MDB_READERS_FULL: .readersFull
        case MDB_KEYEXIST: .outOfOrder
        case MDB_BAD_VALSIZE: .invalidKey
        case MDB_PANIC: .outcomeUnknown
        case MDB_BAD_TXN, MDB_TXN_FULL, MDB_BAD_RSLOT, MDB_BAD_DBI: .transactionFailed
        case MDB_KEYEXIST...MDB_LAST_ERRCODE: .damaged
        case ENOSPC, EDQUOT, EFBIG: .storageFull
        case ENOENT, ENOTDIR: .notFound
        case EACCES, EPERM: .notPermitted
        case EROFS: .readOnly
        case EEXIST: .alreadyExists
        case EAGAIN, EBUSY: .busy
        case ENOMEM: .outOfMemory
        default: .io
        }
    }
}
