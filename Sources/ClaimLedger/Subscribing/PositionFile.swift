internal import SystemPackage

/// Where a consumer keeps how far it has come in a ledger, so that it goes on there after a restart.
///
/// The file holds `{"ledger":"<id>","sequence":<number>}`. It is replaced in one step: after a crash it holds the old
/// position or the new one. A consumer that stores a position after each event it has dealt with sees at most the last
/// one again; one that stores it in the same transaction as its own work needs no file. One consumer per file.
public struct PositionFile: Sendable {
    /// Where the file is, or will be.
    public let path: String
    private let ledger: String

    /// Names the file of a consumer; touches nothing.
    ///
    /// - Parameters:
    ///   - path: The file; its directory must exist, and should not be the ledger's.
    ///   - ledger: The ledger whose events are consumed.
    public init(path: String, ledger: Ledger) {
        self.path = path
        self.ledger = ledger.identity.ledger
    }

    /// The position stored last, 0 where there is no file yet: what to pass to `Ledger.events(after:)`.
    ///
    /// - Throws: `PositionFileError`; a file of another ledger is never used.
    public func load() throws(PositionFileError) -> UInt64 {
        guard let bytes = try contents() else { return 0 }
        guard case .object(let members) = try? JSONValue(parsing: bytes), members.members.count == 2,
            case .string(let found) = members["ledger"], case .integer(let sequence) = members["sequence"],
            sequence >= 0
        else { throw .notAPosition(path: path) }
        guard found == ledger else { throw .otherLedger(path: path, expected: ledger, found: found) }
        return UInt64(sequence)
    }

    /// Stores a position in place of the last one, durably; costs a sync of the file and one of its directory.
    ///
    /// - Parameter sequence: That of the last event dealt with, at most 2^53 − 1; 0 for none.
    /// - Throws: `PositionFileError`; a file that is another ledger's or no position is not overwritten.
    public func store(_ sequence: UInt64) throws(PositionFileError) {
        precondition(sequence < 1 << 53, "a sequence is at most 2^53 - 1")
        _ = try load()
        let json: JSONValue = ["ledger": .string(ledger), "sequence": .integer(Int64(sequence))]
        do throws(Errno) {
            try DurableFile.replace(FilePath(path), with: json.canonicalBytes() + [UInt8(ascii: "\n")])
        } catch { throw .notWritable(path: path, reason: error.description) }
    }

    /// The bytes of the file; nil where there is none.
    private func contents() throws(PositionFileError) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 1_024)
        do {
            let descriptor = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
            let count = try descriptor.closeAfter {
                try unsafe bytes.withUnsafeMutableBytes { try unsafe descriptor.read(into: $0) }
            }
            return Array(bytes.prefix(count))
        } catch {
            if let error = error as? Errno, error == .noSuchFileOrDirectory { return nil }
            throw .notReadable(path: path, reason: "\(error)")
        }
    }
}

/// Why a consumer's position cannot be loaded or stored.
public enum PositionFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file was made with another ledger; its position means nothing in this one.
    case otherLedger(path: String, expected: String, found: String)
    /// The file holds something else than a position.
    case notAPosition(path: String)
    /// The system does not let the file be read.
    case notReadable(path: String, reason: String)
    /// The system does not let the file be written.
    case notWritable(path: String, reason: String)

    /// Which file and what is wrong with it, and on a second line what to do about it.
    public var description: String {
        switch self {
        case .otherLedger(let path, let expected, let found):
            """
            \(path) holds a position in ledger \(found), not in \(expected)
              give each ledger's consumer a file of its own
            """
        case .notAPosition(let path):
            """
            \(path) holds no position
              choose another file, or remove it to begin with the first event
            """
        case .notReadable(let path, let reason):
            """
            \(path) cannot be read: \(reason)
              check its owner and permissions
            """
        case .notWritable(let path, let reason):
            """
            \(path) cannot be written: \(reason)
              check its directory, and the space left
            """
        }
    }
}
