import Testing

@testable import ClaimLedger

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A directory of its own under the system's temporary folder, removed with everything in it at the end.
final class TemporaryStorageDirectory: Sendable {
    let path: String
    /// Whether it is another process's to remove.
    private let isBorrowed: Bool

    /// The directory that the process which started this one has made, and removes.
    init(of parent: String) {
        path = parent
        isBorrowed = true
    }

    init(inMemory: Bool = false) throws {
        let isInMemory = inMemory && access("/dev/shm", W_OK) == 0
        let folder = isInMemory ? "/dev/shm" : getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/claim-ledger-storage-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer {
            $0.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        path = try #require(made)
        isBorrowed = false
    }

    deinit {
        if isBorrowed { return }
        for name in ["data.mdb", "lock.mdb", "copy.mdb"] {
            unlink("\(path)/\(name)")
            rmdir("\(path)/\(name)")
        }
        rmdir(path)
    }

    /// Writes a file, cutting off what was in it.
    func write(_ bytes: [UInt8], to name: String = "data.mdb") {
        let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            written += bytes.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written, off_t(written))
            }
        }
    }

    /// The bytes of the data file.
    func contents() -> [UInt8] {
        let descriptor = open("\(path)/data.mdb", O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Int(lseek(descriptor, 0, SEEK_END)))
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        precondition(count == bytes.count, "The data file could not be read.")
        return bytes
    }

    /// Whether the directory has a file of that name.
    func exists(_ name: String) -> Bool { access("\(path)/\(name)", F_OK) == 0 }
}

/// The tables of these tests: one with numbers for keys, one with bytes.
let testTables = ["events", "streams"]

extension Environment {
    static func createForTest(_ directory: TemporaryStorageDirectory, options: Options = Options()) throws
        -> Environment
    {
        try create(directory: directory.path, tables: testTables, options: options)
    }

    static func openForTest(
        _ directory: TemporaryStorageDirectory, _ access: Access = .readWrite, options: Options = Options()
    ) throws -> Environment {
        try open(directory: directory.path, tables: testTables, access: access, options: options)
    }

    /// Appends entries whose value is their key in words, one commit for all.
    func appendForTest(_ keys: some Sequence<UInt64>) throws {
        let events = self[table: "events"]
        try write { (transaction) throws(StorageError) in
            for key in keys { try transaction.append(events, key, Array("event \(key)".utf8).span.bytes) }
        }
    }

    /// All keys, as a forward scan meets them; throws when a value is not the one appended with its key.
    func scanForTest() throws -> [UInt64] {
        let transaction = try beginRead()
        var cursor = try transaction.cursor(self[table: "events"])
        var keys: [UInt64] = []
        while let entry = try cursor.next() {
            let number = try entry.number
            #expect(text(entry.value) == "event \(number)")
            keys.append(number)
        }
        return keys
    }
}

/// Bytes as text, nil for no bytes at all.
func text(_ bytes: RawSpan?) -> String? {
    guard let bytes else { return nil }
    return bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
}

/// The key of an entry as text, nil for no entry.
func keyText(_ entry: consuming Entry?) -> String? {
    guard let entry else { return nil }
    return text(entry.key)
}

/// The key of an entry as a number, nil for no entry.
func number(_ entry: consuming Entry?) throws(StorageError) -> UInt64? {
    guard let entry else { return nil }
    return try entry.number
}

/// The kind of storage error a body ends with, or nil.
func failure(_ body: () throws -> Void) -> StorageError.Kind? {
    do { try body() } catch let error as StorageError { return error.kind } catch {
        Issue.record("not a storage error: \(error)")
    }
    return nil
}
