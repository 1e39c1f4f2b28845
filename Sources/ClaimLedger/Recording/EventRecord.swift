import Crypto

extension EventHeader {
    /// Adds the header of `EventHeader.byteCount` bytes.
    func append(to bytes: inout [UInt8], leafHash: TreeHash) {
        bytes.append(Self.layout)
        bytes.append(party.code)
        bytes.appendLittleEndian(kind.rawValue)
        bytes.append(schemaVersion)
        bytes.append(detail)
        bytes.append(marks.rawValue)
        bytes.append(streamKind.rawValue)
        bytes.appendLittleEndian(streamIndex)
        bytes.appendLittleEndian(streamVersion)
        bytes.appendLittleEndian(time.microsecondsSinceEpoch)
        bytes.appendLittleEndian(recordedTime.microsecondsSinceEpoch)
        bytes.appendLittleEndian(previousInStream)
        leafHash.append(to: &bytes)
    }

    /// Reads and checks the header of a record.
    ///
    /// - Throws: `RecordDamage` with the broken condition.
    init(reading record: RawSpan, sequence: UInt64) throws(RecordDamage) {
        guard record.byteCount >= Self.byteCount + 2 else {
            throw RecordDamage("\(record.byteCount) bytes are too few for a record")
        }
        try self.init(spooled: record)
        guard streamVersion >= 1, (streamVersion == 1) == (previousInStream == 0) else {
            throw RecordDamage("version \(streamVersion) does not go with previous event \(previousInStream)")
        }
        guard previousInStream < sequence else {
            throw RecordDamage("previous event \(previousInStream) is not earlier")
        }
    }

    /// Reads a header that has no place in a ledger yet; the bytes must be long enough.
    init(spooled record: RawSpan) throws(RecordDamage) {
        guard record.byte(0) == Self.layout else {
            throw RecordDamage("layout \(record.byte(0)) of the header is not known")
        }
        guard let party = Party(code: record.byte(1)) else {
            throw RecordDamage("no party has the number \(record.byte(1))")
        }
        let kindCode = record.littleEndian(2, as: UInt16.self)
        guard let kind = EventKind(rawValue: kindCode) else {
            throw RecordDamage("no kind of event has the number \(kindCode)")
        }
        guard let streamKind = Stream.Kind(rawValue: record.byte(7)) else {
            throw RecordDamage("no kind of stream has the number \(record.byte(7))")
        }
        guard let time = Instant(stored: record.littleEndian(16, as: Int64.self)),
            let recordedTime = Instant(stored: record.littleEndian(24, as: Int64.self))
        else { throw RecordDamage("an instant is outside the years 0000 to 9999") }
        self.kind = kind
        self.party = party
        self.streamKind = streamKind
        self.time = time
        self.recordedTime = recordedTime
        schemaVersion = record.byte(4)
        detail = record.byte(5)
        marks = EventMarks(rawValue: record.byte(6))
        streamIndex = record.littleEndian(8, as: UInt32.self)
        streamVersion = record.littleEndian(12, as: UInt32.self)
        previousInStream = record.littleEndian(32, as: UInt64.self)
    }
}

/// Why a stored record is not valid.
public struct RecordDamage: Error, Equatable, Sendable {
    /// The condition that does not hold, with the value found.
    public let reason: String

    init(_ reason: String) { self.reason = reason }
}

extension Instant {
    /// An instant from its stored microseconds; nil where they are outside the years 0000 to 9999.
    fileprivate init?(stored microseconds: Int64) {
        guard (Instant.earliest.microsecondsSinceEpoch...Instant.latest.microsecondsSinceEpoch).contains(microseconds)
        else {
            return nil
        }
        self.init(microsecondsSinceEpoch: microseconds)
    }
}

extension SHA256 {
    /// The digest of pieces of bytes as if they stood behind one another; nothing is joined for it.
    static func digest(of pieces: [UInt8]...) -> [UInt8] {
        var hash = SHA256()
        for piece in pieces { unsafe piece.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) } }
        return Array(hash.finalize())
    }
}
