/// A range of sequences in blocks, each of which is read in a snapshot of its own.
struct EventBlocks: Sendable {
    /// Few enough that what is known of some blocks takes little memory, and so many that a snapshot for each costs nothing.
    static let size: UInt64 = 1_024

    private let range: ClosedRange<UInt64>

    init(_ range: ClosedRange<UInt64>) { self.range = range }

    var count: Int { Int((range.upperBound - range.lowerBound) / Self.size) + 1 }

    /// The sequences of a block, by its place from 0.
    subscript(place: Int) -> ClosedRange<UInt64> {
        let first = range.lowerBound + UInt64(place) * Self.size
        return first...min(range.upperBound, first + Self.size - 1)
    }
}

/// Reads blocks of events a little ahead of a fold, on a thread of its own.
///
/// A look at every record brings its page into memory before the fold comes to it, and content that the fold will ask for
/// is read from the JSON on another core. What cannot be read is left out: the fold, which reads every record itself, then
/// meets the fault at its place. Events never change, so it does not matter that its snapshots are others than the fold's.
final class AheadReader: Sendable {
    /// How many blocks may be read and not taken yet; with the contents of an event at 1 KiB, some 4 MiB.
    private static let lead = 4
    /// Below so many blocks the thread would cost more than it saves.
    private static let fewestBlocks = 4

    private struct Progress {
        /// The block that the fold asks for next; all before it are taken.
        var taken = 0
        /// What is known of the blocks from `taken` on that have been read.
        var known: [[KnownContent?]] = []
        /// Blocks that the fold is done with.
        var used: [[KnownContent?]] = []
        var isStopped = false
        var isOver = false
    }

    private let ledger: Ledger
    private let blocks: EventBlocks
    private let asksContent: (@Sendable (EventHeader) -> Bool)?
    private let progress = Monitor(Progress())

    /// Starts to read; nil where that is not worth it, or the system has no room for a thread.
    init?(_ ledger: Ledger, _ blocks: EventBlocks, asking asksContent: (@Sendable (EventHeader) -> Bool)?) {
        self.ledger = ledger
        self.blocks = blocks
        self.asksContent = asksContent
        guard blocks.count >= Self.fewestBlocks else { return nil }
        let progress = progress
        do throws(StorageError) {
            try DedicatedThread.start { [self] in
                run()
            } whenOver: {
                progress.withLock { $0.isOver = true }
                progress.signal()
            }
        } catch { return nil }
    }

    /// What is known of the block after the one taken last, by the events' places in it; waits until it has been read.
    ///
    /// The block taken before is given back, so that its memory is freed by the thread that took it, and not by the fold.
    @available(*, noasync)
    func take(_ place: Int, givingBack used: [KnownContent?] = []) -> [KnownContent?] {
        let known = progress.wait { progress -> [KnownContent?]? in
            guard !progress.known.isEmpty else { return progress.isOver ? [] : nil }
            progress.taken = place + 1
            progress.used.append(used)
            return progress.known.removeFirst()
        }
        progress.signal()
        return known
    }

    /// Ends the thread, and waits until it is over: nothing may hold the ledger open behind a fold that has returned.
    @available(*, noasync)
    func stop() {
        progress.withLock { $0.isStopped = true }
        progress.signal()
        progress.wait { $0.isOver ? () : nil }
    }

    private func run() {
        for place in 0..<blocks.count {
            let goesOn = progress.wait { progress -> Bool? in
                if progress.isStopped { return false }
                return place < progress.taken + Self.lead ? true : nil
            }
            guard goesOn else { return }
            freeUsed()
            let known = read(blocks[place])
            progress.withLock { $0.known.append(known) }
            progress.signal()
        }
    }

    private func freeUsed() {
        let used = progress.withLock { progress in
            defer { progress.used = [] }
            return progress.used
        }
        // Here they end, outside of the lock.
        _ = consume used
    }

    /// What is known of a block's events, as far as they can be read.
    private func read(_ block: ClosedRange<UInt64>) -> [KnownContent?] {
        var known: [KnownContent?] = []
        known.reserveCapacity(block.count)
        do {
            let snapshot = try ledger.snapshot()
            var events = try snapshot.events(from: block.lowerBound)
            while known.count < block.count, let event = try events.next() {
                let isAsked = asksContent?(event.header) ?? false
                known.append(isAsked ? try KnownContent(event.content()) : nil)
            }
        } catch {
            // The fold meets the fault when it reads this event itself.
        }
        return known
    }
}
