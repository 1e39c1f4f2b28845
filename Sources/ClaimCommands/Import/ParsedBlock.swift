import ClaimLedger
import ClaimProjections

/// The events of a block of lines, read and checked: no line needs its neighbours for that.
///
/// An event is its waiting form, bytes behind bytes: what has many parts costs as much to let go of as to make.
struct ParsedBlock: Sendable {
    /// One line's event.
    struct Event: Sendable {
        let time: Instant
        /// The claim that it is about; nil where it is about none.
        let claim: ClaimID?
        /// What the check will ask of it, so that it need not be read again.
        let known: KnownContent?
        let line: Int
        /// Which bytes of `spooled` are its waiting form.
        let place: Range<Int>
        let identityHash: UInt64
        /// What it takes of a transaction, at the most.
        let size: Int
    }

    /// Up to the first line that cannot be read.
    private(set) var events: [Event] = []
    /// The waiting form of all events, one behind the other; see `WaitingEvent`.
    private(set) var spooled: [UInt8] = []
    private(set) var identities = AscendingIdentities()
    /// The first line that cannot be read, and why.
    private(set) var fault: (line: Int, reason: String)?

    /// Reads the lines of a block; `file` is the number of its input.
    init(_ block: LineBlock, file: Int, allowUnknown: Bool) {
        spooled.reserveCapacity(block.bytes.count * 2)
        block.forEachLine { number, range in
            let line = block.bytes[range]
            guard !line.allSatisfy(Self.isBlank) else { return true }
            guard line.count <= LineBlock.longestLine else {
                fault = (number, LineBlocks.tooLong)
                return false
            }
            do throws(EventFormatError) {
                try add(ClaimEvent(parsing: Array(line), allowUnknown: allowUnknown), file: file, line: number)
            } catch { fault = (number, error.description) }
            return fault == nil
        }
    }

    private mutating func add(_ event: ClaimEvent, file: Int, line: Int) throws(EventFormatError) {
        let prepared = try PreparedEvent(event)
        let start = spooled.count
        WaitingEvent.spool(prepared, file: file, line: line, to: &spooled)
        identities.add(prepared)
        events.append(
            Event(
                time: prepared.time, claim: prepared.stream.claim,
                known: ClaimsProjection.asksContent(prepared.header) ? KnownContent(event.content) : nil, line: line,
                place: start..<spooled.count, identityHash: prepared.identityHash, size: prepared.largestByteCount))
    }

    /// White space as JSON has it; a zero byte, say, is none, and its line is refused.
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}

extension Stream {
    /// The claim that the stream's events are about; nil for every other stream.
    var claim: ClaimID? { if case .claim(let id) = self { id } else { nil } }
}
