internal import SystemPackage

// A bundle is a folder:
//
//   checkpoint          the signed checkpoint (Integrity/SignedCheckpoint.swift)
//   vkey                the key it is signed by, its text form and a line feed
//   events.jsonl        the events as stored, each with a line feed behind it
//   tile/…              the tree and the entries once more (Integrity/TilePath.swift)
//
// Everything but the first two files follows from events.jsonl, and is compared with it byte for byte.

/// A ledger as files that anybody can check and keep: its events, its tree, a signed checkpoint and the key.
public struct LedgerBundle: Sendable {
    static let checkpointFile = "checkpoint"
    static let keyFile = "vkey"
    static let eventsFile = "events.jsonl"

    /// The folder.
    public let path: String
    /// What was signed; its signatures hold.
    public let checkpoint: SignedCheckpoint
    /// The key that stands in the bundle; it says who signed only to those who have it from elsewhere too.
    public let key: VerifierKey

    /// Opens a bundle and checks the signatures of its checkpoint; the events are not looked at yet.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - keys: Keys the reader trusts, the ledger's among them; where there are none, the bundle's own is believed.
    /// - Throws: `BundleError`.
    public init(opening path: String, trusting keys: [VerifierKey] = []) throws(BundleError) {
        self.path = path
        func file(_ name: String) -> String { FilePath(path).appending(name).string }
        let note = try Self.contents(of: file(Self.checkpointFile))
        do { checkpoint = try SignedCheckpoint(parsing: note) } catch {
            throw .malformed(path: file(Self.checkpointFile), error)
        }
        var text = try Self.contents(of: file(Self.keyFile))
        if text.last == UInt8(ascii: "\n") { text.removeLast() }
        do { key = try VerifierKey(parsing: String(decoding: text, as: UTF8.self)) } catch {
            throw .malformed(path: file(Self.keyFile), error)
        }
        do throws(EvidenceFailure) {
            try checkpoint.verify(keys: [key])
            if !keys.isEmpty { try checkpoint.verify(keys: keys) }
        } catch { throw .evidence(path: file(Self.checkpointFile), error) }
    }

    var eventsPath: String { FilePath(path).appending(Self.eventsFile).string }

    /// The bytes of a small file.
    static func contents(of path: String) throws(BundleError) -> [UInt8] {
        var reader = try FileReader(path)
        var bytes: [UInt8] = []
        // One byte more than evidence may have, so that it is refused for its length and not for being cut.
        while bytes.count <= EvidenceLines.byteLimit, try reader.read(into: &bytes) {}
        return bytes
    }

    /// Whether a tile's file holds exactly these bytes.
    func checkTile(_ tile: TilePath, _ expected: [UInt8]) throws(BundleError) {
        let file = FilePath(path).appending("\(tile)").string
        var reader = try FileReader(file)
        var bytes: [UInt8] = []
        // One byte more than there should be, so that a longer file is noticed.
        while bytes.count <= expected.count,
            try reader.read(into: &bytes, atMost: expected.count + 1 - bytes.count)
        {}
        guard bytes == expected else { throw .tileDiffers(path: file) }
    }
}

/// A file that is read from the start to the end.
struct FileReader: ~Copyable {
    static let pieceByteCount = 262_144

    let path: String
    private let descriptor: FileDescriptor

    init(_ path: String) throws(BundleError) {
        self.path = path
        do { descriptor = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec) } catch {
            let number = error as? Errno ?? .ioError
            throw number == .noSuchFileOrDirectory || number == .notDirectory
                ? .missingFile(path: path) : .unreadable(path: path, reason: number.description)
        }
    }

    deinit { try? descriptor.close() }

    /// Adds the next bytes to others, at most so many; false at the end.
    mutating func read(into buffer: inout [UInt8], atMost count: Int = FileReader.pieceByteCount) throws(BundleError)
        -> Bool
    {
        do {
            let piece = try unsafe [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
                filled = try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(bytes))
            }
            buffer += piece
            return !piece.isEmpty
        } catch { throw .unreadable(path: path, reason: (error as? Errno ?? .ioError).description) }
    }
}

/// The lines of a bundle's events, each at most as long as an event may be.
struct EventLines: ~Copyable {
    private var reader: FileReader
    private var buffer: [UInt8] = []
    private var position = 0
    /// The number of the line given last, from 1.
    private(set) var line: UInt64 = 0

    init(_ path: String) throws(BundleError) { reader = try FileReader(path) }

    /// The next line without its line feed; nil at the end.
    mutating func next() throws(BundleError) -> [UInt8]? {
        while true {
            if let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { position = end + 1 }
                line += 1
                guard end - position <= PreparedEvent.byteLimit else { throw tooLong }
                return Array(buffer[position..<end])
            }
            guard buffer.count - position <= PreparedEvent.byteLimit else {
                line += 1
                throw tooLong
            }
            buffer.removeFirst(position)
            position = 0
            guard try reader.read(into: &buffer) else { break }
        }
        guard buffer.isEmpty else {
            throw .malformedLine(
                path: reader.path, line: line + 1, reason: "truncated: the last line does not end with a line feed")
        }
        return nil
    }

    private var tooLong: BundleError {
        .malformedLine(
            path: reader.path, line: line, reason: "the line is longer than \(PreparedEvent.byteLimit) bytes")
    }
}
