/// An event checked and brought to canonical form, ready to be recorded; only its place in the ledger is open.
///
/// Canonical bytes are made once, here. At append the three members that the ledger adds are spliced into them,
/// so nothing is serialised twice and hashing covers exactly what is stored.
public struct PreparedEvent: Sendable {
    /// The largest canonical form, the three added members at their longest included, in bytes.
    public static let byteLimit = 65_535

    /// The event's place-independent values; index, version, back link and recorded time are set at append.
    package internal(set) var header: EventHeader
    /// With `source`, what identifies the event.
    public let id: EventID
    /// Where the event comes from.
    public let source: EventSource
    /// Where it is to be appended.
    public let stream: Stream
    /// The canonical JSON without the added members.
    let canonical: [UInt8]
    /// Where in `canonical` the added members go, in their order: `recordedtime`, `sequence`, `streamversion`.
    let insertionPoints: CanonicalEvent.InsertionPoints

    /// When it happened.
    public var time: Instant { header.time }
    /// What sort of fact it is.
    public var kind: EventKind { header.kind }

    /// Bytes of the event when stored as JSON, at the most.
    public var largestByteCount: Int { canonical.count + Self.longestAddition }

    /// The added members at their longest: an instant with six fractional digits, 20 digits, 2^53 − 1.
    private static let longestAddition =
        AddedMembers(recordedTime: Instant.latest, sequence: .max, streamVersion: (1 << 53) - 1).byteCount

    /// Brings an event to canonical form.
    ///
    /// - Throws: `EventFormatError` where the event would be larger than `byteLimit`.
    public init(_ event: ClaimEvent) throws(EventFormatError) {
        header = EventHeader(of: event)
        id = event.id
        source = event.source
        stream = event.stream
        canonical = event.canonical.bytes
        insertionPoints = event.canonical.insertionPoints
        guard largestByteCount <= Self.byteLimit else {
            throw EventFormatError(
                member: "",
                reason: "the event takes \(largestByteCount) bytes in canonical form, the limit is \(Self.byteLimit)")
        }
    }

    /// Adds the event's JSON as stored at a place in the ledger.
    func appendJSON(to bytes: inout [UInt8], placed added: AddedMembers) {
        bytes.append(0..<insertionPoints.recordedTime, of: canonical)
        added.appendRecordedTime(to: &bytes)
        bytes.append(insertionPoints.recordedTime..<insertionPoints.sequence, of: canonical)
        added.appendSequence(to: &bytes)
        bytes.append(insertionPoints.sequence..<insertionPoints.streamVersion, of: canonical)
        added.appendStreamVersion(to: &bytes)
        bytes.append(insertionPoints.streamVersion..<canonical.count, of: canonical)
    }
}

/// What the ledger adds to an event when it is recorded.
struct AddedMembers {
    let recordedTime: Instant
    var sequence: UInt64
    var streamVersion: UInt64
    /// Its text is made once, for all events that are recorded together.
    private let recordedTimeMember: [UInt8]

    init(recordedTime: Instant, sequence: UInt64, streamVersion: UInt64) {
        self.recordedTime = recordedTime
        self.sequence = sequence
        self.streamVersion = streamVersion
        var member = Array("\"recordedtime\":\"".utf8)
        recordedTime.appendUTF8(to: &member)
        recordedTimeMember = member + "\",".utf8
    }

    func appendRecordedTime(to bytes: inout [UInt8]) { bytes.append(contentsOf: recordedTimeMember) }

    func appendSequence(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "\"sequence\":\"".utf8)
        bytes.appendDigits(sequence, width: 20)
        bytes.append(contentsOf: "\",".utf8)
    }

    func appendStreamVersion(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "\"streamversion\":".utf8)
        bytes.append(contentsOf: String(streamVersion).utf8)
        bytes.append(UInt8(ascii: ","))
    }

    var byteCount: Int {
        var bytes: [UInt8] = []
        appendRecordedTime(to: &bytes)
        appendSequence(to: &bytes)
        appendStreamVersion(to: &bytes)
        return bytes.count
    }
}
