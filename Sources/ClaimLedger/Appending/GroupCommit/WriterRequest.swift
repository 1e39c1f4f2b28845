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
struct WriterRequest: Sendable {
    /// Names it to a cancellation.
    let id: UInt64
    let size: RequestSize
    let madeAt = ContinuousClock.now
    /// Tries it inside a transaction; may be called again in another one.
    let run: @Sendable (inout LedgerTransaction) -> Verdict
    /// Answers it without a verdict.
    let fail: @Sendable (WriterError<AppendError>) -> Void

    /// What came of a request inside a transaction that is not committed yet.
    struct Verdict {
        /// Whether the transaction may be committed.
        let isSound: Bool
        /// The fault it met, where it met one.
        let fault: AppendError?
        /// Hands answer or refusal to the caller.
        let answer: @Sendable () -> Void
    }

    init<Answer: Sendable, Refusal: WriteRefusal>(
        id: UInt64, _ size: RequestSize, _ body: @escaping WriterBody<Answer, Refusal>,
        answer: @escaping @Sendable (Result<Answer, WriterError<Refusal>>) -> Void
    ) {
        self.id = id
        self.size = size
        run = { transaction in
            let head = transaction.head
            do throws(Refusal) {
                let result = try body(&transaction)
                return Verdict(isSound: true, fault: nil) { answer(.success(result)) }
            } catch {
                // A body that appended before it refused has left something behind.
                let fault = error.transactionFault
                return Verdict(isSound: fault == nil && transaction.head == head, fault: fault) {
                    answer(.failure(.refused(error)))
                }
            }
        }
        fail = { error in answer(.failure(WriterError(error))) }
    }
}

/// A request's work on the writer's thread; it may run twice, and only what it did last counts.
package typealias WriterBody<Answer, Refusal: Error> =
    @Sendable (inout LedgerTransaction) throws(Refusal) -> Answer
