public import ClaimLedger
import ClaimProjections

extension ClaimDesk {
    /// Records every lapse that has come due and that no event records yet, dated when it took effect (FACT-3).
    ///
    /// Calling it again records nothing more. Cost: a few lookups for each lapse; nothing is replayed.
    ///
    /// - Parameter instant: Lapses that took effect at or before it are recorded.
    /// - Returns: What was recorded now.
    /// - Throws: `PerformError`; whole batches recorded before it stand.
    @discardableResult
    public func recordLapses(asOf instant: Instant) async throws(PerformError) -> LapseReport {
        var report = LapseReport()
        while true {
            let part: LapseReport
            do throws(WriterError<PerformError>) {
                part = try await writer.submit(whenFull: .wait) { (transaction) throws(PerformError) in
                    try Self.recordSome(asOf: instant, &transaction)
                }
            } catch { throw PerformError(error) }
            report.recorded += part.recorded
            report.lastSequence = part.lastSequence
            if part.recorded.count < LapseRecorder.batch { return report }
        }
    }

    private static func recordSome(
        asOf instant: Instant, _ transaction: inout LedgerTransaction
    ) throws(PerformError) -> LapseReport {
        var report = LapseReport()
        do {
            let due = try transaction.use(LiveClaims.self) { live in try live.unrecordedLapses(by: instant) }
            let some = due.prefix(LapseRecorder.batch)
            if !some.isEmpty {
                _ = try transaction.append(some.map { LapseRecorder.event(for: $0.lapse, of: $0.claim) })
            }
            report.recorded = some.map { LapseReport.Recorded($0.lapse, of: $0.claim) }
        } catch let error as ProjectionError { throw .projection(error) } catch let error as ReadError {
            throw .read(error)
        } catch let error as AppendError { throw .append(error) } catch {
            preconditionFailure("only these three errors are thrown above")
        }
        report.lastSequence = transaction.head
        return report
    }
}
