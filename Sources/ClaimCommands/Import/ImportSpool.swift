import ClaimLedger

/// The events of an import between being read and being appended: checked, in canonical form, waiting in files.
///
/// Memory does not grow with the number of events: what must be kept for each (32 bytes) stands in a mapped file.
final class ImportSpool {
    /// One waiting event: what its order and its identity are found by.
    struct Entry: Sendable {
        var time: Int64
        /// Where it starts in the events' file; negative once it is known to repeat an earlier one.
        var offset: Int64
        var identityHash: UInt64
        /// How many bytes it takes in the events' file.
        var length: UInt32
        /// What it takes of a transaction, at the most.
        var size: UInt32

        var isRepeated: Bool { offset < 0 }
        var start: Int { Int(isRepeated ? ~offset : offset) }
        var place: Range<Int> { start..<start + Int(length) }
    }

    private let events: TemporaryFile
    private let index: TemporaryFile
    private(set) var count = 0
    /// Names of the inputs, by the number that their events carry.
    private(set) var files: [String] = []
    private var latest = Int64.min
    private var isInOrder = true
    private var identities = AscendingIdentities()

    init() throws(ImportError) {
        events = try TemporaryFile()
        index = try TemporaryFile()
    }

    /// Begins another input; gives its number.
    func beginFile(_ name: String) -> Int {
        files.append(name)
        return files.count - 1
    }

    /// Adds the events of a block behind those that are there.
    func add(_ block: ParsedBlock) throws(ImportError) {
        let base = try events.append(block.spooled)
        var entries: [Entry] = []
        entries.reserveCapacity(block.events.count)
        for each in block.events {
            let time = each.time.microsecondsSinceEpoch
            entries.append(
                Entry(
                    time: time, offset: Int64(base + each.place.lowerBound), identityHash: each.identityHash,
                    length: UInt32(each.place.count), size: UInt32(each.size)))
            if time < latest { isInOrder = false }
            latest = max(latest, time)
        }
        try index.append(values: entries)
        identities.add(block.identities)
        count += entries.count
    }

    /// Finds events given twice, and brings all into the order of their times, as given at equal times.
    ///
    /// - Returns: Whether every event stands where it stood, and once only.
    /// - Throws: `ImportError.line` where one identity has two contents.
    func arrange() throws(ImportError) -> Bool {
        // Mostly the input has kept its order and its sources have counted upwards: then there is nothing to find.
        if identities.isAscending && isInOrder { return true }
        return try events.withBytes { (spooled) throws(ImportError) in
            try index.withValues(of: Entry.self) { (entries) throws(ImportError) in
                try arrange(entries, spooled) && isInOrder
            }
        }
    }

    private func arrange(
        _ entries: UnsafeMutableBufferPointer<Entry>, _ spooled: UnsafeRawBufferPointer
    ) throws(ImportError) -> Bool {
        var isEachOnce = true
        if !identities.isAscending {
            entries.sortInPlace { ($0.identityHash, $0.offset) < ($1.identityHash, $1.offset) }
            isEachOnce = try markRepeated(entries, spooled)
        }
        entries.sortInPlace { ($0.time, $0.start) < ($1.time, $1.start) }
        return isEachOnce
    }

    /// Marks events that repeat an earlier one, among entries in the order of their identities' hashes.
    private func markRepeated(
        _ entries: UnsafeMutableBufferPointer<Entry>, _ spooled: UnsafeRawBufferPointer
    ) throws(ImportError) -> Bool {
        var isEachOnce = true
        var first = 0
        var conflict: (earlier: Entry, later: Entry)?
        for next in entries.indices.dropFirst() {
            if entries[next].identityHash != entries[first].identityHash { first = next }
            for earlier in first..<next where !entries[earlier].isRepeated && !entries[next].isRepeated {
                switch try comparison(entries[next], entries[earlier], spooled) {
                case .another: break
                case .same:
                    entries[next].offset = ~entries[next].offset
                    isEachOnce = false
                case .otherContent:
                    // The first line in the input that contradicts an earlier one is the one to tell.
                    if entries[next].start < conflict?.later.start ?? .max {
                        conflict = (entries[earlier], entries[next])
                    }
                }
            }
        }
        if let conflict { throw try contradiction(of: conflict.later, to: conflict.earlier, spooled) }
        return isEachOnce
    }

    private enum Comparison { case another, same, otherContent }

    private func waiting(_ entry: Entry, in spooled: UnsafeRawBufferPointer) throws(ImportError) -> WaitingEvent {
        try WaitingEvent(spooled: UnsafeRawBufferPointer(rebasing: spooled[entry.place]))
    }

    private func comparison(
        _ entry: Entry, _ earlier: Entry, _ spooled: UnsafeRawBufferPointer
    ) throws(ImportError) -> Comparison {
        let (first, second) = (try waiting(earlier, in: spooled).event, try waiting(entry, in: spooled).event)
        guard first.id == second.id, first.source == second.source else { return .another }
        return first.isSame(as: second) ? .same : .otherContent
    }

    private func contradiction(
        of entry: Entry, to earlier: Entry, _ spooled: UnsafeRawBufferPointer
    ) throws(ImportError) -> ImportError {
        let (first, second) = (try waiting(earlier, in: spooled), try waiting(entry, in: spooled))
        return .line(
            file: files[second.origin.file], line: second.origin.line,
            reason: "event \(second.event.id) of \(second.event.source) stands at "
                + "\(files[first.origin.file]):\(first.origin.line) with other content")
    }

    /// Calls a closure with the events in the order of `arrange` until it says no: each time with as many as one
    /// transaction takes; the next ones are read meanwhile.
    func forEachPiece(_ body: (WaitingPiece) throws(ImportError) -> Bool) throws(ImportError) {
        let file = try events.readable()
        try index.withValues(of: Entry.self) { (entries) throws(ImportError) in
            var loading = PendingLine<Result<WaitingPiece, ImportError>>(most: 2)
            var next = 0
            while true {
                while loading.hasRoom, next < entries.count {
                    let piece = Array(entries[next..<WaitingPiece.end(of: entries, from: next)])
                    loading.add { Result { () throws(ImportError) in try WaitingPiece(piece, of: file) } }
                    next += piece.count
                }
                guard let piece = try loading.next()?.get() else { return }
                let goesOn = try body(piece)
                discard(consume piece)
                guard goesOn else { return }
            }
        }
    }
}
