#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The one thread that runs a writer's transactions, from its first batch to the last request of a closed queue.
struct WriterThread: Sendable {
    /// How often the thread gives way to callers just woken before it takes a batch smaller than the last.
    private static let yields = 64

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
        var last = 0
        while let batch = nextBatch(after: last) {
            last = batch.requests.count
            commit(batch)
        }
    }

    /// Sleeps until there is something to do.
    ///
    /// Tasks that were just answered come straight back, so a batch smaller than the last one waits for them a little; a
    /// lone caller, whose last batch was 1, is never delayed.
    private func nextBatch(after last: Int) -> WriterQueue.Batch? {
        monitor.wait { $0.count > 0 || $0.isClosing ? () : nil }
        for _ in 0..<Self.yields {
            guard monitor.withLock({ $0.count < last && !$0.isClosing }) else { break }
            sched_yield()
        }
        return monitor.withLock { $0.takeBatch() }
    }

    private func commit(_ batch: WriterQueue.Batch) {
        switch tryTogether(batch.requests) {
        case .committed(let answers, let head):
            let committed = ContinuousClock.now
            for answer in answers { answer() }
            report.committed(batch, at: committed, head: head, ledger.environment)
        case .spoiled where batch.requests.count > 1:
            // Who spoiled it may be innocent: a small request that met the map filled by a large one before it.
            for request in batch.requests { tryAlone(request) }
        case .spoiled(let verdict): answer(verdict)
        case .failed(let error): answerAll(batch.requests, with: error)
        }
    }

    private func tryAlone(_ request: WriterRequest) {
        switch tryTogether([request]) {
        case .committed(let answers, _): for answer in answers { answer() }
        case .spoiled(let verdict): answer(verdict)
        case .failed(let error): answerAll([request], with: error)
        }
    }

    /// Answers the only request of a transaction that was taken back because of it.
    private func answer(_ verdict: WriterRequest.Verdict) {
        if let fault = verdict.fault { report.failed(fault, requests: 1) }
        verdict.answer()
    }

    /// Tells everybody that beginning or committing failed.
    ///
    /// A commit of unknown outcome comes here only where opening the ledger anew could not tell what became of it
    /// (`Ledger.write`).
    private func answerAll(_ requests: [WriterRequest], with error: AppendError) {
        report.failed(error, requests: requests.count)
        for request in requests { request.fail(.refused(error)) }
    }

    /// What came of a transaction.
    private enum Outcome {
        case committed([@Sendable () -> Void], head: UInt64)
        /// A request left the transaction unusable, and everything was taken back; the verdict is that request's.
        case spoiled(WriterRequest.Verdict)
        case failed(AppendError)
    }

    /// Why a transaction was given up from inside or failed around the requests.
    private enum Abandoned: AppendFailureConvertible {
        case spoiled(WriterRequest.Verdict)
        case failed(AppendError)

        init(append: AppendError) { self = .failed(append) }
    }

    private func tryTogether(_ requests: [WriterRequest]) -> Outcome {
        do throws(Abandoned) {
            let (answers, head) = try ledger.write { (transaction) throws(Abandoned) in
                var answers: [@Sendable () -> Void] = []
                answers.reserveCapacity(requests.count)
                for request in requests {
                    let verdict = request.run(&transaction)
                    guard verdict.isSound else { throw .spoiled(verdict) }
                    answers.append(verdict.answer)
                }
                return (answers, transaction.head)
            }
            return .committed(answers, head: head)
        } catch {
            switch error {
            case .spoiled(let verdict): return .spoiled(verdict)
            case .failed(let error): return .failed(error)
            }
        }
    }
}
