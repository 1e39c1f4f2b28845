internal import CLMDB

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The few things asked of the file system beside LMDB.
///
/// Nothing here opens `lock.mdb`: closing it again would drop LMDB's locks in the whole process.
enum FileSystem {
    static func status(of path: String, _ operation: StaticString) throws(StorageError) -> stat {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw StorageError(code: errno, operation: operation) }
        return status
    }

    /// Opens a file; the caller closes the descriptor.
    static func open(
        _ path: String, _ flags: Int32, mode: UInt16 = 0, _ operation: StaticString
    ) throws(StorageError) -> Int32 {
        while true {
            #if canImport(Glibc)
                let descriptor = unsafe Glibc.open(path, flags | O_CLOEXEC, mode_t(mode))
            #else
                let descriptor = unsafe Darwin.open(path, flags | O_CLOEXEC, mode_t(mode))
            #endif
            if descriptor >= 0 { return descriptor }
            if errno != EINTR { throw StorageError(code: errno, operation: operation) }
        }
    }

    /// Makes the names in a directory durable.
    ///
    /// If it is optional, a directory that may not be read, such as a parent owned by somebody else, is left alone.
    static func synchronizeDirectory(_ path: String, isOptional: Bool = false) throws(StorageError) {
        let operation: StaticString = "synchronizing the directory"
        let descriptor: Int32
        do throws(StorageError) {
            descriptor = try open(path, O_RDONLY | O_DIRECTORY, operation)
        } catch {
            if isOptional, error.kind == .notPermitted { return }
            throw error
        }
        defer { close(descriptor) }
        // Some file systems cannot sync a directory and say EINVAL; they have nothing to sync then.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw StorageError(code: errno, operation: operation) }
    }

    /// Whether this process may read and write a file, on a file system that permits it.
    static func isWritable(_ path: String) -> Bool {
        unsafe faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS) == 0
    }

    /// Whether the file system of an open file has less than 1 MiB left.
    static func isFull(_ descriptor: Int32) -> Bool {
        var status = statvfs()
        guard unsafe fstatvfs(descriptor, &status) == 0 else { return false }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize) < 1 << 20
    }

    /// Whether a path lies on a network or user-space file system, where memory maps and locks are not shared reliably.
    static func isRemote(_ path: String) -> Bool { unsafe clmdb_is_remote(path) != 0 }
}
