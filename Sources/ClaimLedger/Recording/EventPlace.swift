/// Where an event stands in the ledger: what its record holds beside the event itself.
public struct EventPlace: Hashable, Sendable {
    /// Position in the ledger, from 1, dense, in the order of the commits.
    public var sequence: UInt64
    /// When the ledger takes the event in; `recordedtime` on the wire.
    public var recordedTime: Instant
    /// Index of the stream among those of its kind, from 0.
    public var streamIndex: UInt32
    /// Version in the stream, from 1.
    public var streamVersion: UInt32
    /// Sequence of the stream's previous event, 0 for none.
    public var previousInStream: UInt64

    /// Names a place, be it that of an append or one only tried out.
    public init(
        sequence: UInt64, recordedTime: Instant, streamIndex: UInt32, streamVersion: UInt32, previousInStream: UInt64
    ) {
        self.sequence = sequence
        self.recordedTime = recordedTime
        self.streamIndex = streamIndex
        self.streamVersion = streamVersion
        self.previousInStream = previousInStream
    }

    var addedMembers: AddedMembers {
        AddedMembers(recordedTime: recordedTime, sequence: sequence, streamVersion: UInt64(streamVersion))
    }

    /// The members that are added here, made from those of an earlier place where that was recorded at the same instant.
    func addedMembers(after earlier: AddedMembers?) -> AddedMembers {
        guard var added = earlier, added.recordedTime == recordedTime else { return addedMembers }
        added.sequence = sequence
        added.streamVersion = UInt64(streamVersion)
        return added
    }
}

extension PreparedEvent {
    /// Replaces `record` by the bytes that are stored for the event at a place, with the members added there.
    ///
    /// - Returns: The header that now stands before the JSON, and the leaf hash at its end.
    @discardableResult
    func writeRecord(
        to record: inout [UInt8], at place: EventPlace, adding added: AddedMembers
    ) -> (header: EventHeader, leaf: TreeHash) {
        record.removeAll(keepingCapacity: true)
        record.reserveCapacity(EventHeader.byteCount + largestByteCount)
        return appendRecord(to: &record, at: place, adding: added)
    }

    /// Adds the bytes that are stored for the event at a place, as `writeRecord` does.
    func appendRecord(
        to bytes: inout [UInt8], at place: EventPlace, adding added: AddedMembers
    ) -> (header: EventHeader, leaf: TreeHash) {
        let start = bytes.count
        let header = header(at: place)
        // The JSON is hashed where it is stored, so the hash before it is filled in last.
        header.append(to: &bytes, leafHash: .ofEmptyTree)
        appendJSON(to: &bytes, placed: added)
        let leaf = TreeHash.leaf(bytes.rawBytes.extracting((start + EventHeader.byteCount)...))
        leaf.write(to: &bytes, at: start + EventHeader.leafHashOffset)
        return (header, leaf)
    }

    /// Whether a stored record holds this very event, whatever place it has.
    func isSame(asRecord record: RawSpan, header: EventHeader, sequence: UInt64) -> Bool {
        var json: [UInt8] = []
        json.reserveCapacity(record.byteCount)
        appendJSON(
            to: &json,
            placed: AddedMembers(
                recordedTime: header.recordedTime, sequence: sequence, streamVersion: UInt64(header.streamVersion)))
        return record.extracting(EventHeader.byteCount...).copiedBytes() == json
    }

    private func header(at place: EventPlace) -> EventHeader { header.placed(at: place) }

    /// Shows the event as it would be read at a place, without appending it; the view is that of a stored record.
    public func withView<Result, Failure: Error>(
        at place: EventPlace, _ body: (borrowing EventView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var json: [UInt8] = []
        appendJSON(to: &json, placed: place.addedMembers)
        return try body(EventView(sequence: place.sequence, header: header(at: place), json: json.rawBytes))
    }

    /// Shows the event to a fold, which asks the header and not the JSON for what the ledger adds.
    ///
    /// The view is that of a stored record but for the three added members in the JSON; nothing is copied for it.
    /// What is `known` of the JSON already is not read again.
    package func withFoldedView<Result, Failure: Error>(
        at place: EventPlace, known: KnownContent? = nil, _ body: (borrowing EventView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(
            EventView(sequence: place.sequence, header: header(at: place), json: canonical.rawBytes, known: known))
    }
}

extension EventHeader {
    /// The header of the same event at a place in the ledger.
    func placed(at place: EventPlace) -> EventHeader {
        var header = self
        header.streamIndex = place.streamIndex
        header.streamVersion = place.streamVersion
        header.recordedTime = place.recordedTime
        header.previousInStream = place.previousInStream
        return header
    }
}
