internal import CLMDB

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension Environment {
    /// Creates the data file with its tables, all empty, and makes it durable.
    ///
    /// - Parameters:
    ///   - directory: Exists and holds no `data.mdb`; becomes the home of `data.mdb` and `lock.mdb`.
    ///   - tables: The names of all tables, each 1 to 511 bytes.
    ///   - options: Limits and permissions.
    /// - Returns: The environment, open for reading and writing.
    /// - Throws: `.notFound`, `.alreadyExists`, `.notPermitted`, `.storageFull`, `.unsupported`, or what the system
    ///   reports; a data file made by this call is removed again.
    package static func create(
        directory: String, tables: [String], options: Options = Options()
    ) throws(StorageError) -> Environment {
        let operation: StaticString = "creating the data file"
        try throwIfUnsupported(directory, options, operation)
        let path = directory + "/data.mdb"
        close(try FileSystem.open(path, O_RDWR | O_CREAT | O_EXCL, mode: options.fileMode, operation))
        do throws(StorageError) {
            let environment = try open(directory, tables, .readWrite, options, creatingTables: true)
            try StorageError.check(unsafe mdb_env_sync(environment.handle, 1), "synchronizing the data file")
            try FileSystem.synchronizeDirectory(directory)
            try FileSystem.synchronizeDirectory(directory + "/..", isOptional: true)
            return environment
        } catch {
            unsafe unlink(path)
            throw error
        }
    }

    /// Opens a data file that exists; creates nothing but a missing lock file.
    ///
    /// Checks the meta pages and the first pages of the tables before anything is mapped, and clears stale reader slots.
    /// The cost does not depend on the size of the file.
    ///
    /// - Parameters:
    ///   - directory: Where `data.mdb` is.
    ///   - tables: The names of all tables to be used.
    ///   - access: Reading only, or writing too. Reading only goes on without the lock file when that cannot be created or
    ///     written; see `usesLockFile`.
    ///   - options: Limits and permissions.
    ///   - preflight: Looks at the data file, open for reading, in place of the checks above; no LMDB has it mapped yet.
    /// - Returns: The environment, open as asked.
    /// - Throws: What `preflight` throws; `.notFound`; `.damaged` when the file is empty, cut short, not LMDB's, or lacks
    ///   a table; `.alreadyOpen`; `.notPermitted`; `.unsupported`; or what the system reports.
    package static func open(
        directory: String, tables: [String], access: Access, options: Options = Options(),
        preflight: (_ descriptor: Int32) throws(StorageError) -> Void = { (descriptor) throws(StorageError) in
            try PageFile.checkRoots(descriptor)
        }
    ) throws(StorageError) -> Environment {
        let operation: StaticString = "opening the data file"
        try throwIfUnsupported(directory, options, operation)
        let path = directory + "/data.mdb"
        let status = try FileSystem.status(of: path, operation)
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw StorageError(kind: .damaged, code: 0, operation: operation)
        }
        let descriptor = try FileSystem.open(path, O_RDONLY, operation)
        // Closing this descriptor drops no lock of LMDB's: those are on the lock file.
        defer { close(descriptor) }
        try preflight(descriptor)
        let environment = try open(directory, tables, access, options, creatingTables: false)
        _ = try environment.clearStaleReaders()
        return environment
    }

    /// Claims the data file for this process and opens it with its tables.
    private static func open(
        _ directory: String, _ names: [String], _ access: Access, _ options: Options, creatingTables: Bool
    ) throws(StorageError) -> Environment {
        let operation: StaticString = "opening the data file"
        let identity = FileIdentity(try FileSystem.status(of: directory + "/data.mdb", operation))
        guard OpenFiles.claim(identity) else { throw StorageError(kind: .alreadyOpen, code: 0, operation: operation) }
        do throws(StorageError) {
            let opened = try openHandle(directory, tableCount: names.count, access, options)
            do throws(StorageError) {
                let tables = try unsafe openTables(names, in: opened.handle, creating: creatingTables)
                let source = Source(directory: directory, names: names, options: options)
                return Environment(opened, tables: tables, access: access, identity: identity, source: source)
            } catch {
                unsafe mdb_env_close(opened.handle)
                throw error
            }
        } catch {
            OpenFiles.release(identity)
            throw error
        }
    }
}
