internal import Dispatch

extension Ledger {
    /// All events behind a position, in order: those that are there, then each one that is appended, by any process.
    ///
    /// Each iteration begins at the position anew and gives every event once. It never ends by itself: `nil` comes when
    /// the task is cancelled, also while events are left. An event appended by this process is given at once, one
    /// appended by another after about 20 ms at the most. Reading is as fast as the consumer: nothing is read ahead
    /// but a chunk of at most 512 events, and no snapshot is held while the consumer works or waits, so the file does
    /// not grow for a slow one.
    ///
    /// - Parameter position: The sequence of the last event that is not wanted; 0 for all. Where the ledger ends before
    ///   it, it is not the ledger the position was taken from, and the first event asked for throws
    ///   `ReadError.damaged`.
    /// - Returns: The events, for any number of iterations in any task.
    public func events(after position: UInt64 = 0) -> LedgerSubscription {
        LedgerSubscription(ledger: self, position: position)
    }
}

/// The events of a ledger behind a position, past and to come; see `Ledger.events(after:)`.
public struct LedgerSubscription: AsyncSequence, Sendable {
    /// One stored event.
    public typealias Element = RecordedEvent
    /// Damage, which ends the iteration behind the last event before it, or a fault of the storage.
    public typealias Failure = ReadError

    let ledger: Ledger
    let position: UInt64

    /// Begins behind the position.
    public func makeAsyncIterator() -> Iterator { Iterator(ledger, after: position) }

    /// Goes through the events once, in one task.
    public struct Iterator: AsyncIteratorProtocol {
        private static let queue = DispatchQueue(label: "claimledger.subscriptions", attributes: .concurrent)

        private let ledger: Ledger
        /// The sequence of the last event given.
        private var position: UInt64
        private var chunk: EventChunk?
        /// How many records of the chunk were given.
        private var given = 0
        private var isOver = false

        init(_ ledger: Ledger, after position: UInt64) {
            self.ledger = ledger
            self.position = position
        }

        /// The next event; nil once the task is cancelled, and after an error.
        public mutating func next() async throws(ReadError) -> RecordedEvent? { try await next(isolation: nil) }

        /// The next event; nil once the task is cancelled, and after an error.
        public mutating func next(
            isolation actor: isolated (any _Concurrency.Actor)?
        ) async throws(ReadError) -> RecordedEvent? {
            do throws(ReadError) {
                while !isOver, !Task.isCancelled {
                    if let event = try nextOfChunk() { return event }
                    try await readOn(isolation: actor)
                }
            } catch {
                end()
                throw error
            }
            end()
            return nil
        }

        private mutating func end() {
            isOver = true
            chunk = nil
        }

        private mutating func nextOfChunk() throws(ReadError) -> RecordedEvent? {
            guard let chunk else { return nil }
            guard given < chunk.records.count else {
                if let failure = chunk.failure { throw failure }
                return nil
            }
            let event = try chunk.records[given].recorded()
            given += 1
            position = event.sequence
            return event
        }

        /// Waits for a commit where everything is read, then reads the next chunk.
        private mutating func readOn(isolation actor: isolated (any _Concurrency.Actor)?) async throws(ReadError) {
            var notified = chunk?.seen.notified ?? 0
            if let last = chunk, last.reachesHead {
                chunk?.removeRecords()
                given = 0
                do { notified = try await ledger.commits.next(after: last.seen, in: ledger.environment) } catch {
                    throw .storage(error)
                }
                if Task.isCancelled { return }
            }
            chunk = await Self.read(ledger, after: position, notified: notified)
            given = 0
        }

        /// Reads a chunk on a thread that may block.
        private static func read(_ ledger: Ledger, after position: UInt64, notified: Int) async -> EventChunk {
            await withCheckedContinuation { continuation in
                // The caller holds the ledger while it waits; the queue must not hold it for a moment longer.
                queue.async { [unowned ledger] in
                    continuation.resume(returning: EventChunk(of: ledger, after: position, notified: notified))
                }
            }
        }
    }
}
