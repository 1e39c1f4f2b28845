/// Bytes of one input of an import, read in pieces: a file, standard input, a stream that is being unpacked.
public protocol ImportInput {
    /// What messages call the input.
    var name: String { get }

    /// Adds up to so many bytes to a buffer and tells how many; 0 at the end.
    mutating func read(into buffer: inout [UInt8], atMost count: Int) throws(ImportInputError) -> Int
}

/// Why an input could not be read.
public struct ImportInputError: Error, Equatable, Sendable {
    /// What went wrong, without the input's name.
    public let reason: String
    /// Whether the content is at fault and not the reading of it.
    public let isMalformed: Bool

    /// Says what went wrong, and whether the content or the reading of it is at fault.
    public init(reason: String, isMalformed: Bool) {
        self.reason = reason
        self.isMalformed = isMalformed
    }
}

/// An input that is in memory already.
public struct MemoryInput: ImportInput {
    /// What messages call the bytes.
    public let name: String
    private var rest: ArraySlice<UInt8>

    /// Gives bytes a name for messages.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        rest = bytes[...]
    }

    /// Adds up to so many bytes to a buffer and tells how many, without ever failing; 0 at the end.
    public mutating func read(into buffer: inout [UInt8], atMost count: Int) -> Int {
        let piece = rest.prefix(count)
        buffer.append(contentsOf: piece)
        rest = rest.dropFirst(piece.count)
        return piece.count
    }
}

/// Splits an input into its lines.
struct LineReader {
    /// A canonical event has at most 65,535 bytes; even with every byte escaped it is far below this.
    static let longestLine = 1_048_576
    private static let pieceSize = 262_144
    private static let blockSize = 1_024

    private var input: any ImportInput
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// The number of the line given last, from 1.
    private var line = 0
    /// What stopped reading behind lines that were read before; thrown once those have been given.
    private var fault: ImportError?

    /// One line without its line feed, and its number, from 1.
    struct Line: Sendable {
        let number: Int
        let bytes: [UInt8]
    }

    init(_ input: any ImportInput) { self.input = input }

    /// The next lines, as many as can well be worked on at once; none at the end.
    mutating func nextBlock() throws(ImportError) -> [Line] {
        if let fault { throw fault }
        var block: [Line] = []
        block.reserveCapacity(Self.blockSize)
        while block.count < Self.blockSize {
            do throws(ImportError) {
                guard let bytes = try next() else { break }
                block.append(Line(number: line, bytes: bytes))
            } catch {
                // A fault in an earlier line is told first.
                guard !block.isEmpty else { throw error }
                fault = error
                break
            }
        }
        return block
    }

    private mutating func next() throws(ImportError) -> [UInt8]? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return try line(to: end)
            }
            guard !isAtEnd else { break }
            try checkLength(to: buffer.count)
            buffer.removeFirst(start)
            start = 0
            searched = buffer.count
            do { isAtEnd = try input.read(into: &buffer, atMost: Self.pieceSize) == 0 } catch {
                throw .input(name: input.name, error)
            }
        }
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return try line(to: buffer.count)
    }

    private mutating func line(to end: Int) throws(ImportError) -> [UInt8] {
        try checkLength(to: end)
        line += 1
        return Array(buffer[start..<end])
    }

    /// Sees that what is a line up to here is not too long, whatever pieces it came in.
    private func checkLength(to end: Int) throws(ImportError) {
        guard end - start > Self.longestLine else { return }
        throw .line(file: input.name, line: line + 1, reason: "the line is longer than \(Self.longestLine) bytes")
    }
}
