internal import Synchronization

/// What the body of a request may throw: a refusal that concerns it alone, or a fault of the transaction.
package protocol WriteRefusal: AppendFailureConvertible, Sendable {
    /// The fault after which the transaction may hold half a change or cannot be used; nil where nothing changed.
    var transactionFault: AppendError? { get }
}

extension AppendError: WriteRefusal {
    /// A storage fault or damage, which can be met half-way; every other refusal changes nothing.
    package var transactionFault: AppendError? {
        switch self {
        case .wrongExpectedVersion, .headMoved, .differentContent, .batchTooLarge: nil
        case .damaged, .storage: self
        }
    }
}

/// What a request adds to its batch, at the most or about; keeps batches within what one transaction takes.
package struct RequestSize: Sendable {
    /// Events appended.
    package var events: Int
    /// Bytes of their canonical form.
    package var bytes: Int

    /// States a size.
    package init(events: Int, bytes: Int) {
        self.events = events
        self.bytes = bytes
    }

    /// A size for a few events of usual length: a command's.
    package static let few = RequestSize(events: 4, bytes: 8_192)

    init(_ events: [PreparedEvent]) {
        self.init(events: events.count, bytes: events.reduce(0) { $0 + $1.largestByteCount })
    }
}

/// One caller's wish, and the way to answer it; whoever takes it out of the queue answers it, once.
protocol WriterRequest: AnyObject, Sendable {
    /// Names it to a cancellation.
    var id: UInt64 { get }
    var size: RequestSize { get }
    var madeAt: ContinuousClock.Instant { get }

    /// Tries it inside a transaction and keeps what came of it; may be called again in another one.
    func run(_ transaction: inout LedgerTransaction) -> Verdict
    /// Hands the caller what came of the last try.
    func answer()
    /// Answers it without a try.
    func fail(_ error: WriterError<AppendError>)
}

/// What came of a request inside a transaction that is not committed yet.
struct Verdict {
    /// Whether the transaction may be committed.
    let isSound: Bool
    /// The fault it met, where it met one.
    let fault: AppendError?
}

extension Verdict {
    /// What a request's error means for the transaction, which had a head before it.
    init(_ refusal: some WriteRefusal, headBefore: UInt64, _ transaction: borrowing LedgerTransaction) {
        fault = refusal.transactionFault
        // A body that appended before it refused has left something behind.
        isSound = fault == nil && transaction.head == headBefore
    }
}

/// An append and nothing else: the usual request, in one object without closures and types to be looked up.
final class AppendRequest: WriterRequest {
    let id: UInt64
    let size: RequestSize
    let madeAt = ContinuousClock.now
    private let events: [PreparedEvent]
    private let expected: [Stream: ExpectedVersion]
    private let expectedHead: UInt64?
    private let caller: CheckedContinuation<Result<AppendReceipt, LedgerWriterError>, Never>
    private let outcome = Mutex<Result<AppendReceipt, LedgerWriterError>?>(nil)

    init(
        id: UInt64, _ events: [PreparedEvent], expecting expected: [Stream: ExpectedVersion],
        ifHeadIs expectedHead: UInt64?,
        _ caller: CheckedContinuation<Result<AppendReceipt, LedgerWriterError>, Never>
    ) {
        self.id = id
        self.events = events
        self.expected = expected
        self.expectedHead = expectedHead
        self.caller = caller
        size = RequestSize(events)
    }

    func run(_ transaction: inout LedgerTransaction) -> Verdict {
        let head = transaction.head
        do throws(AppendError) {
            let receipt = try transaction.append(events, expecting: expected, ifHeadIs: expectedHead)
            outcome.withLock { $0 = .success(receipt) }
            return Verdict(isSound: true, fault: nil)
        } catch {
            outcome.withLock { $0 = .failure(.refused(error)) }
            return Verdict(error, headBefore: head, transaction)
        }
    }

    func answer() { caller.resume(returning: outcome.withLock { $0.take() }.orUntried) }

    func fail(_ error: LedgerWriterError) { caller.resume(returning: .failure(error)) }
}

/// Any other work on the writer's thread, with an answer and a refusal of their own types.
final class BodyRequest<Answer: Sendable, Refusal: WriteRefusal>: WriterRequest {
    let id: UInt64
    let size: RequestSize
    let madeAt = ContinuousClock.now
    private let body: WriterBody<Answer, Refusal>
    private let resume: @Sendable (Result<Answer, WriterError<Refusal>>) -> Void
    private let outcome = Mutex<Result<Answer, WriterError<Refusal>>?>(nil)

    init(
        id: UInt64, _ size: RequestSize, _ body: @escaping WriterBody<Answer, Refusal>,
        resume: @escaping @Sendable (Result<Answer, WriterError<Refusal>>) -> Void
    ) {
        self.id = id
        self.size = size
        self.body = body
        self.resume = resume
    }

    func run(_ transaction: inout LedgerTransaction) -> Verdict {
        let head = transaction.head
        do throws(Refusal) {
            let result = try body(&transaction)
            outcome.withLock { $0 = .success(result) }
            return Verdict(isSound: true, fault: nil)
        } catch {
            outcome.withLock { $0 = .failure(.refused(error)) }
            return Verdict(error, headBefore: head, transaction)
        }
    }

    func answer() { resume(outcome.withLock { $0.take() }.orUntried) }

    func fail(_ error: WriterError<AppendError>) { resume(.failure(WriterError(error))) }
}

extension Optional {
    /// What came of a request; it must have been tried, and not answered before.
    fileprivate var orUntried: Wrapped {
        guard let self else { preconditionFailure("A request is answered once, after it was tried.") }
        return self
    }
}

/// A request's work on the writer's thread; it may run twice, and only what it did last counts.
package typealias WriterBody<Answer, Refusal: Error> =
    @Sendable (inout LedgerTransaction) throws(Refusal) -> Answer
