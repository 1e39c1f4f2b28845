internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Which file a path or a descriptor leads to, whatever links and mounts lie on the way.
struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let inode: UInt64

    init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
    }
}

/// The data files this process has open; each may be open once only.
///
/// LMDB's reader table is held together by record locks, and the system drops every record lock of a process when any
/// descriptor of the lock file closes. A second environment on the same file would unprotect the readers of the first,
/// silently. The rule is about the process, so the list is too.
enum OpenFiles {
    private static let identities = Mutex<Set<FileIdentity>>([])

    /// Marks a file as open; false if it is already.
    static func claim(_ identity: FileIdentity) -> Bool {
        identities.withLock { $0.insert(identity).inserted }
    }

    /// Closes a file and marks it as closed, in one step for others.
    ///
    /// Once closed, a deleted file's number may go to a new one at once; a claim for that has to wait for the mark.
    static func release(_ identity: FileIdentity, closing close: () -> Void = {}) {
        identities.withLock { open in
            close()
            open.remove(identity)
        }
    }
}
