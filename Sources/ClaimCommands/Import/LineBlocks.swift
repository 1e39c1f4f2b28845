#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Whole lines that stand behind one another in an input, line feeds included but for perhaps the last.
struct LineBlock: Sendable {
    /// A canonical event has at most 65,535 bytes; even with every byte escaped it is far below this.
    static let longestLine = 1_048_576

    /// The number of the first line, from 1.
    let firstLine: Int
    let bytes: [UInt8]

    /// Calls a body with each line, without its line feed, and its number, until the body says no.
    func forEachLine(_ body: (_ number: Int, _ line: Range<Int>) -> Bool) {
        var number = firstLine
        var start = 0
        while start < bytes.count {
            let end = bytes.firstLineFeed(from: start) ?? bytes.count
            guard body(number, start..<end) else { return }
            number += 1
            start = end + 1
        }
    }
}

/// Cuts an input into blocks of whole lines.
struct LineBlocks {
    private static let pieceSize = 262_144

    private var input: any ImportInput
    /// What was read and not given yet; a line that has not ended.
    private var rest: [UInt8] = []
    private var isAtEnd = false
    /// The number of the next line, from 1.
    private var line = 1

    init(_ input: any ImportInput) { self.input = input }

    /// The next lines, as many as can well be worked on at once; nil at the end.
    ///
    /// - Throws: `ImportError` where the input cannot be read, or a line has no end; what came before it was given.
    mutating func next() throws(ImportError) -> LineBlock? {
        while !isAtEnd {
            let searched = rest.count
            do { isAtEnd = try input.read(into: &rest, atMost: Self.pieceSize) == 0 } catch {
                throw .input(name: input.name, error)
            }
            if let last = rest[searched...].lastIndex(of: UInt8(ascii: "\n")) { return block(to: last + 1) }
            guard rest.count <= LineBlock.longestLine else {
                throw .line(file: input.name, line: line, reason: Self.tooLong)
            }
        }
        return rest.isEmpty ? nil : block(to: rest.count)
    }

    static let tooLong = "the line is longer than \(LineBlock.longestLine) bytes"

    private mutating func block(to end: Int) -> LineBlock {
        let block = LineBlock(firstLine: line, bytes: Array(rest[..<end]))
        line += block.bytes.count { $0 == UInt8(ascii: "\n") }
        rest.removeFirst(end)
        return block
    }
}

extension [UInt8] {
    /// The first line feed from a place on; nil where none follows.
    fileprivate func firstLineFeed(from start: Int) -> Int? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let found = memchr(base + start, 0x0A, count - start) else {
                return nil
            }
            return found - UnsafeMutableRawPointer(mutating: base)
        }
    }
}
