import ClaimLedger

/// The events of a block of lines, read and checked: no line needs its neighbours for that.
struct ParsedBlock: Sendable {
    /// One line's event; an object, because it goes through several hands and has many parts.
    final class Event: Sendable {
        let event: PreparedEvent
        /// What the check asks of it, so that it need not be read again.
        let content: KnownContent
        let line: Int
        /// Which bytes of `spooled` are its waiting form.
        let place: Range<Int>
        let identityHash: UInt64

        init(_ event: PreparedEvent, _ content: KnownContent, line: Int, place: Range<Int>) {
            self.event = event
            self.content = content
            self.line = line
            self.place = place
            identityHash = event.identityHash
        }
    }

    /// Up to the first line that cannot be read.
    private(set) var events: [Event] = []
    /// The waiting form of all events, one behind the other; see `ImportSpool`.
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
        events.append(Event(prepared, KnownContent(event.content), line: line, place: start..<spooled.count))
    }

    /// White space as JSON has it; a zero byte, say, is none, and its line is refused.
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
