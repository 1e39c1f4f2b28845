import ClaimCommands
import SystemPackage

/// A file of lines, read in pieces by an import.
struct LinesFile: ImportInput {
    let name: String
    private let descriptor: FileDescriptor

    init(_ path: String) throws {
        name = path
        descriptor = try FileDescriptor.open(FilePath(path), .readOnly)
    }

    func read(into buffer: inout [UInt8], atMost count: Int) throws(ImportInputError) -> Int {
        do {
            let piece = try [UInt8](unsafeUninitializedCapacity: count) { space, filled in
                filled = try descriptor.read(into: UnsafeMutableRawBufferPointer(space))
            }
            buffer.append(contentsOf: piece)
            return piece.count
        } catch { throw ImportInputError(reason: "\(error)", isMalformed: false) }
    }

    func close() throws { try descriptor.close() }

    /// Some of the lines of a file.
    static func lines(of path: String, skipping skipped: Int, count: Int) throws -> [[UInt8]] {
        let file = try LinesFile(path)
        defer { try? file.close() }
        var lines: [[UInt8]] = []
        var passed = 0
        var line: [UInt8] = []
        var piece: [UInt8] = []
        while lines.count < count, try file.read(into: &piece, atMost: 1 << 20) > 0 {
            for byte in piece where lines.count < count {
                guard byte == UInt8(ascii: "\n") else {
                    if passed >= skipped { line.append(byte) }
                    continue
                }
                if passed >= skipped { lines.append(line) }
                passed += 1
                line.removeAll(keepingCapacity: true)
            }
            piece.removeAll(keepingCapacity: true)
        }
        return lines
    }
}

/// A new file that is written from front to end.
struct WrittenFile: ~Copyable {
    private let descriptor: FileDescriptor
    private var waiting: [UInt8] = []
    private(set) var bytes = 0

    init(_ path: String) throws {
        descriptor = try FileDescriptor.open(
            FilePath(path), .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite, .groupRead])
        waiting.reserveCapacity(1 << 20 + 1 << 16)
    }

    /// Adds bytes that the closure appends to the file.
    mutating func append(_ body: (inout [UInt8]) -> Void) throws {
        body(&waiting)
        if waiting.count >= 1 << 20 { try flush() }
    }

    private mutating func flush() throws {
        bytes += waiting.count
        try descriptor.writeAll(waiting)
        waiting.removeAll(keepingCapacity: true)
    }

    /// Writes what is left and tells the size of the file.
    consuming func close() throws -> Int {
        try flush()
        try descriptor.close()
        return bytes
    }
}
