import Benchmark
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import MadeHistories

/// The small benchmarks: one layer each, on a few made events, in seconds; `swift package benchmark` runs them.
///
/// Counts of allocations are not among them: they need jemalloc, which this package does without.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = Benchmark.Configuration(
        metrics: [.wallClock, .throughput], warmupIterations: 2, maxDuration: .seconds(2))

    Benchmark("import: 1,000 lines to prepared events") { benchmark in
        let lines = Sample.lines
        benchmark.startMeasurement()
        for line in lines { blackHole(try PreparedEvent(ClaimEvent(parsing: line))) }
    }

    Benchmark("append: one event, durable") { benchmark, shared in
        let event = try shared.next(1)
        benchmark.startMeasurement()
        try shared.temporary.ledger.append(event)
    } setup: {
        try GrowingLedger()
    }

    Benchmark("append: 64 tasks, one durable event each") { benchmark, shared in
        let events = try shared.next(64)
        let writer = shared.writer
        benchmark.startMeasurement()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for event in events { group.addTask { try await writer.append([event]) } }
            try await group.waitForAll()
        }
    } setup: {
        try GrowingLedger()
    }

    Benchmark("append: 1,000 events, one transaction") { benchmark, shared in
        let events = try shared.next(1_000)
        benchmark.startMeasurement()
        try shared.temporary.ledger.append(events)
    } setup: {
        try GrowingLedger()
    }

    Benchmark("read: 1,000 events") { benchmark, filled in
        var bytes = 0
        try filled.ledger.forEachEvent { event in
            bytes += event.json.byteCount
            return true
        }
        blackHole(bytes)
    } setup: {
        try Sample.ledger()
    }

    Benchmark("fold: 1,000 events into all claims") { benchmark, filled in
        blackHole(try Replay.fold(ClaimsProjection.self, over: filled.ledger, now: .latest).sequence)
    } setup: {
        try Sample.ledger()
    }

    Benchmark("verify: 1,000 events") { benchmark, filled in
        blackHole(filled.ledger.verify().findings.count)
    } setup: {
        try Sample.ledger()
    }
}
