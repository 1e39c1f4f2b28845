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
        let json = try ClaimEvent.object(in: line)
        func fault(_ member: String, _ reason: String) -> EventFormatError {
            EventFormatError(member: member, reason: reason)
        }
        guard case .string(let digits) = json["sequence"], digits.utf8.count == 20, let sequence = UInt64(digits)
        else { throw fault("sequence", "expected a string of 20 digits") }
        guard case .string(let text) = json["recordedtime"], let recordedTime = try? Instant(parsing: text) else {
            throw fault("recordedtime", "expected the instant of its recording")
        }
        guard case .integer(let number) = json["streamversion"], let streamVersion = UInt32(exactly: number),
            streamVersion > 0
        else { throw fault("streamversion", "expected the version in its stream, from 1") }
        event = try PreparedEvent(ClaimEvent(json: json, allowUnknown: true))
        self.sequence = sequence
        self.recordedTime = recordedTime
        self.streamVersion = streamVersion
        bytes = line
        var again: [UInt8] = []
        again.reserveCapacity(line.count)
        let added = AddedMembers(
            recordedTime: recordedTime, sequence: sequence, streamVersion: UInt64(streamVersion))
        event.appendJSON(to: &again, placed: added)
        guard again == line else { throw fault("", "the line is not in canonical form, as stored events are") }
    }
}
