/// An event together with the place in a ledger that its JSON states: a line of an export, to be stored as it is.
struct PlacedEvent {
    let event: PreparedEvent
    let sequence: UInt64
    let recordedTime: Instant
    let streamVersion: UInt32
    /// The line, without its line feed.
    let bytes: [UInt8]

    /// Reads a line and sees that storing the event at the place it states gives exactly its bytes again.
    ///
    /// - Throws: `EventFormatError` where the line is no stored event.
    init(parsing line: [UInt8]) throws(EventFormatError) {
        let text = try ClaimEvent.text(of: line)
        let reader = MemberReader(text)
        let digits = try reader.string("sequence")
        guard digits.utf8.count == 20, let sequence = UInt64(digits) else {
            throw reader.failure("sequence", "expected a string of 20 digits")
        }
        guard let recordedTime = try? Instant(parsing: reader.string("recordedtime")) else {
            throw reader.failure("recordedtime", "expected the instant of its recording")
        }
        guard let streamVersion = UInt32(exactly: try reader.count("streamversion")), streamVersion > 0 else {
            throw reader.failure("streamversion", "expected the version in its stream, from 1")
        }
        event = try PreparedEvent(ClaimEvent(text, allowUnknown: true))
        self.sequence = sequence
        self.recordedTime = recordedTime
        self.streamVersion = streamVersion
        bytes = line
        var again: [UInt8] = []
        again.reserveCapacity(line.count)
        let added = AddedMembers(
            recordedTime: recordedTime, sequence: sequence, streamVersion: UInt64(streamVersion))
        event.appendJSON(to: &again, placed: added)
        guard again == line else {
            throw EventFormatError(member: "", reason: "the line is not in canonical form, as stored events are")
        }
    }
}
