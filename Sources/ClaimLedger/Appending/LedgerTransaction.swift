/// One write transaction of a ledger: reads, appends, and the projections that follow within it.
///
/// Exists only inside `Ledger.write`. A refused append leaves it as it was, so that others can follow.
package struct LedgerTransaction: ~Copyable {
    private let ledger: Ledger
    private var transaction: WriteTransaction
    private var session: AppendSession
    private let state: TableAccess
    private let progress: TableAccess
    private let folds: [ProjectionFold]

    init(
        _ ledger: Ledger, _ transaction: consuming WriteTransaction, _ session: AppendSession,
        _ folds: [ProjectionFold], state: TableAccess, progress: TableAccess
    ) {
        self.ledger = ledger
        self.transaction = transaction
        self.session = session
        self.folds = folds
        self.state = state
        self.progress = progress
    }

    /// The latest sequence, what this transaction has appended included.
    package var head: UInt64 { session.head }

    /// Adds events to any number of streams, all of them or none, in the order given; see `Ledger.append`.
    ///
    /// - Throws: `AppendError`; but for `.storage` and `.damaged` the transaction is as it was before.
    package mutating func append(
        _ events: [PreparedEvent], expecting expected: [Stream: ExpectedVersion] = [:],
        ifHeadIs expectedHead: UInt64? = nil
    ) throws(AppendError) -> AppendReceipt {
        try AppendBatch.check(events)
        do {
            for fold in folds { try fold.follow(to: session.head, in: transaction, ledger.tables) }
        } catch { throw AppendError(error) }
        let folds = folds
        return try session.append(events, &transaction, expecting: expected, ifHeadIs: expectedHead) { event in
            for fold in folds { fold.take(event) }
        }
    }

    /// Calls a body with a projection that stands at the head.
    ///
    /// - Parameters:
    ///   - type: One of those the ledger was opened with.
    ///   - body: Asks it; what it changes in the projection is stored with the next event.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws; `ProjectionError` where the projection has stopped or is not kept.
    package func use<P: StoredProjection, Answer>(
        _ type: P.Type, _ body: (inout P) throws -> Answer
    ) throws -> Answer {
        guard let fold = folds.first(where: { $0.type == type }) else {
            throw ProjectionError.notKept(name: P.name, version: P.version)
        }
        do { try fold.follow(to: session.head, in: transaction, ledger.tables) } catch {
            throw ProjectionError.read(error)
        }
        if let stop = fold.stop { throw fold.error(stop) }
        return try fold.use(type, body)
    }

    /// The event at a sequence, by one lookup; nil where the ledger does not reach that far.
    package func event(at sequence: UInt64) throws(ReadError) -> RecordedEvent? {
        guard sequence >= 1, sequence <= session.head else { return nil }
        return try EventView(record: transaction.record(ledger.tables, at: sequence), sequence: sequence).recorded()
    }

    /// The sequence of the event with this source and id, by two lookups; nil where there is none.
    package func sequence(of id: EventID, from source: EventSource) throws(ReadError) -> UInt64? {
        guard let number = try transaction.number(ledger.tables, of: source) else { return nil }
        return try transaction.sequence(ledger.tables, of: id, source: number)
    }

    /// The first event of a stream; nil where it has none.
    ///
    /// Cost: a lookup for each event of the stream, from the latest back.
    package func firstEvent(of stream: Stream) throws(ReadError) -> RecordedEvent? {
        guard let head = try session.streamHead(of: stream, transaction) else { return nil }
        var sequence = head.lastSequence
        while true {
            let event = try EventView(record: transaction.record(ledger.tables, at: sequence), sequence: sequence)
            guard event.header.previousInStream > 0 else { return try event.recorded() }
            sequence = event.header.previousInStream
        }
    }

    /// The last event that this transaction has appended; nil where it has appended none.
    var lastWritten: WrittenRecord? { session.lastWritten }

    /// Makes everything durable: events, heads, and the projections' states.
    consuming func commit() throws(AppendError) {
        try session.finish(&transaction)
        do throws(StorageError) {
            for fold in folds { try fold.write(to: progress) }
            state.end()
            progress.end()
            try transaction.commit()
        } catch { throw .storage(error) }
    }
}

/// Lets the body of a write transaction throw its own typed error while faults of the append become one too.
package protocol AppendFailureConvertible: Error {
    /// Wraps what went wrong with the transaction itself.
    init(append: AppendError)
}

extension AppendError: AppendFailureConvertible {
    /// Keeps the error as it is.
    package init(append: AppendError) { self = append }
}

extension Ledger {
    /// Runs a body inside one write transaction: commits when it returns, aborts when it throws.
    ///
    /// Everything is on disk when this returns. It blocks while another thread or process writes.
    ///
    /// - Parameter body: Reads and appends; every other writer waits for it.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws, or what went wrong with the transaction as its error.
    package func write<Answer, Failure: AppendFailureConvertible>(
        _ body: (inout LedgerTransaction) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        let outcome: Result<Answer, Failure>
        do throws(AppendError) { outcome = try transact(body) } catch { throw Failure(append: error) }
        noteCommit()
        return try outcome.get()
    }

    private func transact<Answer, Failure: Error>(
        _ body: (inout LedgerTransaction) throws(Failure) -> Answer
    ) throws(AppendError) -> Result<Answer, Failure> {
        let transaction = try beginWrite()
        let state = TableAccess(transaction, tables.state)
        let progress = TableAccess(transaction, tables.projections)
        defer {
            state.end()
            progress.end()
        }
        let session = try AppendSession(tables, transaction, clock: clock())
        let folds = try folds(state: state, progress: progress)
        var scope = LedgerTransaction(self, transaction, session, folds, state: state, progress: progress)
        let answer: Answer
        do throws(Failure) { answer = try body(&scope) } catch { return .failure(error) }
        let written = scope.lastWritten
        do throws(AppendError) { try scope.commit() } catch {
            guard case .storage(let fault) = error, fault.kind == .outcomeUnknown else { throw error }
            try resolve(fault, written)
        }
        return .success(answer)
    }

    /// Begins a write transaction; where an earlier commit left the file in doubt, it is opened anew first.
    private func beginWrite() throws(AppendError) -> WriteTransaction {
        do throws(StorageError) {
            do throws(StorageError) { return try environment.beginWrite() } catch {
                guard error.kind == .outcomeUnknown else { throw error }
            }
            try environment.reopen()
            return try environment.beginWrite()
        } catch { throw .storage(error) }
    }

    /// Finds out, by opening the data file anew, whether a commit happened of which nobody could say so.
    ///
    /// Returns where it did. Throws that nothing was appended where it did not, and the doubt itself where the file
    /// cannot be opened, or the transaction had appended nothing by which it could be told.
    private func resolve(_ fault: StorageError, _ written: WrittenRecord?) throws(AppendError) {
        do { try environment.reopen() } catch { throw .storage(fault) }
        guard let written else { throw .storage(fault) }
        let found: [UInt8]?
        do throws(ReadError) { found = try snapshot().rawRecord(at: written.sequence) } catch { throw .storage(fault) }
        // Another process may have appended in its place; its record is another one.
        guard found == written.record else {
            throw .storage(StorageError(kind: .io, code: fault.code, operation: "committing, which did not happen"))
        }
    }

    /// The work of each projection that is to follow; one whose state was never made does not.
    private func folds(state: TableAccess, progress: TableAccess) throws(AppendError) -> [ProjectionFold] {
        var folds: [ProjectionFold] = []
        do throws(StorageError) {
            for type in projections {
                guard let row = try ProjectionRow(type, .current, in: progress) else { continue }
                folds.append(ProjectionFold(type, row, state))
            }
        } catch { throw .storage(error) }
        return folds
    }
}
