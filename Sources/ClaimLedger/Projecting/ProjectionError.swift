/// Why the state of a projection cannot be had.
public enum ProjectionError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The ledger keeps no state of this projection in this version.
    case notKept(name: String, version: UInt32)
    /// The projection threw at an event; its state stands at `checkpoint`.
    case stopped(name: String, version: UInt32, checkpoint: UInt64, sequence: UInt64, reason: String)
    /// The projection threw while it followed the events that its stored state has not taken yet; nothing is changed.
    case failed(name: String, version: UInt32, sequence: UInt64, reason: String)
    /// The ledger cannot be read.
    case read(ReadError)
    /// The progress or the state cannot be written.
    case storage(StorageError)

    /// What is wrong with which projection, and what to do.
    public var description: String {
        switch self {
        case .notKept(let name, let version):
            """
            the ledger keeps no state of projection \(name) in version \(version)
              open it once to append with this projection among its projections
            """
        case .stopped(let name, let version, let checkpoint, let sequence, let reason):
            """
            projection \(name) version \(version) stopped at event \(sequence), its state is that of \(checkpoint): \(reason)
              mend the cause and resume it, or build it anew: Ledger.rebuild, or ledger-replay rebuild --ledger DIR
            """
        case .failed(let name, let version, let sequence, let reason):
            """
            projection \(name) version \(version) cannot take event \(sequence): \(reason)
              its stored state is unchanged
            """
        case .read(let error): error.description
        case .storage(let error): error.description
        }
    }
}

extension ProjectionError: StorageFailureConvertible {
    /// Wraps a fault of the storage beneath a projection.
    package init(storage: StorageError) { self = .storage(storage) }
}

/// How far a projection has come.
public struct ProjectionProgress: Hashable, Sendable {
    /// What the projection is called.
    public let name: String
    /// The version whose state is kept.
    public let version: UInt32
    /// The sequence of the last event the stored state has taken.
    public let checkpoint: UInt64
    /// The sequence of the event it threw at, and what it threw; nil while it follows.
    public let stop: Stop?

    /// Where and why a projection stopped.
    public struct Stop: Hashable, Sendable {
        /// The sequence of the event that it could not take.
        public let sequence: UInt64
        /// What it threw, in its own words.
        public let reason: String
    }

    init(_ type: any StoredProjection.Type, _ row: ProjectionRow) {
        name = type.name
        version = type.version
        checkpoint = row.checkpoint
        stop = row.stop.map { Stop(sequence: $0.sequence, reason: $0.reason) }
    }
}
