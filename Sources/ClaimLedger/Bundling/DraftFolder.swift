internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A folder that appears whole or not at all: filled under another name, and renamed once everything in it is on disk.
///
/// What was not finished goes with the value; only a process that was killed leaves its draft behind.
final class DraftFolder {
    /// Where the folder will be.
    let target: String
    /// Where it is filled: the target's name and `.draft`.
    let path: String
    private var folders: Set<String> = []
    private var isFinished = false

    /// Begins a folder; readable by its owner only.
    ///
    /// - Parameter target: Nothing, or an empty folder, stands there; the folder around it exists.
    /// - Throws: `FolderError.occupied` and `.unfinished`, or what the system reports.
    init(for target: String) throws(FolderError) {
        self.target = FilePath(target).string
        path = self.target + ".draft"
        try Self.checkIsFree(self.target)
        guard unsafe mkdir(path, 0o700) == 0 else {
            throw errno == EEXIST ? .unfinished(path: path) : FolderError(path: path, errno)
        }
        folders.insert(path)
    }

    deinit { if !isFinished { remove() } }

    private static func checkIsFree(_ path: String) throws(FolderError) {
        guard let folder = unsafe opendir(path) else {
            guard errno != ENOENT else { return }
            throw errno == ENOTDIR ? .occupied(path: path) : FolderError(path: path, errno)
        }
        unsafe closedir(folder)
        guard names(in: path).isEmpty else { throw .occupied(path: path) }
    }

    /// Begins a file, by a path relative to the folder, and makes the folders it stands in.
    func file(_ name: String) throws(FolderError) -> DraftFile {
        let file = FilePath(path).appending(name)
        try makeFolder(file.removingLastComponent().string)
        return try DraftFile(file.string)
    }

    /// Writes a whole file.
    func write(_ name: String, _ bytes: [UInt8]) throws(FolderError) {
        let file = try file(name)
        try file.append(bytes)
        try file.finish()
    }

    /// Takes a file away again, if it is there.
    func removeFile(_ name: String) { _ = unsafe unlink(FilePath(path).appending(name).string) }

    private func makeFolder(_ folder: String) throws(FolderError) {
        guard !folders.contains(folder) else { return }
        try makeFolder(FilePath(folder).removingLastComponent().string)
        guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw FolderError(path: folder, errno) }
        folders.insert(folder)
    }

    /// Makes all names durable and gives the folder its own.
    func finish() throws(FolderError) {
        for folder in folders.sorted(by: >) { try Self.synchronize(folder) }
        guard unsafe rename(path, target) == 0 else {
            throw errno == ENOTEMPTY || errno == EEXIST ? .occupied(path: target) : FolderError(path: target, errno)
        }
        isFinished = true
        let parent = FilePath(target).removingLastComponent()
        try Self.synchronize(parent.isEmpty ? "." : parent.string)
    }

    private static func synchronize(_ folder: String) throws(FolderError) {
        do throws(StorageError) { try FileSystem.synchronizeDirectory(folder) } catch {
            throw FolderError(path: folder, error.code)
        }
    }

    /// Removes the draft; goes on whatever happens, and leaves what cannot be removed.
    private func remove() {
        // A folder sorts before those in it.
        for folder in folders.sorted(by: >) {
            for name in Self.names(in: folder) { _ = unsafe unlink(FilePath(folder).appending(name).string) }
            _ = unsafe rmdir(folder)
        }
    }

    /// What stands in a folder; nothing where it cannot be read.
    private static func names(in path: String) -> [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

/// A file of a draft, written from the start to the end.
final class DraftFile {
    private static let pieceByteCount = 262_144

    private let path: String
    /// Open for writing; for those who write past the buffer.
    let descriptor: Int32
    private var buffer: [UInt8] = []

    fileprivate init(_ path: String) throws(FolderError) {
        self.path = path
        do throws(StorageError) {
            descriptor = try FileSystem.open(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600, "making a file")
        } catch { throw FolderError(path: path, error.code) }
    }

    deinit { close(descriptor) }

    /// Adds bytes at the end.
    func append(_ bytes: some Sequence<UInt8>) throws(FolderError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.pieceByteCount { try flush() }
    }

    /// Hands over what is gathered and sees that it is on disk.
    func finish() throws(FolderError) {
        try flush()
        guard fsync(descriptor) == 0 else { throw FolderError(path: path, errno) }
    }

    private func flush() throws(FolderError) {
        do { _ = try FileDescriptor(rawValue: descriptor).writeAll(buffer) } catch {
            throw FolderError(path: path, (error as? Errno ?? .ioError).rawValue)
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Why a folder that is to appear whole was not made.
public enum FolderError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Something stands where it is to be.
    case occupied(path: String)
    /// Another run that was killed, or that goes on, has left its draft.
    case unfinished(path: String)
    /// The operating system refused.
    case system(path: String, reason: String)

    /// The path, what is wrong there, and what to do about it.
    public var description: String {
        switch self {
        case .occupied(let path):
            """
            \(path) is not empty
              name a folder that does not exist; nothing is overwritten
            """
        case .unfinished(let path):
            """
            \(path) is there already: a run that did not finish has left it
              see that no other run goes on, and remove it
            """
        case .system(let path, let reason): "\(path): \(reason)"
        }
    }
}

extension FolderError {
    init(path: String, _ number: Int32) { self = .system(path: path, reason: Errno(rawValue: number).description) }
}
