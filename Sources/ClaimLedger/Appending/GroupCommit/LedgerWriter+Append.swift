extension LedgerWriter {
    /// Adds events to any number of streams, all of them or none, in the order given, together with other callers'.
    ///
    /// The events are on disk when this returns; it suspends and blocks no thread. The conditions are checked on the
    /// writer's thread, against a ledger that holds the earlier requests of the same batch. Cancellation leaves no
    /// doubt: a task that still waits for room leaves with `.cancelled`; a request that is queued is carried out, and
    /// answered with what happened.
    ///
    /// - Parameters:
    ///   - events: At most `AppendBatch.eventLimit`, with at most `AppendBatch.byteLimit` bytes.
    ///   - expected: The version expected of each stream before the append; see `Ledger.append`.
    ///   - expectedHead: The ledger's latest sequence the caller has seen, where the append depends on it.
    ///   - whenFull: Whether to wait for room in a full queue.
    /// - Returns: The sequence of each event.
    /// - Throws: `LedgerWriterError`; nothing is added, unless it is `.refused` with a storage fault whose outcome is
    ///   unknown. A fault of the disk at the commit is thrown to every caller of the batch.
    @discardableResult
    public func append(
        _ events: [PreparedEvent], expecting expected: [Stream: ExpectedVersion] = [:],
        ifHeadIs expectedHead: UInt64? = nil, whenFull: WhenFull = .wait
    ) async throws(LedgerWriterError) -> AppendReceipt {
        try await answer(whenFull) { (id, caller) in
            AppendRequest(id: id, events, expecting: expected, ifHeadIs: expectedHead, caller)
        }.get()
    }

    /// Adds events as `append` does, and blocks the calling thread until they are on disk.
    ///
    /// - Parameters:
    ///   - events: At most `AppendBatch.eventLimit`, with at most `AppendBatch.byteLimit` bytes.
    ///   - expected: The version expected of each stream before the append; see `Ledger.append`.
    ///   - expectedHead: The ledger's latest sequence the caller has seen, where the append depends on it.
    ///   - whenFull: Whether to wait for room in a full queue.
    /// - Returns: The sequence of each event.
    /// - Throws: `LedgerWriterError`, as `append`; a storage fault `.nestedWrite` inside a write transaction of the same
    ///   ledger, which the writer would wait for.
    @available(*, noasync, message: "use append, which suspends")
    @discardableResult
    public func appendAndWait(
        _ events: [PreparedEvent], expecting expected: [Stream: ExpectedVersion] = [:],
        ifHeadIs expectedHead: UInt64? = nil, whenFull: WhenFull = .wait
    ) throws(LedgerWriterError) -> AppendReceipt {
        try submitAndWait(RequestSize(events), whenFull: whenFull) { (transaction) throws(AppendError) in
            try transaction.append(events, expecting: expected, ifHeadIs: expectedHead)
        }
    }

    /// Runs a body on the writer's thread, inside the transaction of its batch.
    ///
    /// What it throws refuses only itself. Where a body of the batch meets a storage fault or damage, or refuses after
    /// it has appended, the batch is abandoned and each request tried again in a transaction of its own: hence a body
    /// may run twice, and must keep nothing from its first run.
    ///
    /// - Parameters:
    ///   - size: About what the body appends.
    ///   - whenFull: Whether to wait for room in a full queue.
    ///   - body: Reads and appends; every other request waits for it.
    /// - Returns: What the body returns, once it is on disk.
    /// - Throws: `.refused` with what the body throws or the commit; the other cases where it was never queued.
    package func submit<Answer: Sendable, Refusal: WriteRefusal>(
        _ size: RequestSize = .few, whenFull: WhenFull = .wait, _ body: @escaping WriterBody<Answer, Refusal>
    ) async throws(WriterError<Refusal>) -> Answer {
        try await answer(whenFull) { (id, caller) in
            BodyRequest(id: id, size, body) { caller.resume(returning: $0) }
        }.get()
    }

    /// Makes a request for a caller, queues it, and waits until it is answered.
    private func answer<Answer: Sendable, Refusal: Error>(
        _ whenFull: WhenFull, _ request: @Sendable (UInt64, Caller<Answer, Refusal>) -> any WriterRequest
    ) async -> Result<Answer, WriterError<Refusal>> {
        // A request for which there is room cannot be withdrawn, and is spared the handler of cancellations.
        let answer = await withCheckedContinuation { caller in
            queue(request(nextID(), caller), .fail, unless: { Task.isCancelled })
        }
        guard whenFull == .wait, case .failure(.queueFull) = answer else { return answer }
        let id = nextID()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { caller in
                queue(request(id, caller), .wait, unless: { Task.isCancelled })
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// Runs a body as `submit` does, and blocks the calling thread until it is answered.
    ///
    /// - Parameters:
    ///   - size: About what the body appends.
    ///   - whenFull: Whether to wait for room in a full queue.
    ///   - body: Reads and appends; every other request waits for it.
    /// - Returns: What the body returns, once it is on disk.
    /// - Throws: As `submit`, and `.refused` with `.nestedWrite` inside a write transaction of the same ledger.
    @available(*, noasync, message: "use submit, which suspends")
    package func submitAndWait<Answer: Sendable, Refusal: WriteRefusal>(
        _ size: RequestSize = .few, whenFull: WhenFull = .wait, _ body: @escaping WriterBody<Answer, Refusal>
    ) throws(WriterError<Refusal>) -> Answer {
        do { try throwIfInsideWrite() } catch { throw .refused(Refusal(append: .storage(error))) }
        let answer = Monitor<Result<Answer, WriterError<Refusal>>?>(nil)
        let request = BodyRequest(id: nextID(), size, body) { result in
            answer.withLock { $0 = result }
            answer.signal()
        }
        queue(request, whenFull, unless: { false })
        return try answer.wait { $0 }.get()
    }
}

/// A task that waits for the answer to its request.
private typealias Caller<Answer, Refusal: Error> = CheckedContinuation<Result<Answer, WriterError<Refusal>>, Never>
