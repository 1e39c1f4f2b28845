import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

@Suite(.timeLimit(.minutes(2))) struct `A writer's queue` {
    private let temporary: TemporaryLedger
    private var ledger: Ledger { temporary.ledger }
    private let writer: LedgerWriter

    init() throws {
        temporary = try TemporaryLedger()
        var options = LedgerWriter.Options()
        options.queueLimit = 2
        writer = LedgerWriter(temporary.ledger, options: options)
    }

    @Test func `that is full refuses who does not want to wait`() async throws {
        let gate = await WriterGate.hold(writer)
        let queued = [try await writer.appending([note("a")]), try await writer.appending([note("b")])]
        await #expect(throws: LedgerWriterError.queueFull(limit: 2)) {
            try await writer.append([note("c")], whenFull: .fail)
        }
        gate.open()
        for task in queued { #expect(try await task.value.get().appended == 1) }
        #expect(try await writer.append([note("c")], whenFull: .fail).sequences == [3])
    }

    @Test func `that is full lets others wait, in the order they came`() async throws {
        let gate = await WriterGate.hold(writer)
        var tasks: [Task<Result<AppendReceipt, LedgerWriterError>, Never>] = []
        for id in 1...7 { tasks.append(try await writer.appending([note(EventID("\(id)"))])) }
        #expect(writer.monitor.withLock { $0.count } == 2)
        #expect(writer.monitor.withLock { $0.lineCount } == 5)
        gate.open()
        for (index, task) in tasks.enumerated() {
            #expect(try await task.value.get().sequences == [UInt64(index) + 1])
        }
    }

    @Test func `is left by a task that is cancelled while it waits for room`() async throws {
        let gate = await WriterGate.hold(writer)
        let queued = [try await writer.appending([note("a")]), try await writer.appending([note("b")])]
        let cancelled = try await writer.appending([note("c")])
        let waiting = try await writer.appending([note("d")])
        cancelled.cancel()
        // The gate is still closed: it is answered without the writer.
        #expect(await cancelled.value.error == .cancelled)
        #expect(writer.requestCount == 3)
        gate.open()
        for task in queued + [waiting] { #expect(try await task.value.get().appended == 1) }
        #expect(try ledger.storedNotes().map(\.id) == ["a", "b", "d"])
    }

    @Test func `keeps what is queued when its task is cancelled, and answers it`() async throws {
        let gate = await WriterGate.hold(writer)
        let queued = try await writer.appending([note("a")])
        queued.cancel()
        gate.open()
        #expect(try await queued.value.get().sequences == [1])
        #expect(try ledger.storedNotes().map(\.id) == ["a"])
    }

    @Test func `does not take a request of a task that was cancelled before`() async throws {
        let writer = writer
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await writer.append([note("a")])
        }
        await #expect(throws: LedgerWriterError.cancelled) { try await task.value }
        #expect(try ledger.head() == 0)
    }

    @Test func `is emptied when the writer closes, the line too, and takes nothing afterwards`() async throws {
        let gate = await WriterGate.hold(writer)
        var tasks: [Task<Result<AppendReceipt, LedgerWriterError>, Never>] = []
        for id in 1...5 { tasks.append(try await writer.appending([note(EventID("\(id)"))])) }
        let writer = writer
        async let closing: Void = writer.close()
        async let closingToo: Void = writer.close()
        try await become { writer.monitor.withLock { $0.isClosing } }
        await #expect(throws: LedgerWriterError.closed) { try await writer.append([note("late")]) }
        gate.open()
        _ = await (closing, closingToo)
        #expect(try ledger.head() == 5)
        for (index, task) in tasks.enumerated() {
            #expect(try await task.value.get().sequences == [UInt64(index) + 1])
        }
        await writer.close()
        await #expect(throws: LedgerWriterError.closed) { try await writer.append([note("later")]) }
    }

    @Test func `is emptied when the writer is dropped, and the ledger then closes`() async throws {
        let folder = try LedgerFolder()
        let task = try await {
            let writer = LedgerWriter(try Ledger.create(at: folder.path))
            let gate = await WriterGate.hold(writer)
            let task = try await writer.appending([note("a")])
            gate.open()
            return task
        }()
        #expect(try await task.value.get().sequences == [1])
        var reopened: Ledger?
        try await become {
            reopened = try? Ledger.open(at: folder.path)
            return reopened != nil
        }
        #expect(try reopened?.head() == 1)
    }

    @Test func `holds the ledger no longer once the writer is closed`() async throws {
        for _ in 0..<20 {
            let folder = try LedgerFolder()
            do {
                let writer = LedgerWriter(try Ledger.create(at: folder.path))
                try await writer.append([note("a")])
                await writer.close()
            }
            #expect(try Ledger.open(at: folder.path).head() == 1)
        }
    }

    @Test(arguments: SeededGenerator.seeds(1...4))
    func `is first in, first out`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var line = WaitingLine<Int>()
        var (added, taken) = (0, 0)
        for _ in 0..<20_000 {
            // Runs of adding and of taking, so that the line grows beyond what it moves at once.
            let chance = (added / 3_000).isMultiple(of: 2) ? 70 : 30
            if Int.random(in: 0..<100, using: &generator) < chance {
                line.append(added)
                added += 1
            } else {
                #expect(line.first == (taken < added ? taken : nil))
                #expect(line.popFirst() == (taken < added ? taken : nil))
                taken = min(taken + 1, added)
            }
            #expect(line.count == added - taken)
        }
    }
}
