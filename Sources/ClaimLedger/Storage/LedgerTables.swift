import Crypto

// Every table of a ledger's `data.mdb`, with the bytes of its keys and values. Integers in keys are big-endian, so that
// they sort; integers in values are little-endian. Nothing here is ever changed or removed but what is marked "moves".
//
//   table        key                                     value
//   events       8  sequence, from 1, dense              72 header (EventHeader.swift), then the canonical JSON
//   streams      1  kind, then the subject's own part    4  index of the stream among those of its kind
//   heads        1  kind, 4 index of the stream          4  version, 8 sequence of its last event      (moves)
//   sources      the text of the source                  4  number of the source, from 0, dense
//   identities   4  number of the source, then the id    8  sequence of the event with that source and id
//   nodes        8  number of the node, from 0, dense    32 hash of a complete subtree (Integrity/TreeNodes.swift)
//   meta         "identity"                              the ledger's identity, canonical JSON (LedgerIdentity.swift)
//                "counters"                              4  per kind of stream in order of its number: streams so far,
//                                                        then 4 sources so far                          (moves)
//                "signed/", the origin                   the checkpoint signed last, its text             (moves)
//                "generations"                           4  number of the next generation of states     (moves)
//   projections  name, 0, 4 version, 1 slot              the progress of a projection (ProjectionRow.swift)  (moves)
//                0, 4 generation                         empty: the generation is waiting to be removed      (moves)
//   state        4  generation, the projection's key     the projection's own bytes, 4 check (SealedBytes.swift) (moves)
//
// `projections` and `state` hold nothing that a replay does not bring back.
// A text that would make a key longer than `longestKey` bytes is replaced by a zero byte and its SHA-256.

/// The tables of an open ledger.
struct LedgerTables: Sendable {
    static let names = [
        "events", "streams", "heads", "sources", "identities", "nodes", "meta", "projections", "state",
    ]
    /// LMDB's limit for a key is 511 bytes.
    static let longestKey = 500

    let events, streams, heads, sources, identities, nodes, meta, projections, state: Table

    init(_ environment: Environment) {
        events = environment[table: "events"]
        streams = environment[table: "streams"]
        heads = environment[table: "heads"]
        sources = environment[table: "sources"]
        identities = environment[table: "identities"]
        nodes = environment[table: "nodes"]
        meta = environment[table: "meta"]
        projections = environment[table: "projections"]
        state = environment[table: "state"]
    }

    /// A key made of a prefix and a text, hashed where it would be too long.
    static func key(prefix: [UInt8] = [], text: some StringProtocol) -> [UInt8] {
        var key = prefix
        complete(&key, by: text)
        return key
    }

    /// Adds a text to the first bytes of a key, hashed where the key would be too long.
    private static func complete(_ key: inout [UInt8], by text: some StringProtocol) {
        let bytes = text.utf8
        if key.count + bytes.count <= longestKey, !bytes.isEmpty {
            key.append(contentsOf: bytes)
        } else {
            key.append(0)
            key.append(contentsOf: SHA256.digest(of: Array(bytes)))
        }
    }

    static func streamKey(_ stream: Stream) -> [UInt8] {
        let subject = stream.subject
        let stroke = subject.utf8.firstIndex(of: UInt8(ascii: "/"))
        let own = stroke.map { subject[subject.utf8.index(after: $0)...] } ?? subject[...]
        return key(prefix: [stream.kind.rawValue], text: own)
    }

    static func headKey(_ kind: Stream.Kind, index: UInt32) -> [UInt8] {
        var key: [UInt8] = []
        writeHeadKey(kind, index: index, to: &key)
        return key
    }

    /// Replaces `key` by the key of a stream's head.
    static func writeHeadKey(_ kind: Stream.Kind, index: UInt32, to key: inout [UInt8]) {
        key.removeAll(keepingCapacity: true)
        key.append(kind.rawValue)
        key.appendBigEndian(index)
    }

    static func identityKey(source: UInt32, id: EventID) -> [UInt8] {
        var key: [UInt8] = []
        writeIdentityKey(source: source, id: id, to: &key)
        return key
    }

    /// Replaces `key` by the key of an identity; what stands behind the number of the source does not depend on it.
    static func writeIdentityKey(source: UInt32, id: EventID, to key: inout [UInt8]) {
        key.removeAll(keepingCapacity: true)
        key.appendBigEndian(source)
        complete(&key, by: id.text)
    }

    static let identity = Array("identity".utf8)
    static let counters = Array("counters".utf8)
    static let generations = Array("generations".utf8)
    static let signed = Array("signed/".utf8)
}

/// How many streams of each kind and how many sources there are.
struct LedgerCounters {
    private(set) var streams = [UInt32](repeating: 0, count: Stream.Kind.allCases.count)
    private(set) var sources: UInt32 = 0

    static let byteCount = 4 * (Stream.Kind.allCases.count + 1)

    init() {}

    /// Reads the counters; nil where the value has another length.
    init?(_ value: [UInt8]) {
        guard value.count == Self.byteCount else { return nil }
        for index in streams.indices { streams[index] = value.rawBytes.littleEndian(4 * index, as: UInt32.self) }
        sources = value.rawBytes.littleEndian(4 * streams.count, as: UInt32.self)
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for count in streams { bytes.appendLittleEndian(count) }
        bytes.appendLittleEndian(sources)
        return bytes
    }

    func streams(of kind: Stream.Kind) -> UInt32 { streams[Int(kind.rawValue) - 1] }

    /// Takes the next index for a stream of this kind.
    mutating func addStream(of kind: Stream.Kind) -> UInt32 {
        defer { streams[Int(kind.rawValue) - 1] += 1 }
        return streams[Int(kind.rawValue) - 1]
    }

    /// Takes the next number for a source.
    mutating func addSource() -> UInt32 {
        defer { sources += 1 }
        return sources
    }
}

/// The latest event of a stream.
struct StreamHead {
    var index: UInt32
    /// 0 before the first event.
    var version: UInt32
    var lastSequence: UInt64

    static let byteCount = 12

    init(index: UInt32, version: UInt32 = 0, lastSequence: UInt64 = 0) {
        self.index = index
        self.version = version
        self.lastSequence = lastSequence
    }

    /// Reads a head; nil where the value has another length.
    init?(index: UInt32, _ value: [UInt8]) {
        guard value.count == Self.byteCount else { return nil }
        self.init(
            index: index, version: value.rawBytes.littleEndian(0, as: UInt32.self),
            lastSequence: value.rawBytes.littleEndian(4, as: UInt64.self))
    }

    /// Adds the bytes as they are stored.
    func append(to bytes: inout [UInt8]) {
        bytes.appendLittleEndian(version)
        bytes.appendLittleEndian(lastSequence)
    }
}
