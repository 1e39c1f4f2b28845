#if os(Linux)
    import ClaimLedgerTesting
    import Glibc
    import Logging
    import MetricsTestKit
    import Synchronization
    import Testing

    @testable import ClaimLedger

    /// What a writer tells its callers when the disk fails, and its operators at any time.
    @Suite(.timeLimit(.minutes(2))) struct `A writer and its surroundings` {
        private let temporary: TemporaryLedger
        private var ledger: Ledger { temporary.ledger }
        private let log = RecordedLog()
        private let metrics = TestMetrics()
        private let writer: LedgerWriter

        init() throws {
            temporary = try TemporaryLedger()
            var options = LedgerWriter.Options()
            options.logger = log.logger
            options.metrics = metrics
            writer = LedgerWriter(temporary.ledger, options: options)
        }

        @Test func `a full disk is told to every caller of the batch, and the next batch succeeds`() async throws {
            let results = try await appendTwo { body in
                try whileWriting(temporary.path, metas: false, to: "/dev/full", O_WRONLY, body)
            }
            for result in results {
                guard case .storage(let error) = result.refusal else {
                    Issue.record("\(result)")
                    continue
                }
                #expect(error.kind == .storageFull)
            }
            #expect(try ledger.head() == 0)
            #expect(try await writer.append([note("a")]).sequences == [1])
            #expect(log.lines.first { $0.hasPrefix("error") }?.contains("kind=storageFull") == true)
        }

        @Test func `a commit of unknown outcome is found out before any caller is answered, and appending goes on`()
            async throws
        {
            let results = try await appendTwo { body in
                try whileWriting(temporary.path, metas: true, to: "/dev/full", O_WRONLY, body)
            }
            for result in results {
                guard case .storage(let error) = result.refusal else {
                    Issue.record("\(result)")
                    continue
                }
                #expect(error.kind == .io)
                #expect(error.operation.description == "committing, which did not happen")
            }
            #expect(try ledger.head() == 0)
            #expect(try await writer.append([note("c")]).sequences == [1])
            #expect(try ledger.head() == 1)
        }

        /// Commits two requests as one batch inside a failing body.
        private func appendTwo(
            _ failing: (() throws -> Void) throws -> Void
        ) async throws -> [Result<AppendReceipt, LedgerWriterError>] {
            let gate = await WriterGate.hold(writer)
            let tasks = [try await writer.appending([note("a")]), try await writer.appending([note("b")])]
            try failing {
                gate.open()
                // The batch is over when the writer has said so.
                let end = ContinuousClock.now + .seconds(60)
                while !log.lines.contains(where: { $0.hasPrefix("error") }) {
                    try #require(ContinuousClock.now < end)
                    sched_yield()
                }
            }
            return [await tasks[0].value, await tasks[1].value]
        }

        @Test func `batches are measured and logged, without contents`() async throws {
            let gate = await WriterGate.hold(writer)
            let tasks = [try await writer.appending([note("a")]), try await writer.appending([note("b")])]
            gate.open()
            for task in tasks { #expect(try await task.value.get().appended == 1) }
            await writer.close()
            let usage = ledger.environment.usage
            #expect(try metrics.expectTimer("claimledger.append.seconds").values.count == 2)
            #expect(try metrics.expectTimer("claimledger.append.seconds").values.allSatisfy { $0 > 0 })
            #expect(try metrics.expectRecorder("claimledger.append.batch.requests").values == [1, 2])
            #expect(try metrics.expectGauge("claimledger.append.queue.requests").lastValue == 2)
            #expect(
                try metrics.expectGauge("claimledger.map.used.bytes").lastValue
                    == Double(usage.usedPages * ledger.environment.pageSizeBytes))
            #expect(log.lines.count == 2)
            #expect(log.lines.last?.hasPrefix("trace batch committed head=2") == true)
            #expect(log.lines.last?.contains("requests=2") == true)
            LedgerMetric.recordProjectionLag(7, of: "claims", to: metrics)
            #expect(
                try metrics.expectGauge("claimledger.projection.lag.events", [("projection", "claims")]).lastValue == 7)
        }

        @Test func `another process's writer takes turns with this one's`() async throws {
            let writer = writer
            async let mine: Void = appendAll(writer, named: "parent")
            await #expect(processExitsWith: .success) { [path = temporary.path as String] in
                let writer = LedgerWriter(try Ledger.open(at: path))
                try await appendAll(writer, named: "child")
                await writer.close()
            }
            try await mine
            let stored = try ledger.storedNotes()
            #expect(stored.map(\.sequence) == Array(1...400))
            for name in ["parent", "child"] {
                #expect(stored.filter { $0.id.hasPrefix(name) }.count == 200)
            }
        }
    }

    private func appendAll(_ writer: LedgerWriter, named name: String) async throws {
        try await withThrowingTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    for round in 0..<25 { try await writer.append([note(EventID("\(name)-\(task)-\(round)"))]) }
                }
            }
            try await group.waitForAll()
        }
    }

    /// A log that a test reads: level, message, and metadata in order of their names.
    private final class RecordedLog: Sendable {
        private let recorded = Mutex<[String]>([])

        var lines: [String] { recorded.withLock { $0 } }
        var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

        private struct Handler: LogHandler {
            let log: RecordedLog
            var logLevel = Logger.Level.trace
            var metadata: Logger.Metadata = [:]

            subscript(metadataKey key: String) -> Logger.Metadata.Value? {
                get { metadata[key] }
                set { metadata[key] = newValue }
            }

            func log(event: LogEvent) {
                let values = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                let line = (["\(event.level)", "\(event.message)"] + values).joined(separator: " ")
                log.recorded.withLock { $0.append(line) }
            }
        }
    }
#endif
