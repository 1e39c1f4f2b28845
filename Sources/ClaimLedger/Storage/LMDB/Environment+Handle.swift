internal import CLMDB

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// An LMDB environment somebody must close, and whether it takes part in locking.
@safe struct OpenedHandle {
    let handle: OpaquePointer
    let usesLockFile: Bool
}

extension Environment {
    /// Opens LMDB, again when another process is just closing, and without a lock file when a reader has to.
    static func openHandle(
        _ directory: String, tableCount: Int, _ access: Access, _ options: Options
    ) throws(StorageError) -> OpenedHandle {
        var flags = UInt32(MDB_NOTLS)
        if access == .readOnly { flags |= UInt32(MDB_RDONLY) }
        var attempt = 0
        while true {
            do throws(StorageError) {
                let handle = try unsafe openOnce(directory, tableCount: tableCount, flags, options)
                // On a read-only file system LMDB leaves out the lock file by itself.
                let locks = flags & UInt32(MDB_NOLOCK) == 0 && FileSystem.isWritable(directory + "/lock.mdb")
                return unsafe OpenedHandle(handle: handle, usesLockFile: locks)
            } catch {
                attempt += 1
                if error.kind == .busy, attempt <= 6 {
                    usleep(1_000 << UInt32(attempt))
                } else if access == .readOnly, flags & UInt32(MDB_NOLOCK) == 0,
                    [EACCES, EPERM, EROFS, EISDIR].contains(error.code)
                {
                    flags |= UInt32(MDB_NOLOCK)
                } else {
                    throw error
                }
            }
        }
    }

    private static func openOnce(
        _ directory: String, tableCount: Int, _ flags: UInt32, _ options: Options
    ) throws(StorageError) -> OpaquePointer {
        let operation: StaticString = "opening the data file"
        var created: OpaquePointer?
        try StorageError.check(unsafe mdb_env_create(&created), operation)
        guard let handle = unsafe created else { throw StorageError(code: ENOMEM, operation: operation) }
        var code = unsafe mdb_env_set_mapsize(handle, options.mapSizeBytes)
        if code == MDB_SUCCESS { code = unsafe mdb_env_set_maxdbs(handle, UInt32(tableCount)) }
        if code == MDB_SUCCESS { code = unsafe mdb_env_set_maxreaders(handle, options.maxReaders) }
        if code == MDB_SUCCESS { code = unsafe mdb_env_open(handle, directory, flags, mode_t(options.fileMode)) }
        if code == MDB_SUCCESS { return unsafe handle }
        // A handle that did not open must be closed all the same.
        unsafe mdb_env_close(handle)
        throw StorageError(code: code, operation: operation)
    }

    /// Opens all tables in one transaction; their numbers then hold until the environment closes.
    static func openTables(
        _ names: [String], in handle: OpaquePointer, creating: Bool
    ) throws(StorageError) -> [String: Table] {
        let operation: StaticString = creating ? "creating the tables" : "opening the tables"
        var begun: OpaquePointer?
        let flags = creating ? 0 : UInt32(MDB_RDONLY)
        try StorageError.check(unsafe mdb_txn_begin(handle, nil, flags, &begun), operation)
        var tables: [String: Table] = [:]
        for name in names {
            var dbi: UInt32 = 0
            var found: UInt32 = 0
            var code = unsafe mdb_dbi_open(begun, name, creating ? UInt32(MDB_CREATE) : 0, &dbi)
            if code == MDB_SUCCESS { code = unsafe mdb_dbi_flags(begun, dbi, &found) }
            // Tables of ours have no flags; others would order or store their entries differently.
            if code == MDB_SUCCESS, found != 0 { code = MDB_INCOMPATIBLE }
            guard code == MDB_SUCCESS else {
                unsafe mdb_txn_abort(begun)
                throw StorageError(code: code, operation: operation)
            }
            tables[name] = Table(dbi: dbi)
        }
        // Committing, not aborting, is what keeps the numbers, even of a transaction that only reads.
        try StorageError.check(unsafe mdb_txn_commit(begun), operation)
        return tables
    }

    /// Throws `.unsupported` for a library outside 0.9.24 and later 0.9, or a file system that cannot share a map.
    static func throwIfUnsupported(
        _ directory: String, _ options: Options, _ operation: StaticString
    ) throws(StorageError) {
        var major: Int32 = 0
        var minor: Int32 = 0
        var patch: Int32 = 0
        unsafe mdb_version(&major, &minor, &patch)
        let isRemote = !options.acceptsRemoteFileSystems && FileSystem.isRemote(directory)
        guard major == 0, minor == 9, patch >= 24, !isRemote else {
            throw StorageError(kind: .unsupported, code: 0, operation: operation)
        }
    }
}
