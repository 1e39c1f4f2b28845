import Dispatch
import Testing

@testable import ClaimLedger

/// Holds a writer's thread inside a batch, so that a test decides what the next batch is made of.
final class WriterGate: Sendable {
    private let opening = DispatchSemaphore(value: 0)
    private let isHeld = AsyncStream<Void>.makeStream()

    /// Waits until the writer stands at the gate; the request that holds it ends with `open`.
    static func hold(_ writer: LedgerWriter) async -> WriterGate {
        let gate = WriterGate()
        Task { try await writer.submit { (_) throws(AppendError) in gate.wait() } }
        for await _ in gate.isHeld.stream { break }
        return gate
    }

    func open() { opening.signal() }

    private func wait() {
        isHeld.continuation.yield()
        // Long enough for any machine, short enough that a broken test ends.
        if opening.wait(timeout: .now() + 60) == .timedOut { Issue.record("the gate was never opened") }
    }
}

extension LedgerWriter {
    /// Starts a task that appends, and returns when its request is queued or in line; the writer is held at a gate.
    func appending(
        _ events: [PreparedEvent], expecting expected: [Stream: ExpectedVersion] = [:]
    ) async throws -> Task<Result<AppendReceipt, LedgerWriterError>, Never> {
        let before = requestCount
        let task = Task { await result { try await $0.append(events, expecting: expected) } }
        try await become { self.requestCount == before + 1 }
        return task
    }

    /// What an append gives or throws.
    func result(
        _ append: (LedgerWriter) async throws -> AppendReceipt
    ) async -> Result<AppendReceipt, LedgerWriterError> {
        do { return .success(try await append(self)) } catch let error as LedgerWriterError {
            return .failure(error)
        } catch {
            Issue.record("not a writer's error: \(error)")
            return .failure(.closed)
        }
    }

    /// Requests queued or in line.
    var requestCount: Int { monitor.withLock { $0.count + $0.lineCount } }
}

/// Lets other tasks run until something holds; a minute is a failure.
func become(_ holds: () throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while try !holds() {
        try #require(ContinuousClock.now < end, "it did not come about within a minute")
        await Task.yield()
    }
}

extension Result where Failure == LedgerWriterError, Success == AppendReceipt {
    /// The refusal within the error, nil for anything else.
    var refusal: AppendError? {
        guard case .failure(.refused(let refusal)) = self else { return nil }
        return refusal
    }
    /// The error, nil for a receipt.
    var error: LedgerWriterError? {
        guard case .failure(let error) = self else { return nil }
        return error
    }
}
