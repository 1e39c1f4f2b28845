internal import CoreMetrics
internal import Logging

/// What a writer tells operators, after its callers have been answered: sizes, times and kinds of fault, no contents.
struct WriterReport: Sendable {
    private let logger: Logger?
    private let appendTime: CoreMetrics.Timer
    private let batchRequests: Recorder
    private let queueRequests: Gauge
    private let mapUsedBytes: Gauge

    init(_ options: LedgerWriter.Options) {
        let factory = options.metrics ?? MetricsSystem.factory
        logger = options.logger
        appendTime = Timer(label: LedgerMetric.appendSeconds.rawValue, factory: factory)
        batchRequests = Recorder(label: LedgerMetric.batchRequests.rawValue, factory: factory)
        queueRequests = Gauge(label: LedgerMetric.queueRequests.rawValue, factory: factory)
        mapUsedBytes = Gauge(label: LedgerMetric.mapUsedBytes.rawValue, factory: factory)
    }

    func committed(
        _ batch: WriterQueue.Batch, at instant: ContinuousClock.Instant, head: UInt64, _ environment: Environment
    ) {
        let nanoseconds = batch.requests.first.map { Self.nanoseconds(instant - $0.madeAt) } ?? 0
        let usedBytes = environment.usage.usedPages * environment.pageSizeBytes
        appendTime.recordNanoseconds(nanoseconds)
        batchRequests.record(batch.requests.count)
        queueRequests.record(batch.waiting)
        mapUsedBytes.record(usedBytes)
        logger?.trace(
            "batch committed",
            metadata: [
                "requests": "\(batch.requests.count)", "waiting": "\(batch.waiting)", "head": "\(head)",
                "microseconds": "\(nanoseconds / 1_000)", "usedBytes": "\(usedBytes)",
            ])
    }

    /// Reports a fault around a transaction; of damage only the place, since its reason may name a subject.
    func failed(_ error: AppendError, requests: Int) {
        var metadata: Logger.Metadata = ["requests": "\(requests)"]
        switch error {
        case .storage(let fault):
            metadata["kind"] = "\(fault.kind)"
            metadata["code"] = "\(fault.code)"
            metadata["operation"] = "\(fault.operation)"
        case .damaged(let sequence, _): metadata["damagedRecord"] = "\(sequence)"
        case .wrongExpectedVersion, .headMoved, .differentContent, .batchTooLarge: break
        }
        logger?.error("batch not committed", metadata: metadata)
    }

    private static func nanoseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
