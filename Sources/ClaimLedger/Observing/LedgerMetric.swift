package import CoreMetrics

/// The metrics a ledger reports, by the names an application sees in its backend.
public enum LedgerMetric: String, Sendable, CaseIterable {
    /// Timer: from when a batch's first request was made until the batch was on disk: the longest wait in it.
    case appendSeconds = "claimledger.append.seconds"
    /// Recorder: requests committed together.
    case batchRequests = "claimledger.append.batch.requests"
    /// Gauge: requests that waited for the writer when it took its last batch, that batch included.
    case queueRequests = "claimledger.append.queue.requests"
    /// Gauge: bytes of the data file in use, of the address space reserved for it.
    case mapUsedBytes = "claimledger.map.used.bytes"
    /// Gauge, one per projection (dimension `projection`): events of the ledger it has not taken in yet.
    case projectionLagEvents = "claimledger.projection.lag.events"

    /// Reports how far a projection is behind the head; looks the gauge up anew, so not for every event.
    package static func recordProjectionLag(
        _ events: UInt64, of projection: String, to factory: (any MetricsFactory)? = nil
    ) {
        let factory = factory ?? MetricsSystem.factory
        Gauge(label: projectionLagEvents.rawValue, dimensions: [("projection", projection)], factory: factory)
            .record(Int64(clamping: events))
    }
}
