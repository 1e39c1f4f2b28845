#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The one thread that runs a writer's transactions, from its first batch to the last request of a closed queue.
struct WriterThread: Sendable {
    private let ledger: Ledger
    private let monitor: Monitor<WriterQueue>
    private let report: WriterReport

    init(_ ledger: Ledger, _ monitor: Monitor<WriterQueue>, _ report: WriterReport) {
        self.ledger = ledger
        self.monitor = monitor
        self.report = report
    }

    /// Works until the queue is closed and empty.
    func run() {
        var pace = CommitPace()
        while let batch = nextBatch(pace) { pace = commit(batch) }
    }

    /// Sleeps until there is something to do, and then waits a moment for those who are sure to ask too.
    private func nextBatch(_ pace: CommitPace) -> WriterQueue.Batch? {
        var count = monitor.wait { $0.count > 0 || $0.isClosing ? $0.count : nil }
        guard count < pace.expected else { return monitor.withLock { $0.takeBatch() } }
        let start = ContinuousClock.now
        var lastCame = start
        while count < pace.expected {
            // They need the processor more than this thread does.
            sched_yield()
            let now = ContinuousClock.now
            let (present, isClosing) = monitor.withLock { ($0.count, $0.isClosing) }
            if present > count { lastCame = now }
            count = present
            if isClosing || pace.isOver(at: now, since: start, lastCame: lastCame) { break }
        }
        return monitor.withLock { $0.takeBatch() }
    }

    /// Carries out a batch and answers it; gives how to go about the next.
    private func commit(_ batch: WriterQueue.Batch) -> CommitPace {
        let start = ContinuousClock.now
        switch tryTogether(batch.requests) {
        case .committed(let head):
            let committed = ContinuousClock.now
            let waiting = monitor.withLock { $0.count }
            for request in batch.requests { request.answer() }
            report.committed(batch, at: committed, head: head, ledger.environment)
            // What this batch had no room for fills the next without anybody else.
            let callers = batch.isCut ? 0 : min(batch.requests.count + waiting, monitor.withLock { $0.limit })
            return CommitPace(callers: callers, commitTook: committed - start)
        case .spoiled where batch.requests.count > 1:
            // Who spoiled it may be innocent: a small request that met the map filled by a large one before it.
            for request in batch.requests { tryAlone(request) }
        case .spoiled(let fault): for request in batch.requests { answer(request, spoiledBy: fault) }
        case .failed(let error): answerAll(batch.requests, with: error)
        }
        return CommitPace()
    }

    private func tryAlone(_ request: any WriterRequest) {
        switch tryTogether([request]) {
        case .committed: request.answer()
        case .spoiled(let fault): answer(request, spoiledBy: fault)
        case .failed(let error): answerAll([request], with: error)
        }
    }

    /// Answers the only request of a transaction that was taken back because of it.
    private func answer(_ request: any WriterRequest, spoiledBy fault: AppendError?) {
        if let fault { report.failed(fault, requests: 1) }
        request.answer()
    }

    /// Tells everybody that beginning or committing failed.
    ///
    /// A commit of unknown outcome comes here only where opening the ledger anew could not tell what became of it
    /// (`Ledger.write`).
    private func answerAll(_ requests: [any WriterRequest], with error: AppendError) {
        report.failed(error, requests: requests.count)
        for request in requests { request.fail(.refused(error)) }
    }

    /// What came of a transaction.
    private enum Outcome {
        case committed(head: UInt64)
        /// A request left the transaction unusable, by a fault if it met one, and everything was taken back.
        case spoiled(AppendError?)
        case failed(AppendError)
    }

    /// Why a transaction was given up from inside or failed around the requests.
    private enum Abandoned: AppendFailureConvertible {
        case spoiled(AppendError?)
        case failed(AppendError)

        init(append: AppendError) { self = .failed(append) }
    }

    private func tryTogether(_ requests: [any WriterRequest]) -> Outcome {
        do throws(Abandoned) {
            let head = try ledger.write { (transaction) throws(Abandoned) in
                for request in requests {
                    let verdict = request.run(&transaction)
                    guard verdict.isSound else { throw .spoiled(verdict.fault) }
                }
                return transaction.head
            }
            return .committed(head: head)
        } catch {
            switch error {
            case .spoiled(let fault): return .spoiled(fault)
            case .failed(let error): return .failed(error)
            }
        }
    }
}
