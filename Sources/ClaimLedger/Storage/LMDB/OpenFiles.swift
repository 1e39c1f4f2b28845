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
/// silently. The rule is about the process, so the list is too. A child of `fork` inherits the list but no lock: what
/// its parent has open it may open for itself.
enum OpenFiles {
    /// Each file with the count of forks it was opened at.
    private static let identities = Monitor<[FileIdentity: Int]>([:])

    /// Marks a file as open; false if it is already.
    static func claim(_ identity: FileIdentity) -> Bool {
        Forks.watch()
        return identities.withLock { open in
            guard open[identity] != Forks.current else { return false }
            open[identity] = Forks.current
            return true
        }
    }

    /// Closes a file and marks it as closed, in one step for others.
    ///
    /// Once closed, a deleted file's number may go to a new one at once; a claim for that has to wait for the mark.
    static func release(_ identity: FileIdentity, closing close: () -> Void = {}) {
        identities.withLock { open in
            close()
            open[identity] = nil
        }
    }

    /// Holds the list while the process forks: a child must not be born while another thread is changing it.
    static func lock() { identities.lock() }

    /// Lets go of the list, in parent and child.
    static func unlock() { identities.unlock() }
}
