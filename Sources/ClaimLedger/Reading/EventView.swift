/// One stored event, borrowed from the snapshot it was read in: nothing is copied until it is asked for.
public struct EventView: ~Escapable {
    /// Position in the ledger, from 1.
    public let sequence: UInt64
    /// What can be known without reading the JSON.
    public let header: EventHeader
    /// The canonical JSON as stored.
    public let json: RawSpan
    /// The whole record; empty for an event that is not recorded.
    private let record: RawSpan
    /// What the JSON says, where it has been read before.
    private let known: KnownContent?

    @_lifetime(copy json)
    init(sequence: UInt64, header: EventHeader, json: RawSpan, known: KnownContent? = nil) {
        self.sequence = sequence
        self.header = header
        self.json = json
        self.known = known
        record = json.extracting(first: 0)
    }

    /// A view of a stored record, once its header is found valid.
    @_lifetime(copy record)
    init(record: RawSpan, sequence: UInt64, known: KnownContent? = nil) throws(ReadError) {
        do { header = try EventHeader(reading: record, sequence: sequence) } catch {
            throw .damaged(sequence: sequence, reason: error.reason)
        }
        self.sequence = sequence
        self.known = known
        json = record.extracting(EventHeader.byteCount...)
        self.record = record
    }

    /// The leaf hash as stored in the record; that of the empty tree for an event that is not recorded.
    var leafHash: TreeHash {
        record.isEmpty ? .ofEmptyTree : TreeHash(record, at: EventHeader.leafHashOffset)
    }

    /// What sort of fact it is.
    public var kind: EventKind { header.kind }
    /// When it happened.
    public var time: Instant { header.time }

    /// A copy of the JSON bytes.
    public func jsonBytes() -> [UInt8] { json.copiedBytes() }

    /// The event with its typed payload; parses the JSON.
    ///
    /// - Throws: `ReadError.damaged` where the stored JSON is not an event, or not of the kind that the header says.
    public func event() throws(ReadError) -> ClaimEvent {
        let event: ClaimEvent
        do { event = try ClaimEvent(parsing: jsonBytes(), allowUnknown: true) } catch {
            throw .damaged(sequence: sequence, reason: error.description)
        }
        try see(event.fact.kind, event.stream.kind)
        return event
    }

    /// What the event is about, who acted, and what it says; makes no whole event of the JSON, at a third of the cost.
    ///
    /// - Throws: `ReadError.damaged` where the stored JSON has no such parts, or not those that the header says.
    public func content() throws(ReadError) -> EventContent {
        if let known { return known.content }
        let found: EventContent
        do { found = try ClaimEvent.content(of: jsonBytes(), likely: kind) } catch {
            throw .damaged(sequence: sequence, reason: error.description)
        }
        try see(found.fact.kind, found.stream.kind)
        return found
    }

    // Folds choose what to do by the header, and take it for granted then that the JSON says so. (What was unknown when
    // it was recorded may be known by now.)
    private func see(_ kind: EventKind, _ streamKind: Stream.Kind) throws(ReadError) {
        guard self.kind == .unknown || kind == self.kind, streamKind == header.streamKind else {
            throw .damaged(sequence: sequence, reason: "its header and its JSON say different things")
        }
    }

    /// The event as a value of its own, which outlives the snapshot.
    public func recorded() throws(ReadError) -> RecordedEvent {
        RecordedEvent(sequence: sequence, header: header, event: try event())
    }
}

/// What folds ask of an event beyond its header.
public struct EventContent: Hashable, Sendable {
    /// What the event is about.
    public let stream: Stream
    /// Who acted; the party stands in the header.
    public let actor: ActorID
    /// What happened.
    public let fact: Fact
}

extension ClaimEvent {
    /// What folds ask of the event beyond its header.
    package var content: EventContent { EventContent(stream: stream, actor: actor.id, fact: fact) }
}

/// The content of an event that was read before: by an import, or by a replay that reads ahead.
///
/// An object, so that a view costs the same to hand on whatever the event says.
package final class KnownContent: Sendable {
    let content: EventContent

    /// Keeps what was read.
    package init(_ content: EventContent) { self.content = content }
}

/// One stored event as a value of its own.
public struct RecordedEvent: Hashable, Sendable {
    /// Position in the ledger, from 1.
    public let sequence: UInt64
    /// Version in its stream, when it was recorded, and what else the record holds.
    public let header: EventHeader
    /// What happened.
    public let event: ClaimEvent
}
