/// Why a bundle was not written, or not taken in.
public enum BundleError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A file of the bundle is not there.
    case missingFile(path: String)
    /// A line of the events is no stored event, or not the next one.
    case malformedLine(path: String, line: UInt64, reason: String)
    /// The checkpoint or the key does not have its form.
    case malformed(path: String, MalformedEvidence)
    /// The checkpoint is well formed, but not signed by the keys that were given.
    case evidence(path: String, EvidenceFailure)
    /// The bundle has another number of events than its checkpoint.
    case sizeDiffers(events: UInt64, checkpoint: UInt64)
    /// The root computed from the events is not the checkpoint's.
    case rootDiffers(size: UInt64, computed: TreeHash, checkpoint: TreeHash)
    /// A tile is not the one that the events give.
    case tileDiffers(path: String)
    /// The ledger that is to take the events in holds some already.
    case notEmpty(path: String, events: UInt64)
    /// An import into this ledger was ended before it was complete.
    case interrupted(path: String)
    /// A folder or file cannot be made.
    case folder(FolderError)
    /// A file of the bundle cannot be read.
    case unreadable(path: String, reason: String)
    /// The ledger cannot be opened or made.
    case open(LedgerOpenError)
    /// The ledger does not reach the checkpoint.
    case ledger(EvidenceError)
    /// The ledger cannot be read.
    case read(ReadError)
    /// The ledger cannot be written.
    case append(AppendError)

    /// What does not fit, with both values, and what to do.
    public var description: String {
        switch self {
        case .missingFile(let path):
            """
            \(path): there is no such file
              a bundle holds checkpoint, vkey, events.jsonl and the folder tile: copy all of it
            """
        case .malformedLine(let path, let line, let reason): "\(path):\(line): \(reason)"
        case .malformed(let path, let error): "\(path): \(error)"
        case .evidence(let path, let error): "\(path): \(error)"
        case .sizeDiffers(let events, let checkpoint):
            """
            the bundle has \(events) events, its checkpoint says \(checkpoint)
              events are missing or were added: copy the bundle again
            """
        case .rootDiffers(let size, let computed, let checkpoint):
            """
            root differs: the \(size) events give \(computed), the checkpoint says \(checkpoint)
              events were changed, or it is another ledger's checkpoint: compare with another copy
            """
        case .tileDiffers(let path):
            """
            \(path) is not what the events give
              copy the bundle again, or write it anew from the ledger
            """
        case .notEmpty(let path, let events):
            """
            the ledger at \(path) holds \(events) events
              a bundle goes into an empty ledger, because its events keep their places
            """
        case .interrupted(let path):
            """
            an import of a bundle into \(path) did not finish
              remove the folder, and import the bundle again with --create
            """
        case .folder(let error): error.description
        case .unreadable(let path, let reason): "\(path): \(reason)"
        case .open(let error): error.description
        case .ledger(let error): error.description
        case .read(let error): error.description
        case .append(let error): error.description
        }
    }
}

extension BundleError: StorageFailureConvertible {
    /// Wraps a fault of the storage beneath an import.
    package init(storage: StorageError) { self = .append(.storage(storage)) }
}
