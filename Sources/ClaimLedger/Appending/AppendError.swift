/// Why nothing was appended.
public enum AppendError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another writer came first; `actual` is the stream's version now, 0 for no stream.
    ///
    /// `since` are the sequences of the stream's events behind the version expected, in order; the latest
    /// `AppendError.sinceLimit` of them where there are more.
    case wrongExpectedVersion(stream: Stream, expected: ExpectedVersion, actual: UInt32, since: [UInt64])
    /// The ledger has grown since the caller looked.
    case headMoved(expected: UInt64, actual: UInt64)
    /// An event with this source and id is in the ledger, or earlier in the batch, with other content.
    case differentContent(source: EventSource, id: EventID, sequence: UInt64)
    /// A batch holds more than the ledger takes in one transaction.
    case batchTooLarge(events: Int, bytes: Int)
    /// What is stored contradicts itself; nothing may be built on it.
    case damaged(sequence: UInt64, reason: String)
    /// The storage failed, or the ledger is open for reading only.
    case storage(StorageError)

    /// What was expected and what was found, and on a second line what to do about it.
    public var description: String {
        switch self {
        case .wrongExpectedVersion(let stream, let expected, let actual, let since):
            """
            \(stream): expected \(expected), found \(actual == 0 ? "no stream" : "version \(actual)")
              \(Self.advice(since))
            """
        case .headMoved(let expected, let actual):
            """
            expected the ledger to end at \(expected), found \(actual)
              another process has appended; read again and decide again
            """
        case .differentContent(let source, let id, let sequence):
            """
            event \(id) of \(source) stands at \(sequence) with other content
              an event never changes: give the new fact an id of its own
            """
        case .batchTooLarge(let events, let bytes):
            """
            \(events) events with \(bytes) bytes are too many for one transaction
              append at most \(AppendBatch.eventLimit) events and \(AppendBatch.byteLimit) bytes at once
            """
        case .damaged(let sequence, let reason):
            """
            record \(sequence) is damaged: \(reason)
              compare with a backup before anything is appended
            """
        case .storage(let error): "nothing was appended: \(error)"
        }
    }
}

extension AppendError {
    /// How many sequences a wrong expected version lists at the most.
    public static let sinceLimit = 1_000

    private static func advice(_ since: [UInt64]) -> String {
        guard let first = since.first, let last = since.last else { return "read the stream again and decide again" }
        let events = since.count == 1 ? "the event at \(first)" : "the \(since.count) events from \(first) to \(last)"
        return "read \(events) and decide again"
    }
}

extension AppendError: StorageFailureConvertible {
    /// Wraps a fault of the storage beneath an append.
    package init(storage: StorageError) { self = .storage(storage) }
}

/// What one transaction takes.
public enum AppendBatch {
    /// Events in one transaction, at the most.
    public static let eventLimit = 10_000
    /// Bytes of their canonical form in one transaction, at the most.
    public static let byteLimit = 16 * 1_024 * 1_024

    /// Throws `.batchTooLarge` for more than one transaction takes; a single event always fits.
    static func check(_ events: [PreparedEvent]) throws(AppendError) {
        let bytes = events.reduce(0) { $0 + $1.largestByteCount }
        guard events.count <= eventLimit, bytes <= byteLimit || events.count == 1 else {
            throw .batchTooLarge(events: events.count, bytes: bytes)
        }
    }
}

/// What an append did.
public struct AppendReceipt: Hashable, Sendable {
    /// The sequence of each event given, in the order given; those that were there already keep theirs.
    public var sequences: [UInt64]
    /// How many were appended now; the others were there already.
    public var appended: Int
    /// The ledger's latest sequence afterwards.
    public var lastSequence: UInt64
}
