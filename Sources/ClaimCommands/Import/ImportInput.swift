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
