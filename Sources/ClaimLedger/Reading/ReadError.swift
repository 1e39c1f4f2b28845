/// Why reading stopped.
public enum ReadError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is stored at a sequence is not a valid record; nothing behind it is guessed.
    case damaged(sequence: UInt64, reason: String)
    /// The stored state of a projection is not what was written there; the events stand.
    case damagedState(projection: String, place: String)
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
        case .damagedState(let projection, let place):
            """
            the stored state of projection \(projection) is damaged: \(place)
              the events stand; build it anew: Ledger.rebuild, or ledger-replay rebuild --ledger DIR
            """
        case .storage(let error): error.description
        }
    }
}

extension ReadError: StorageFailureConvertible {
    /// Wraps a fault of the storage beneath a read.
    package init(storage: StorageError) { self = .storage(storage) }
}
