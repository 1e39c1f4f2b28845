// What an append finds out before it writes: which of its events are new, and whether what it expects holds.

extension AppendSession {
    /// What `append` makes of one event before anything is written.
    enum Plan {
        /// The same event stands at a sequence, in the ledger or earlier in the same call.
        case present(UInt64)
        /// It is to be added; its source stands at a place in `sources`.
        case new(source: Int)

        var isNew: Bool { if case .new = self { true } else { false } }
    }

    /// A new event of a call, for those behind it that may be the same.
    private struct Planned {
        let place: Int
        let sequence: UInt64
    }

    private struct Identity: Hashable {
        let source: Int
        let id: EventID
    }

    /// Decides for each event of a call; the decisions are in `plans`.
    mutating func plan(
        _ events: borrowing Span<PreparedEvent>, _ transaction: borrowing WriteTransaction
    ) throws(AppendError) {
        plans.removeAll(keepingCapacity: true)
        plans.reserveCapacity(events.count)
        // Made where the first id does not ascend.
        var earlier: [Identity: Planned]?
        var next = head + 1
        for place in events.indices {
            let source = try self.place(of: events[place].source, transaction)
            let rank = try rank(of: events[place].id, source: source, transaction)
            if rank != .beyondAll, let sequence = try present(events[place], source: source, transaction) {
                plans.append(.present(sequence))
                continue
            }
            if rank == .amongOthers, earlier == nil { earlier = planned(of: events, before: place) }
            if earlier != nil {
                let identity = Identity(source: source, id: events[place].id)
                if let first = earlier?[identity] {
                    try checkSame(events[place], events[first.place], sequence: first.sequence)
                    plans.append(.present(first.sequence))
                    continue
                }
                earlier?[identity] = Planned(place: place, sequence: next)
            }
            next += 1
            plans.append(.new(source: source))
        }
    }

    /// The new events of a call before a place.
    private func planned(of events: borrowing Span<PreparedEvent>, before end: Int) -> [Identity: Planned] {
        var planned: [Identity: Planned] = [:]
        var next = head + 1
        for place in 0..<end {
            guard case .new(let source) = plans[place] else { continue }
            planned[Identity(source: source, id: events[place].id)] = Planned(place: place, sequence: next)
            next += 1
        }
        return planned
    }

    private func checkSame(
        _ event: PreparedEvent, _ earlier: PreparedEvent, sequence: UInt64
    ) throws(AppendError) {
        guard event.isSame(as: earlier) else {
            throw .differentContent(source: event.source, id: event.id, sequence: sequence)
        }
    }

    /// The sequence at which the very same event stands; nil where none has its source and id.
    private mutating func present(
        _ event: PreparedEvent, source: Int, _ transaction: borrowing WriteTransaction
    ) throws(AppendError) -> UInt64? {
        guard let number = sources.number(source) else { return nil }
        let sequence: UInt64
        let isSame: Bool
        do {
            guard let found = try transaction.sequence(tables, of: event.id, source: number) else { return nil }
            sequence = found
            let record = try transaction.record(tables, at: found)
            isSame = event.isSame(asRecord: record, header: try Self.header(record, found), sequence: found)
        } catch { throw AppendError(error) }
        guard isSame else { throw .differentContent(source: event.source, id: event.id, sequence: sequence) }
        return sequence
    }

    /// Sees that every stream, and the ledger, end where the caller expects it.
    mutating func check(
        _ expected: [Stream: ExpectedVersion], ifHeadIs expectedHead: UInt64?,
        _ transaction: borrowing WriteTransaction
    ) throws(AppendError) {
        if let expectedHead, expectedHead != head { throw .headMoved(expected: expectedHead, actual: head) }
        guard !expected.isEmpty else { return }
        // By subject, so that the same refusal is told for the same batch.
        for (stream, version) in expected.sorted(by: { $0.key.subject < $1.key.subject }) {
            let place = try place(of: stream, transaction)
            let actual = streams[place].head
            guard version.isMet(by: actual?.version ?? 0) else {
                throw .wrongExpectedVersion(
                    stream: stream, expected: version, actual: actual?.version ?? 0,
                    since: try sequences(endingAt: actual?.lastSequence ?? 0, after: version.version, transaction))
            }
        }
    }

    /// The sequences of a stream's latest events, back to a version that is not among them.
    private func sequences(
        endingAt last: UInt64, after version: UInt32, _ transaction: borrowing WriteTransaction
    ) throws(AppendError) -> [UInt64] {
        var found: [UInt64] = []
        var next = last
        while next > 0, found.count < AppendError.sinceLimit {
            let header: EventHeader
            do { header = try Self.header(transaction.record(tables, at: next), next) } catch {
                throw AppendError(error)
            }
            guard header.streamVersion > version else { break }
            found.append(next)
            next = header.previousInStream
        }
        return found.reversed()
    }
}

// What the transaction reads once and then knows.
extension AppendSession {
    /// Index and latest version of a stream, what this transaction has added included; nil where it has no event.
    func streamHead(of stream: Stream, _ transaction: borrowing WriteTransaction) throws(ReadError) -> StreamHead? {
        if let known = streams.place(of: stream) { return streams[known].head }
        return try transaction.streamHead(tables, stream)
    }

    /// Where a stream stands in `streams`.
    mutating func place(of stream: Stream, _ transaction: borrowing WriteTransaction) throws(AppendError) -> Int {
        do {
            return try streams.place(of: stream) { () throws(ReadError) in try transaction.streamHead(tables, stream) }
        } catch { throw AppendError(error) }
    }

    /// Where a source stands in `sources`.
    mutating func place(of source: EventSource, _ transaction: borrowing WriteTransaction) throws(AppendError) -> Int {
        do {
            return try sources.place(of: source) { () throws(ReadError) in try transaction.number(tables, of: source) }
        } catch { throw AppendError(error) }
    }

    /// How an id stands to the others of its source, of which it is one from then on.
    private mutating func rank(
        of id: EventID, source: Int, _ transaction: borrowing WriteTransaction
    ) throws(AppendError) -> SessionSources.Rank {
        // The number, which a new source has not yet, is not compared.
        LedgerTables.writeIdentityKey(source: sources.number(source) ?? 0, id: id, to: &key)
        do throws(ReadError) {
            return try sources.rank(of: key, source: source) { (number) throws(ReadError) in
                do throws(StorageError) {
                    return try transaction.lastKey(tables.identities, beginningWith: number)
                } catch { throw .storage(error) }
            }
        } catch { throw AppendError(error) }
    }
}
