import ClaimLedger

/// The events of an import between being read and being appended: checked, in canonical form, waiting in files.
///
/// Memory does not grow with the number of events: what must be kept for each (24 bytes) stands in a mapped file.
final class ImportSpool {
    /// One waiting event: what its order and its identity are found by.
    private struct Entry {
        var time: Int64
        /// Where it starts in the events' file; negative once it is known to repeat an earlier one.
        var offset: Int64
        var identityHash: UInt64

        var isRepeated: Bool { offset < 0 }
        var start: Int { Int(isRepeated ? ~offset : offset) }
    }

    /// A waiting event and the line it came from.
    struct Waiting {
        let event: PreparedEvent
        let file: Int
        let line: Int
        let isRepeated: Bool
    }

    private let events: TemporaryFile
    private let index: TemporaryFile
    private var buffer: [UInt8] = []
    private(set) var count = 0
    /// Names of the inputs, by the number that their events carry.
    private(set) var files: [String] = []
    private var latest = Int64.min
    private var isInOrder = true

    init() throws(ImportError) {
        events = try TemporaryFile()
        index = try TemporaryFile()
    }

    func beginFile(_ name: String) { files.append(name) }

    // Layout of a waiting event: 4 length of the rest, 4 file, 8 line, then the prepared event.
    func add(_ event: SpooledEvent, line: Int) throws(ImportError) {
        buffer.removeAll(keepingCapacity: true)
        let header = [UInt64(event.bytes.count + 12) | UInt64(files.count - 1) << 32, UInt64(line)]
        for value in header {
            for byte in 0..<8 { buffer.append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
        }
        buffer.append(contentsOf: event.bytes)
        let time = event.time.microsecondsSinceEpoch
        let entry = Entry(time: time, offset: Int64(try events.append(buffer)), identityHash: event.identityHash)
        try withUnsafeBytes(of: entry) { (bytes) throws(ImportError) in _ = try index.append(bytes) }
        if time < latest { isInOrder = false }
        latest = max(latest, time)
        count += 1
    }

    private func waiting(_ entry: Entry, in spooled: UnsafeRawBufferPointer) throws(ImportError) -> Waiting {
        let rest = UnsafeRawBufferPointer(rebasing: spooled[entry.start...])
        let length = Int(rest.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
        guard let event = PreparedEvent(spooled: rest.bytes.extracting(16..<length + 4)) else {
            throw .spool(reason: "a waiting event has changed")
        }
        return Waiting(
            event: event, file: Int(rest.loadUnaligned(fromByteOffset: 4, as: UInt32.self)),
            line: Int(rest.loadUnaligned(fromByteOffset: 8, as: UInt64.self)), isRepeated: entry.isRepeated)
    }

    /// Finds events given twice, and brings all into the order of their times, as given at equal times.
    ///
    /// - Returns: Whether every event stands where it stood, and once only.
    /// - Throws: `ImportError.line` where one identity has two contents.
    func arrange() throws(ImportError) -> Bool {
        try events.withBytes { (spooled) throws(ImportError) in
            try index.withValues(of: Entry.self) { (entries) throws(ImportError) in
                try arrange(entries, spooled) && isInOrder
            }
        }
    }

    private func arrange(
        _ entries: UnsafeMutableBufferPointer<Entry>, _ spooled: UnsafeRawBufferPointer
    ) throws(ImportError) -> Bool {
        var isEachOnce = true
        entries.sortInPlace { ($0.identityHash, $0.offset) < ($1.identityHash, $1.offset) }
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
        entries.sortInPlace { ($0.time, $0.start) < ($1.time, $1.start) }
        return isEachOnce
    }

    private enum Comparison { case another, same, otherContent }

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
            file: files[second.file], line: second.line,
            reason: "event \(second.event.id) of \(second.event.source) stands at "
                + "\(files[first.file]):\(first.line) with other content")
    }

    /// Calls a closure for each event in the order of `arrange`.
    func forEach(_ body: (Waiting) throws(ImportError) -> Void) throws(ImportError) {
        try events.withBytes { (spooled) throws(ImportError) in
            try index.withValues(of: Entry.self) { (entries) throws(ImportError) in
                for entry in entries { try body(waiting(entry, in: spooled)) }
            }
        }
    }
}

/// A line's event, read and checked, as it waits.
struct SpooledEvent: Sendable {
    let event: PreparedEvent
    let bytes: [UInt8]
    let identityHash: UInt64

    var time: Instant { event.time }

    /// Reads one line.
    ///
    /// - Throws: `EventFormatError` naming the member and what was expected.
    init(parsing line: [UInt8], allowUnknown: Bool) throws(EventFormatError) {
        let event = try PreparedEvent(ClaimEvent(parsing: line, allowUnknown: allowUnknown))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(event.largestByteCount + 128)
        event.spool(to: &bytes)
        self.event = event
        self.bytes = bytes
        identityHash = event.identityHash
    }
}

extension PreparedEvent {
    /// A number by which the same identity is found again (FNV-1a); others may share it.
    fileprivate var identityHash: UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for bytes in [source.text.utf8, id.text.utf8] {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01b3
        }
        return hash
    }
}
