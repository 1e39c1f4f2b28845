/// Why a writer did not append for a caller, or cannot say that it did.
public typealias LedgerWriterError = WriterError<AppendError>

/// Why a writer did not do what it was asked.
///
/// But for `.refused` the request was never queued: nothing was tried.
public enum WriterError<Refusal: Error>: Error {
    /// The request was tried and refused, or the storage failed beneath it.
    ///
    /// Nothing of it is in the ledger, unless the refusal is a storage fault of kind `.outcomeUnknown`.
    case refused(Refusal)
    /// As many requests as the writer takes are waiting already, and the caller did not want to wait.
    case queueFull(limit: Int)
    /// The task was cancelled before there was room for its request.
    case cancelled
    /// The writer was closed before.
    case closed
}

extension WriterError: Sendable where Refusal: Sendable {}
extension WriterError: Equatable where Refusal: Equatable {}

extension WriterError: CustomStringConvertible {
    /// What happened, and on a second line what to do about it.
    public var description: String {
        switch self {
        case .refused(let refusal): "\(refusal)"
        case .queueFull(let limit):
            """
            \(limit) requests are waiting for the writer already
              try again in a moment, or wait for room
            """
        case .cancelled:
            """
            the task was cancelled before there was room in the writer's queue
              nothing was appended; ask again if it is still wanted
            """
        case .closed:
            """
            the writer is closed
              append through a writer that is open
            """
        }
    }
}

extension WriterError where Refusal: AppendFailureConvertible {
    /// The same error to a caller whose refusals are of another type.
    init(_ error: WriterError<AppendError>) {
        switch error {
        case .refused(let refusal): self = .refused(Refusal(append: refusal))
        case .queueFull(let limit): self = .queueFull(limit: limit)
        case .cancelled: self = .cancelled
        case .closed: self = .closed
        }
    }
}
