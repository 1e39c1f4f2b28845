internal import CLMDB
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension Environment {
    /// Takes a snapshot; it lasts until the transaction is gone.
    ///
    /// End or renew it soon: as long as it lasts, pages freed by later commits cannot be used again, and the file grows.
    /// - Throws: `.readersFull` when no slot is left even after clearing stale ones; `.outcomeUnknown` after such a commit;
    ///   `.mapFull` when another process with a larger map has written past this one's.
    @available(*, noasync)
    package func beginRead() throws(StorageError) -> ReadTransaction {
        let operation: StaticString = "beginning a read transaction"
        enter()
        do throws(StorageError) {
            try throwIfUnusable(operation)
            var begun: OpaquePointer?
            var code = unsafe mdb_txn_begin(handle, nil, UInt32(MDB_RDONLY), &begun)
            if code == MDB_READERS_FULL, try clearStaleReaders() > 0 {
                code = unsafe mdb_txn_begin(handle, nil, UInt32(MDB_RDONLY), &begun)
            }
            try StorageError.check(code, operation)
            guard let begun = unsafe begun else { throw StorageError(code: EINVAL, operation: operation) }
            return unsafe ReadTransaction(begun, self)
        } catch {
            leave()
            throw error
        }
    }

    /// Runs a body inside a write transaction: commits when it returns, aborts when it throws.
    ///
    /// The changes are on disk when this returns; the time it takes is mostly two flushes of the file. Waits for writers
    /// in other threads and processes. LMDB binds the transaction to its thread, hence a body that cannot suspend.
    ///
    /// - Parameter body: Reads and writes; should only do that, since every other writer waits for it.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws, or a storage fault as its error: `.nestedWrite` inside another write of the same
    ///   thread; `.readOnly`; `.mapFull`, `.storageFull` or `.transactionFailed`, and nothing was written;
    ///   `.outcomeUnknown`, and then every later transaction of this environment throws that too.
    package func write<R: ~Copyable, E: StorageFailureConvertible>(
        _ body: (inout WriteTransaction) throws(E) -> R
    ) throws(E) -> R {
        var transaction: WriteTransaction
        do throws(StorageError) { transaction = try beginWrite() } catch { throw E(storage: error) }
        let result = try body(&transaction)
        do throws(StorageError) { try transaction.commit() } catch { throw E(storage: error) }
        return result
    }

    /// Begins a write transaction, which must end on the thread it began on.
    func beginWrite() throws(StorageError) -> WriteTransaction {
        let operation: StaticString = "beginning a write transaction"
        try throwIfUnusable(operation)
        guard access == .readWrite else { throw StorageError(kind: .readOnly, code: 0, operation: operation) }
        // LMDB's lock is not recursive: the thread would wait for itself, for ever.
        guard writer.load(ordering: .relaxed) != Self.currentThread else {
            throw StorageError(kind: .nestedWrite, code: EDEADLK, operation: operation)
        }
        enter()
        do throws(StorageError) {
            var begun: OpaquePointer?
            try StorageError.check(unsafe mdb_txn_begin(handle, nil, 0, &begun), operation)
            guard let begun = unsafe begun else { throw StorageError(code: EINVAL, operation: operation) }
            // The writer this one waited for may have failed.
            do throws(StorageError) { try throwIfUnusable(operation) } catch {
                unsafe mdb_txn_abort(begun)
                throw error
            }
            writer.store(Self.currentThread, ordering: .relaxed)
            return unsafe WriteTransaction(begun, self)
        } catch {
            leave()
            throw error
        }
    }

    /// What a failed commit means, remembered if its outcome is unknown.
    ///
    /// LMDB writes pages, flushes, then writes a meta page; only a failure of the last makes the outcome doubtful, and
    /// LMDB then refuses every later transaction. A failed flush did not commit, but the system may have forgotten which
    /// pages it still owed to the disk, so this stops there as well. A full map and a full file system are harmless.
    func commitFailed(_ code: Int32) -> StorageError {
        let operation: StaticString = "committing a write transaction"
        let named = StorageError(code: code, operation: operation)
        switch named.kind {
        case .mapFull, .transactionFailed, .outOfMemory: return named
        case .storageFull where acceptsTransactions: return named
        case .io where isShortWrite(code) && acceptsTransactions:
            return StorageError(kind: .storageFull, code: code, operation: operation)
        default:
            fault.store(code, ordering: .relaxed)
            return StorageError(kind: .outcomeUnknown, code: code, operation: operation)
        }
    }

    /// Whether LMDB still begins transactions, which it does not after a failed write of a meta page.
    private var acceptsTransactions: Bool {
        var begun: OpaquePointer?
        guard unsafe mdb_txn_begin(handle, nil, UInt32(MDB_RDONLY), &begun) == MDB_SUCCESS else { return false }
        unsafe mdb_txn_abort(begun)
        return true
    }

    /// Whether a fault is LMDB's word for a page written in part because the file system was full.
    private func isShortWrite(_ code: Int32) -> Bool {
        var descriptor: Int32 = -1
        guard code == EIO, unsafe mdb_env_get_fd(handle, &descriptor) == MDB_SUCCESS else { return false }
        return FileSystem.isFull(descriptor)
    }
}
