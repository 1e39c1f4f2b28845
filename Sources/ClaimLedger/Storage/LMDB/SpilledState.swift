internal import CLMDB

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What tables of a projection are kept in.
package protocol StateBacking: AnyObject {
    /// The value under a key of 1 to `ProjectionState.longestKey` bytes; nil where there is none.
    func value(for key: [UInt8]) throws(ReadError) -> [UInt8]?

    /// Keeps a value under a key; nil removes it.
    func set(_ value: [UInt8]?, for key: [UInt8])
}

extension ProjectionState: StateBacking {}

/// State in a file without a name, for what is too large for memory and ends with the process.
///
/// The pages are the file's, so that memory does not grow with it. Nothing is synced. For one thread at a time.
@safe package final class SpilledState: StateBacking {
    /// Address space, of which only used pages take room on the disk.
    private static let mapSizeBytes = 1 << 36

    private let environment: OpaquePointer
    private var transaction: OpaquePointer?
    private let table: MDB_dbi
    /// Why a value could not be kept; thrown by whoever asks next.
    private var failure: StorageError?

    /// Makes the file.
    ///
    /// - Parameter folder: Where it is; its name is gone when this returns.
    /// - Throws: What the system reports.
    package init(folder: String) throws(StorageError) {
        let opened = try unsafe Self.open(folder)
        var table: MDB_dbi = 0
        do throws(StorageError) {
            unsafe transaction = try unsafe Self.begin(opened)
            try StorageError.check(unsafe mdb_dbi_open(transaction, nil, 0, &table), Self.operation)
        } catch {
            unsafe mdb_env_close(opened)
            throw error
        }
        unsafe environment = opened
        self.table = table
    }

    deinit {
        unsafe mdb_txn_abort(transaction)
        unsafe mdb_env_close(environment)
    }

    private static let operation: StaticString = "keeping state in a temporary file"

    private static func open(_ folder: String) throws(StorageError) -> OpaquePointer {
        var path = Array("\(folder)/ledger-state-XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&path)
        guard descriptor >= 0 else { throw StorageError(code: errno, operation: operation) }
        close(descriptor)
        defer { unsafe unlink(path) }
        var created: OpaquePointer?
        try StorageError.check(unsafe mdb_env_create(&created), operation)
        guard let created = unsafe created else { preconditionFailure("LMDB has made an environment") }
        let flags = MDB_NOSUBDIR | MDB_NOLOCK | MDB_NOSYNC | MDB_WRITEMAP | MDB_NORDAHEAD
        do throws(StorageError) {
            try StorageError.check(unsafe mdb_env_set_mapsize(created, mapSizeBytes), operation)
            try StorageError.check(unsafe mdb_env_open(created, path, UInt32(flags), 0o600), operation)
        } catch {
            unsafe mdb_env_close(created)
            throw error
        }
        return unsafe created
    }

    private static func begin(_ environment: OpaquePointer) throws(StorageError) -> OpaquePointer? {
        var transaction: OpaquePointer?
        try unsafe StorageError.check(mdb_txn_begin(environment, nil, 0, &transaction), operation)
        return unsafe transaction
    }

    package func value(for key: [UInt8]) throws(ReadError) -> [UInt8]? {
        if let failure { throw .storage(failure) }
        do {
            return try unsafe transaction.flatMap { (open) throws(StorageError) in
                try unsafe Lookup.value(open, Table(dbi: table), key.rawBytes)?.copiedBytes()
            }
        } catch { throw .storage(error) }
    }

    package func set(_ value: [UInt8]?, for key: [UInt8]) {
        guard failure == nil else { return }
        let code = unsafe key.withUnsafeBytes { keyBytes in
            guard let value else {
                let start = unsafe UnsafeMutableRawPointer(mutating: keyBytes.baseAddress)
                var key = unsafe MDB_val(mv_size: keyBytes.count, mv_data: start)
                let code = unsafe mdb_del(transaction, table, &key, nil)
                return code == MDB_NOTFOUND ? MDB_SUCCESS : code
            }
            return unsafe value.withUnsafeBytes { bytes in
                unsafe clmdb_put_bytes(
                    transaction, table, keyBytes.baseAddress, keyBytes.count, bytes.baseAddress, bytes.count, 0)
            }
        }
        if code != MDB_SUCCESS { failure = StorageError(code: code, operation: Self.operation) }
    }

    /// Lets go of what only a transaction needs; values stay.
    ///
    /// - Throws: What an earlier `set` met, and what the system reports.
    package func renew() throws(StorageError) {
        if let failure { throw failure }
        let ended = unsafe transaction
        unsafe transaction = nil
        try StorageError.check(unsafe mdb_txn_commit(ended), Self.operation)
        unsafe transaction = try unsafe Self.begin(environment)
    }
}
