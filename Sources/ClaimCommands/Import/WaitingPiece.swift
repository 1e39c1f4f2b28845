import ClaimLedger

/// Waiting events that are looked at together: as many as one transaction takes.
struct WaitingPiece: Sendable {
    /// Neighbours are read at once, up to so many bytes.
    private static let longestRead = 32 << 20

    private(set) var events: [PreparedEvent] = []
    /// Where each event came from.
    private(set) var origins: [WaitingEvent.Origin] = []

    /// Where the piece ends that begins at a place; events that repeat another will not be appended, and do not count.
    static func end(of entries: UnsafeMutableBufferPointer<ImportSpool.Entry>, from start: Int) -> Int {
        var end = start
        var count = 0
        var bytes = 0
        while end < entries.count {
            if !entries[end].isRepeated {
                count += 1
                bytes += Int(entries[end].size)
                if count > AppendBatch.eventLimit || (count > 1 && bytes > AppendBatch.byteLimit) { break }
            }
            end += 1
        }
        return end
    }

    /// Reads the events that wait at these places.
    init(_ entries: [ImportSpool.Entry], of file: ReadableFile) throws(ImportError) {
        guard let first = entries.first, let last = entries.last else { return }
        events.reserveCapacity(entries.count)
        origins.reserveCapacity(entries.count)
        let areNeighbours = zip(entries, entries.dropFirst()).allSatisfy { $0.place.upperBound <= $1.start }
        if areNeighbours, last.place.upperBound - first.start <= Self.longestRead {
            let bytes = try file.bytes(in: first.start..<last.place.upperBound)
            for entry in entries { try add(entry, bytes[(entry.start - first.start)...].prefix(Int(entry.length))) }
        } else {
            for entry in entries { try add(entry, file.bytes(in: entry.place)[...]) }
        }
    }

    private mutating func add(_ entry: ImportSpool.Entry, _ bytes: ArraySlice<UInt8>) throws(ImportError) {
        let waiting = try bytes.withUnsafeBytes { bytes in
            Result { () throws(ImportError) in try WaitingEvent(spooled: bytes, neighbour: events.last) }
        }.get()
        var origin = waiting.origin
        origin.isRepeated = entry.isRepeated
        events.append(waiting.event)
        origins.append(origin)
    }

    /// The events that repeat no earlier one.
    var fresh: [PreparedEvent] {
        origins.contains { $0.isRepeated } ? zip(events, origins).filter { !$0.1.isRepeated }.map(\.0) : events
    }
}
