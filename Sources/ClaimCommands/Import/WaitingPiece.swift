import ClaimLedger

/// Waiting events that are looked at together.
struct WaitingPiece: Sendable {
    /// As many as one transaction takes.
    static let mostEvents = AppendBatch.eventLimit
    /// Neighbours are read at once, up to so many bytes.
    private static let longestRead = 32 << 20

    private(set) var events: [PreparedEvent] = []
    /// Where each event came from.
    private(set) var origins: [WaitingEvent.Origin] = []

    /// Reads the events that wait at these places.
    init(_ entries: [ImportSpool.Entry], of file: ReadableFile) throws(ImportError) {
        guard let first = entries.first, let last = entries.last else { return }
        events.reserveCapacity(entries.count)
        origins.reserveCapacity(entries.count)
        let isAscending = zip(entries, entries.dropFirst()).allSatisfy { $0.start < $1.start }
        let end = last.start + (try Self.length(at: last.start, of: file))
        if isAscending, end - first.start <= Self.longestRead {
            let bytes = try file.bytes(in: first.start..<end)
            for entry in entries { try add(entry, bytes[(entry.start - first.start)...]) }
        } else {
            for entry in entries {
                let length = try Self.length(at: entry.start, of: file)
                try add(entry, file.bytes(in: entry.start..<entry.start + length)[...])
            }
        }
    }

    /// How many bytes the event takes that begins at an offset.
    private static func length(at offset: Int, of file: ReadableFile) throws(ImportError) -> Int {
        WaitingEvent.length(try file.bytes(in: offset..<offset + 4))
    }

    private mutating func add(_ entry: ImportSpool.Entry, _ bytes: ArraySlice<UInt8>) throws(ImportError) {
        let waiting = try bytes.withUnsafeBytes { bytes in
            Result { () throws(ImportError) in try WaitingEvent(spooled: bytes) }
        }.get()
        var origin = waiting.origin
        origin.isRepeated = entry.isRepeated
        events.append(waiting.event)
        origins.append(origin)
    }

    /// The events that repeat no earlier one, in parts that one transaction takes.
    func batches() -> [[PreparedEvent]] {
        var batches: [[PreparedEvent]] = []
        var bytes = 0
        let fresh =
            origins.contains { $0.isRepeated }
            ? zip(events, origins).filter { !$0.1.isRepeated }.map(\.0) : events
        if fresh.reduce(0, { $0 + $1.largestByteCount }) <= AppendBatch.byteLimit { return [fresh] }
        for event in fresh {
            bytes += event.largestByteCount
            if batches.isEmpty || bytes > AppendBatch.byteLimit {
                batches.append([])
                bytes = event.largestByteCount
            }
            batches[batches.count - 1].append(event)
        }
        return batches
    }
}
