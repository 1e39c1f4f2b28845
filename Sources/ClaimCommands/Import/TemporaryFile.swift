#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file without a name, gone when it is closed: room for what should not stay in memory.
final class TemporaryFile {
    private let descriptor: Int32
    private var pending: [UInt8] = []
    private(set) var count = 0

    private static let pieceSize = 1_048_576

    init() throws(ImportError) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/ledger-import-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Self.failure("making a temporary file in \(folder)") }
        unlink(template)
    }

    deinit { close(descriptor) }

    private static func failure(_ doing: String) -> ImportError {
        .spool(reason: "\(doing): \(String(cString: strerror(errno)))")
    }

    /// Adds bytes at the end; gives the offset they start at.
    func append(_ bytes: some Collection<UInt8>) throws(ImportError) -> Int {
        defer { count += bytes.count }
        pending.append(contentsOf: bytes)
        if pending.count >= Self.pieceSize { try flush() }
        return count
    }

    /// Sees that everything added can be read.
    func flush() throws(ImportError) {
        var written = 0
        while written < pending.count {
            let step = pending[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
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
        let mapped = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0)
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
        let mapped = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
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
