#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that can be read at any place, from any thread; it is closed with its last user.
final class ReadableFile: Sendable {
    fileprivate let descriptor: Int32

    fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// A copy of the bytes in a range.
    func bytes(in range: Range<Int>) throws(ImportError) -> [UInt8] {
        var done = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while done < range.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[done...])
                let step = pread(descriptor, rest.baseAddress, range.count - done, off_t(range.lowerBound + done))
                if step < 0 && errno == EINTR { continue }
                guard step > 0 else { break }
                done += step
            }
            count = done
        }
        guard done == range.count else { throw TemporaryFile.failure("reading a temporary file") }
        return bytes
    }
}

/// A file without a name, gone when it is closed: room for what should not stay in memory.
final class TemporaryFile {
    private let file: ReadableFile
    private var pending: [UInt8] = []
    private(set) var count = 0

    private static let pieceSize = 1_048_576

    /// Where temporary files are made.
    static var folder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

    init() throws(ImportError) {
        let folder = Self.folder
        var template = Array("\(folder)/ledger-import-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Self.failure("making a temporary file in \(folder)") }
        unlink(template)
        file = ReadableFile(descriptor)
    }

    fileprivate static func failure(_ doing: String) -> ImportError {
        .spool(reason: "\(doing): \(String(cString: strerror(errno)))")
    }

    /// Adds bytes at the end; gives the offset they start at.
    func append(_ bytes: [UInt8]) throws(ImportError) -> Int {
        defer { count += bytes.count }
        pending.append(contentsOf: bytes)
        if pending.count >= Self.pieceSize { try flush() }
        return count
    }

    /// Adds values of one trivial type, to be read by `withValues`.
    func append<Value: BitwiseCopyable>(values: [Value]) throws(ImportError) {
        values.withUnsafeBytes { pending.append(contentsOf: $0) }
        count += values.count * MemoryLayout<Value>.stride
        if pending.count >= Self.pieceSize { try flush() }
    }

    /// The file, once everything added can be read.
    func readable() throws(ImportError) -> ReadableFile {
        try flush()
        return file
    }

    private func flush() throws(ImportError) {
        var written = 0
        while written < pending.count {
            let step = pending[written...].withUnsafeBytes { write(file.descriptor, $0.baseAddress, $0.count) }
            if step < 0 && errno == EINTR { continue }
            guard step > 0 else { throw Self.failure("writing a temporary file") }
            written += step
        }
        pending.removeAll(keepingCapacity: true)
    }

    /// Calls a body with everything that was added; the pages are the file's, so memory does not grow with it.
    func withBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws(ImportError) -> Result
    ) throws(ImportError) -> Result {
        try flush()
        guard count > 0 else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        let mapped = mmap(nil, count, PROT_READ, MAP_SHARED, file.descriptor, 0)
        guard let mapped, mapped != MAP_FAILED else { throw Self.failure("mapping a temporary file") }
        defer { munmap(mapped, count) }
        return try body(UnsafeRawBufferPointer(start: mapped, count: count))
    }

    /// Gives the whole file as values of one trivial type that can be changed in place; the pages are the file's.
    func withValues<Value: BitwiseCopyable, Result>(
        of type: Value.Type, _ body: (UnsafeMutableBufferPointer<Value>) throws(ImportError) -> Result
    ) throws(ImportError) -> Result {
        try flush()
        let values = count / MemoryLayout<Value>.stride
        guard values > 0 else { return try body(UnsafeMutableBufferPointer(start: nil, count: 0)) }
        let mapped = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_SHARED, file.descriptor, 0)
        guard let mapped, mapped != MAP_FAILED else { throw Self.failure("mapping a temporary file") }
        defer { munmap(mapped, count) }
        return try body(UnsafeMutableBufferPointer(start: mapped.bindMemory(to: type, capacity: values), count: values))
    }
}

extension UnsafeMutableBufferPointer {
    /// Sorts in place with no memory beside it (heap sort).
    func sortInPlace(by areInOrder: (Element, Element) -> Bool) {
        func sift(_ start: Int, _ end: Int) {
            var root = start
            while 2 * root + 1 < end {
                var child = 2 * root + 1
                if child + 1 < end, areInOrder(self[child], self[child + 1]) { child += 1 }
                guard areInOrder(self[root], self[child]) else { return }
                swapAt(root, child)
                root = child
            }
        }
        for start in stride(from: count / 2 - 1, through: 0, by: -1) { sift(start, count) }
        for end in stride(from: count - 1, to: 0, by: -1) {
            swapAt(0, end)
            sift(0, end)
        }
    }
}
