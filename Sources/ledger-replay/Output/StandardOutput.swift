import ClaimLedger

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the answer goes, gathered into pieces; `finish()` ends it.
final class StandardOutput {
    private static let pieceByteCount = 65_536
    private var buffer: [UInt8] = []

    init() { buffer.reserveCapacity(Self.pieceByteCount * 2) }

    /// Writes a text, and nothing behind it.
    func write(_ text: String) throws(Failure) { try write(text.utf8) }

    /// Writes bytes as they are.
    func write(_ bytes: some Sequence<UInt8>) throws(Failure) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.pieceByteCount { try finish() }
    }

    /// Writes a line of stored bytes.
    func writeLine(_ bytes: RawSpan) throws(Failure) {
        bytes.withUnsafeBytes { buffer.append(contentsOf: $0) }
        try write(CollectionOfOne(UInt8(ascii: "\n")))
    }

    /// Hands over what is still gathered.
    ///
    /// - Throws: `Failure.outputClosed` where the reader is gone.
    func finish() throws(Failure) {
        defer { buffer.removeAll(keepingCapacity: true) }
        let error = Descriptor.standardOutput.write(buffer[...])
        guard error != EPIPE else { throw .outputClosed }
        guard error == 0 else { throw Failure(.inputOutput, "standard output: \(systemMessage(error))") }
    }
}
