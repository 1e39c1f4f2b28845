import ClaimLedgerTesting
import Foundation
import Synchronization
import Testing

@testable import ClaimLedger

@Suite(.timeLimit(.minutes(2))) struct `A writer` {
    private let temporary: TemporaryLedger
    private var ledger: Ledger { temporary.ledger }

    init() throws { temporary = try TemporaryLedger() }

    @Test func `appends for many tasks in few commits, each event in a place of its own`() async throws {
        let writer = LedgerWriter(ledger)
        let before = ledger.environment.usage.lastTransaction
        let sequences = try await withThrowingTaskGroup(of: [UInt64].self) { group in
            for task in 0..<64 {
                group.addTask {
                    let stream = Stream.ticket(TicketID("\(task)"))
                    var sequences: [UInt64] = []
                    for round in 0..<25 {
                        sequences += try await writer.append(
                            [note(EventID("\(task)-\(round)"), on: stream)],
                            expecting: [stream: .exactly(UInt32(round))]
                        ).sequences
                    }
                    return sequences
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sequences.flatMap { $0 }.sorted() == Array(1...1_600))
        for sequences in sequences { #expect(sequences == sequences.sorted()) }
        let stored = try ledger.storedNotes()
        #expect(stored.map(\.sequence) == Array(1...1_600))
        #expect(Set(stored.map(\.id)).count == 1_600)
        #expect(ledger.environment.usage.lastTransaction - before < 800)
        await writer.close()
    }

    @Test func `refuses one request of a batch without failing its neighbours`() async throws {
        try ledger.append([note("first")])
        let writer = LedgerWriter(ledger)
        let gate = await WriterGate.hold(writer)
        let before = ledger.environment.usage.lastTransaction
        let stream = Stream.ticket("1")
        let good = try await writer.appending([note("a")], expecting: [stream: .exactly(1)])
        let wrong = try await writer.appending([note("b"), note("c")], expecting: [stream: .exactly(1)])
        // It knows of the neighbour before it, which is not committed yet.
        let next = try await writer.appending([note("d")], expecting: [stream: .exactly(2)])
        gate.open()
        #expect(try await good.value.get().sequences == [2])
        guard case .wrongExpectedVersion = await wrong.value.refusal else {
            Issue.record("not refused: \(await wrong.value)")
            return
        }
        #expect(try await next.value.get().sequences == [3])
        #expect(try ledger.storedNotes().map(\.id) == ["first", "a", "d"])
        #expect(ledger.environment.usage.lastTransaction == before + 1)
    }

    @Test func `takes everything back of a body that appends and then refuses`() async throws {
        let writer = LedgerWriter(ledger)
        let gate = await WriterGate.hold(writer)
        let before = try await writer.appending([note("before")])
        let half = [try note("half")]
        let runs = Mutex(0)
        let halfAppend: @Sendable (inout LedgerTransaction) throws(AppendError) -> Void = {
            (transaction) throws(AppendError) in
            runs.withLock { $0 += 1 }
            _ = try transaction.append(half, expecting: [:], ifHeadIs: nil)
            throw .headMoved(expected: 7, actual: 8)
        }
        let refused = Task {
            try await writer.submit { (transaction) throws(AppendError) in try halfAppend(&transaction) }
        }
        try await become { writer.requestCount == 2 }
        let after = try await writer.appending([note("after")])
        gate.open()
        await #expect(throws: LedgerWriterError.refused(.headMoved(expected: 7, actual: 8))) { try await refused.value }
        #expect(try await before.value.get().sequences == [1])
        #expect(try await after.value.get().sequences == [2])
        #expect(try ledger.storedNotes().map(\.id) == ["before", "after"])
        #expect(runs.withLock { $0 } == 2)
    }

    @Test func `tries the others alone when one meets a fault of the storage`() async throws {
        let fault = AppendError.storage(StorageError(kind: .mapFull, code: 0, operation: "testing"))
        let writer = LedgerWriter(ledger)
        let gate = await WriterGate.hold(writer)
        let before = try await writer.appending([note("before")])
        let faulted = Task { try await writer.submit { (_) throws(AppendError) in throw fault } }
        try await become { writer.requestCount == 2 }
        let after = try await writer.appending([note("after")])
        gate.open()
        await #expect(throws: LedgerWriterError.refused(fault)) { try await faulted.value }
        #expect(try await before.value.get().sequences == [1])
        #expect(try await after.value.get().sequences == [2])
    }

    @Test func `makes several transactions of what is too much for one`() async throws {
        let writer = LedgerWriter(ledger)
        let gate = await WriterGate.hold(writer)
        let before = ledger.environment.usage.lastTransaction
        var tasks: [Task<Result<AppendReceipt, LedgerWriterError>, Never>] = []
        for part in 0..<3 { tasks.append(try await writer.appending(notes(4_000, named: "\(part)"))) }
        gate.open()
        for (part, task) in tasks.enumerated() {
            #expect(try await task.value.get().sequences.first == UInt64(part) * 4_000 + 1)
        }
        #expect(ledger.environment.usage.lastTransaction == before + 2)
    }

    @Test func `answers threads that block and tasks that suspend alike`() async throws {
        let writer = LedgerWriter(ledger)
        let answered = Mutex<[UInt64]>([])
        let threads = (0..<4).map { thread in
            Thread {
                for round in 0..<50 {
                    let receipt = try? writer.appendAndWait([note(EventID("thread-\(thread)-\(round)"))])
                    answered.withLock { $0 += receipt?.sequences ?? [] }
                }
            }
        }
        for thread in threads { thread.start() }
        for round in 0..<50 {
            let receipt = try await writer.append([note(EventID("task-\(round)"))])
            answered.withLock { $0 += receipt.sequences }
        }
        try await become { answered.withLock { $0.count } == 250 }
        #expect(answered.withLock { $0.sorted() } == Array(1...250))
        #expect(try ledger.head() == 250)
    }

    @Test func `refuses to be waited for by a thread that it waits for`() throws {
        let nestedWrite = nestedWrite
        let writer = LedgerWriter(ledger)
        try ledger.write { (_) throws(AppendError) in
            _ = #expect(throws: nestedWrite) { try writer.appendAndWait([]) }
        }
        let refused: Bool = try writer.submitAndWait { (_) throws(AppendError) in
            do throws(LedgerWriterError) { try writer.appendAndWait([]) } catch { return error == nestedWrite }
            return false
        }
        #expect(refused)
    }

    private let nestedWrite = LedgerWriterError.refused(
        .storage(StorageError(kind: .nestedWrite, code: 0, operation: "waiting for the writer")))

    @Test func `of a ledger open for reading only refuses everything`() async throws {
        let folder = try LedgerFolder()
        do { _ = try Ledger.create(at: folder.path).identity }
        let writer = LedgerWriter(try Ledger.open(at: folder.path, access: .readOnly))
        let result = await writer.result { try await $0.append([note("a")]) }
        guard case .storage(let error) = result.refusal else {
            Issue.record("\(result)")
            return
        }
        #expect(error.kind == .readOnly)
    }

    @Test(arguments: [
        (
            LedgerWriterError.refused(.headMoved(expected: 4, actual: 6)),
            "expected the ledger to end at 4, found 6\n  another process has appended; read again and decide again"
        ),
        (
            .queueFull(limit: 8),
            "8 requests are waiting for the writer already\n  try again in a moment, or wait for room"
        ),
        (
            .cancelled,
            "the task was cancelled before there was room in the writer's queue\n"
                + "  nothing was appended; ask again if it is still wanted"
        ),
        (.closed, "the writer is closed\n  append through a writer that is open"),
    ])
    func `says why it did not append, and what to do`(error: LedgerWriterError, text: String) {
        #expect(error.description == text)
    }
}
