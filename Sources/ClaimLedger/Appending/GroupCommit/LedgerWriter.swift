public import CoreMetrics
public import Logging
internal import Synchronization

/// Appends for any number of tasks and threads, many at a time: group commit.
///
/// A thread of its own gathers what is asked for while the last batch goes to disk, tries each request under its own
/// expectations, commits once with full durability, and only then answers. A refusal fails nobody else; it is answered
/// after the commit too, since it may rest on events of the same batch. Requests are tried in the order they came.
///
/// Of several writers of one ledger, in this or other processes, one commits at a time. A ledger whose writer is dropped
/// without `close()` stays open until what was queued is done.
public final class LedgerWriter: Sendable {
    /// How a writer queues and what it tells.
    public struct Options: Sendable {
        /// Most requests waiting for the writer, at least 1; those of the batch at work do not count.
        public var queueLimit = 8_192
        /// Where batches (trace) and storage faults (error) are logged; nothing personal ever is.
        public var logger: Logger?
        /// Where the metrics of `LedgerMetric` go; the system bootstrapped by the application where nil.
        public var metrics: (any MetricsFactory)?

        /// A queue of 8,192 requests, no log.
        public init() {}
    }

    /// What to do with a request while the queue is full.
    public enum WhenFull: Sendable {
        /// Waits for room, in the order of arrival.
        case wait
        /// Gives up at once.
        case fail
    }

    private let environment: Environment
    let monitor: Monitor<WriterQueue>
    private let lastID = Atomic<UInt64>(0)

    /// Starts a writer and its thread.
    ///
    /// Where the system has no thread to give, every request is refused with that fault.
    ///
    /// - Parameters:
    ///   - ledger: Open to append; of one open for reading only, every request is refused.
    ///   - options: How it queues and what it tells.
    public init(_ ledger: Ledger, options: Options = Options()) {
        precondition(options.queueLimit >= 1, "a queue holds at least one request")
        environment = ledger.environment
        let monitor = Monitor(WriterQueue(limit: options.queueLimit))
        self.monitor = monitor
        let thread = WriterThread(ledger, monitor, WriterReport(options))
        do {
            try DedicatedThread.start({ thread.run() }) {
                for caller in monitor.withLock({ $0.end() }) { caller.resume() }
            }
        } catch { _ = monitor.withLock { $0.end(.failed(error)) } }
    }

    deinit {
        guard !environment.isForked else { return }
        _ = monitor.withLock { $0.close(nil) }
        monitor.signal()
    }

    /// Takes no more requests, and returns when all that were taken are answered and the thread has let go of the ledger.
    ///
    /// Those that wait for room were taken. Not cut short by cancellation. May be called again, and by several tasks.
    public func close() async {
        guard !environment.isForked else { return }
        await withCheckedContinuation { caller in
            let mustWait = monitor.withLock { $0.close(caller) }
            if mustWait { monitor.signal() } else { caller.resume() }
        }
    }

    /// A number no other request of this writer has.
    func nextID() -> UInt64 { lastID.wrappingAdd(1, ordering: .relaxed).newValue }

    /// Queues a request or answers it with the reason why not.
    ///
    /// Whether the caller was cancelled is asked under the lock: a cancellation that comes later finds the request.
    func queue(_ request: any WriterRequest, _ whenFull: WhenFull, unless isCancelled: () -> Bool) {
        do { try environment.throwIfForked("queueing a request") } catch {
            return request.fail(.refused(.storage(error)))
        }
        let (reason, isFirst) = monitor.withLock { queue in
            isCancelled() ? (.cancelled, false) : (queue.add(request, whenFull), queue.count == 1)
        }
        // The thread sleeps only while the queue is empty.
        if let reason { request.fail(reason) } else if isFirst { monitor.signal() }
    }

    /// Answers a request whose task was cancelled, if it still waits for room.
    func cancel(_ id: UInt64) {
        guard !environment.isForked else { return }
        monitor.withLock { $0.withdraw(id) }?.fail(.cancelled)
    }

    /// Throws where waiting for the writer would never end: the calling thread has the lock the writer needs.
    func throwIfInsideWrite() throws(StorageError) {
        guard environment.writer.load(ordering: .relaxed) == Environment.currentThread else { return }
        throw StorageError(kind: .nestedWrite, code: 0, operation: "waiting for the writer")
    }
}
