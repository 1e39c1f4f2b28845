import ClaimLedger
import ClaimLedgerTesting
import Testing

@Suite struct `A storage that fails on demand` {
    private let temporary: TemporaryLedger
    private let storage: FailingStorage
    private var ledger: Ledger { temporary.ledger }

    init() throws {
        temporary = try TemporaryLedger()
        storage = FailingStorage(temporary.ledger)
    }

    @Test(arguments: [(FailingStorage.Fault.storageFull, StorageError.Kind.storageFull), (.io, .io)])
    func `refuses the commit that was asked for, and takes the next`(
        fault: FailingStorage.Fault, kind: StorageError.Kind
    )
        throws
    {
        storage.failCommit(2, with: fault)
        try append("a")
        #expect(try refusal { try append("b") } == kind)
        #expect(try ledger.head() == 1)
        try append("b")
        #expect(try ledger.head() == 2)
        #expect(storage.commits == 3)
        #expect(ledger.verify().isSound)
    }

    @Test func `lets the ledger find out that a doubtful commit did not happen`() throws {
        storage.failCommit(with: .doubtfulLost)
        #expect(try refusal { try append("a") } == .io)
        #expect(try ledger.head() == 0)
        try append("a")
        #expect(try ledger.head() == 1)
        #expect(ledger.verify().isSound)
    }

    @Test func `lets the ledger find out that a doubtful commit happened`() throws {
        storage.failCommit(with: .doubtfulWritten)
        try append("a")
        #expect(try ledger.head() == 1)
        try append("b")
        #expect(try ledger.head() == 2)
        #expect(ledger.verify().isSound)
    }

    @Test func `faults that were cancelled do not come`() throws {
        storage.failCommit(with: .storageFull)
        storage.cancel()
        try append("a")
        #expect(try ledger.head() == 1)
    }

    @Test func `room that runs out is told, and what was there stays readable`() throws {
        let copy = try TortureCopy()
        let ledger = try FailingStorage.withRoom(ofBytes: 64 * 4_096) { try Ledger.create(at: copy.path) }
        var taken: UInt64 = 0
        let kind = try refusal {
            while taken < 10_000 {
                try ledger.append([event(EventID("\(taken)"))])
                taken += 1
            }
        }
        #expect(kind == .mapFull)
        #expect(try ledger.head() == taken)
        #expect(ledger.verify().isSound)
    }

    private func append(_ id: EventID) throws { try ledger.append([event(id)]) }

    private func event(_ id: EventID) throws -> PreparedEvent {
        try PreparedEvent(
            ClaimEvent(
                id: id, source: "test", stream: .ticket("1"), time: Instant(year: 2025, month: 1, day: 1),
                actor: Actor(.system, "test"), fact: .ticketAssigned(owner: "somebody")))
    }

    /// The kind of storage error that a body throws; nil where it throws none.
    private func refusal(_ body: () throws -> Void) throws -> StorageError.Kind? {
        do { try body() } catch let error as AppendError {
            guard case .storage(let storage) = error else { throw error }
            return storage.kind
        }
        return nil
    }
}
