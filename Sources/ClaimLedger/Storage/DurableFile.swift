internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Small files that are there whole and on disk, or as they were before.
enum DurableFile {
    /// Puts bytes in place of a file, by way of a draft beside it; readable by their owner only.
    ///
    /// One writer at a time. Costs a sync of the file and one of its directory.
    ///
    /// - Parameters:
    ///   - path: The file; its directory exists.
    ///   - bytes: All it is to hold.
    /// - Throws: What the system reports; the file is then as it was, or new but maybe not durable.
    static func replace(_ path: FilePath, with bytes: [UInt8]) throws(Errno) {
        let draft = FilePath(path.string + ".draft")
        let parent = path.removingLastComponent()
        do {
            let descriptor = try FileDescriptor.open(
                draft, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .ownerReadWrite)
            try descriptor.closeAfter {
                try descriptor.writeAll(bytes)
                guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
            }
            guard unsafe rename(draft.string, path.string) == 0 else { throw Errno(rawValue: errno) }
            let directory = try FileDescriptor.open(parent.isEmpty ? "." : parent, .readOnly, options: .closeOnExec)
            try directory.closeAfter {
                guard fsync(directory.rawValue) == 0 else { throw Errno(rawValue: errno) }
            }
        } catch { throw error as? Errno ?? .ioError }
    }
}
