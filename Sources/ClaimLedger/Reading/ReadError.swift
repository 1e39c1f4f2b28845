/// Why reading stopped.
public enum ReadError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is stored at a sequence is not a valid record; nothing behind it is guessed.
    case damaged(sequence: UInt64, reason: String)
    /// The storage failed.
    case storage(StorageError)

    /// Which record is damaged and how, and on a second line what to do about it.
    public var description: String {
        switch self {
        case .damaged(let sequence, let reason):
            """
            record \(sequence) is damaged: \(reason)
              compare with a backup
            """
        case .storage(let error): error.description
        }
    }
}

extension ReadError: StorageFailureConvertible {
    /// Wraps a fault of the storage beneath a read.
    package init(storage: StorageError) { self = .storage(storage) }
}
