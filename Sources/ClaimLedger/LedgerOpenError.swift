/// Why a ledger could not be created or opened.
public enum LedgerOpenError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nothing stands at the path.
    case missing(path: String)
    /// Something else than a directory stands at the path.
    case notADirectory(path: String)
    /// The directory holds no ledger.
    case notALedger(path: String, reason: String)
    /// The ledger was written by a later release.
    case newerFormat(path: String, found: Int, known: Int)
    /// A new ledger was asked for where one stands already.
    case alreadyExists(path: String)
    /// A new ledger could not be made.
    case cannotCreate(path: String, reason: String)
    /// The files are those of a ledger, but broken.
    case damaged(path: String, reason: String)
    /// The operating system refused access.
    case notPermitted(path: String)
    /// Anything else the storage reported.
    case storage(path: String, StorageError)

    /// The path, what is wrong there and, where something helps, what; all in one line.
    public var description: String {
        switch self {
        case .missing(let path): "no ledger at \(path): there is no such directory"
        case .notADirectory(let path): "no ledger at \(path): it is not a directory"
        case .notALedger(let path, let reason): "no ledger at \(path): \(reason)"
        case .newerFormat(let path, let found, let known):
            "the ledger at \(path) has format \(found), this release reads formats up to \(known): use a newer release"
        case .alreadyExists(let path): "\(path) holds a ledger already: choose another directory"
        case .cannotCreate(let path, let reason): "the ledger cannot be created at \(path): \(reason)"
        case .damaged(let path, let reason): "the ledger at \(path) is damaged: \(reason)"
        case .notPermitted(let path): "the ledger at \(path) is not accessible: permission denied"
        case .storage(let path, let error): "the ledger at \(path): \(error)"
        }
    }
}
