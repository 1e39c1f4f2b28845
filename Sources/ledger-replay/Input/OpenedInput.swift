import ClaimCommands

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file or standard input, unpacked on the way where it is gzip.
struct OpenedInput: ImportInput {
    let name: String
    private let source: ByteSource
    private var unpacking: Unpacking?
    private var start: [UInt8] = []
    private var hasStarted = false

    /// Opens a file; `-` is standard input.
    ///
    /// - Throws: `Failure` with `.noSuchInput` where there is nothing that could be read.
    init(path: String) throws(Failure) {
        name = path
        source = path == "-" ? ByteSource() : try ByteSource(path: path)
    }

    mutating func read(into buffer: inout [UInt8], atMost count: Int) throws(ImportInputError) -> Int {
        if !hasStarted { try begin() }
        if let unpacking { return try unpacking.read(into: &buffer, atMost: count) }
        guard start.isEmpty else {
            let taken = start.prefix(count)
            buffer += taken
            start.removeFirst(taken.count)
            return taken.count
        }
        return try source.read(into: &buffer, atMost: count)
    }

    /// Looks at the first bytes: gzip says so by two of them.
    private mutating func begin() throws(ImportInputError) {
        hasStarted = true
        while start.count < 2, try source.read(into: &start, atMost: 2 - start.count) > 0 {}
        guard start == [0x1F, 0x8B] else { return }
        unpacking = try Unpacking(start, source)
    }
}

/// The bytes of an open file; it is closed with the last reference.
final class ByteSource {
    private let descriptor: Descriptor
    private let isOwned: Bool

    /// Standard input.
    init() {
        descriptor = .standardInput
        isOwned = false
    }

    init(path: String) throws(Failure) {
        let number = open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw Failure(.noSuchInput, "\(path): \(systemMessage(errno))") }
        descriptor = Descriptor(number: number)
        isOwned = true
        var status = stat()
        if fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw Failure(.noSuchInput, "\(path): \(systemMessage(EISDIR))")
        }
    }

    deinit { if isOwned { close(descriptor.number) } }

    /// Adds up to so many bytes; 0 at the end.
    func read(into buffer: inout [UInt8], atMost count: Int) throws(ImportInputError) -> Int {
        let result = descriptor.read(into: &buffer, atMost: count)
        guard result >= 0 else { throw ImportInputError(reason: systemMessage(Int32(-result)), isMalformed: false) }
        return result
    }
}
