import Testing

@testable import ClaimLedger

@Suite struct `The record of an event` {
    @Test(
        arguments: [
            (0, [2], "layout 2 of the header is not known"),
            (1, [0], "no party has the number 0"),
            (1, [5], "no party has the number 5"),
            (2, [22, 0], "no kind of event has the number 22"),
            (2, [1, 1], "no kind of event has the number 257"),
            (7, [0], "no kind of stream has the number 0"),
            (7, [7], "no kind of stream has the number 7"),
            (12, [0, 0, 0, 0], "version 0 does not go with previous event 6"),
            (12, [1, 0, 0, 0], "version 1 does not go with previous event 6"),
            (32, [0], "version 2 does not go with previous event 0"),
            (32, [7], "previous event 7 is not earlier"),
            (32, [0, 0, 0, 0, 0, 0, 0, 0x80], "previous event 9223372036854775808 is not earlier"),
            (16, [0, 0, 0, 0, 0, 0, 0, 0x80], "an instant is outside the years 0000 to 9999"),
            (24, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], "an instant is outside the years 0000 to 9999"),
        ] as [(Int, [UInt8], String)])
    func `is refused where its header breaks a condition`(offset: Int, bytes: [UInt8], reason: String) throws {
        var record = try sample()
        record.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        check(record, damaged: reason)
    }

    @Test(arguments: [0, 1, 71, 72, 73])
    func `is refused where it is too short`(count: Int) throws {
        check(Array(try sample().prefix(count)), damaged: "\(count) bytes are too few for a record")
    }

    @Test(arguments: ["{}", "[]", "{\"specversion\":\"1.0\"", "\u{0}\u{0}"])
    func `with a good header and JSON that is no event can be seen, and is damaged once it is asked for`(
        json: String
    ) throws {
        let record = Array(try sample().prefix(72)) + Array(json.utf8)
        let view = try EventView(record: record.rawBytes, sequence: 7)
        #expect(view.jsonBytes() == Array(json.utf8))
        var failure: ReadError?
        do { _ = try view.event() } catch { failure = error }
        guard case .damaged(sequence: 7, reason: _) = failure else {
            Issue.record("not damaged: \(String(describing: failure))")
            return
        }
    }

    @Test func `holds the hash of its JSON as a leaf of the tree`() throws {
        // SHA-256 of one zero byte, and of the byte before `{}`.
        #expect(
            TreeHash.leaf([]).description
                == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
        #expect(
            TreeHash.leaf(Array("{}".utf8)).description
                == "28a3a18f6cd6406b086e9ffda1f9b8a13dbcf44b0f3f32cb9031a11fd053acf9")
        let record = try sample()
        #expect(Array(record[40..<72]) == TreeHash.leaf(Array(record[72...])).bytes)
    }

    @Test(arguments: FrozenRecord.all)
    func `looks the same before it is stored`(frozen: FrozenRecord) throws {
        let prepared = try PreparedEvent(ClaimEvent(json: frozen.event, allowUnknown: true))
        prepared.withView(at: frozen.place) { view in
            #expect(view.sequence == frozen.place.sequence)
            #expect(view.jsonBytes().hexadecimal == frozen.record.dropFirst(144))
            #expect(view.header.streamVersion == frozen.place.streamVersion)
            #expect(view.header.recordedTime == frozen.place.recordedTime)
        }
    }

    @Test(arguments: FrozenRecord.all)
    func `comes out of a waiting file as it went in`(frozen: FrozenRecord) throws {
        let prepared = try PreparedEvent(ClaimEvent(json: frozen.event, allowUnknown: true))
        var bytes: [UInt8] = []
        prepared.spool(to: &bytes)
        let again = try #require(PreparedEvent(spooled: bytes))
        #expect(again.isSame(as: prepared))
        #expect(again.id == prepared.id)
        #expect(again.source == prepared.source)
        #expect(again.stream == prepared.stream)
        #expect(record(of: again, at: frozen.place).hexadecimal == frozen.record)
        for count in [0, 72, 84, 87, bytes.count - 1] {
            let cut = PreparedEvent(spooled: Array(bytes.prefix(count)))
            #expect(cut?.id == nil, "cut to \(count)")
        }
    }

    /// A record at sequence 7, version 2, behind 6.
    private func sample() throws -> [UInt8] {
        let event = try ClaimEvent(json: FrozenRecord.event("consent-received.v1"))
        let place = EventPlace(
            sequence: 7, recordedTime: event.time, streamIndex: 0, streamVersion: 2, previousInStream: 6)
        return record(of: try PreparedEvent(event), at: place)
    }

    private func record(of event: PreparedEvent, at place: EventPlace) -> [UInt8] {
        var record: [UInt8] = []
        event.writeRecord(to: &record, at: place, adding: place.addedMembers)
        return record
    }

    private func check(_ record: [UInt8], damaged reason: String) {
        #expect(throws: RecordDamage(reason)) { _ = try EventHeader(reading: record.rawBytes, sequence: 7) }
        #expect(throws: ReadError.damaged(sequence: 7, reason: reason)) {
            _ = try EventView(record: record.rawBytes, sequence: 7).jsonBytes()
        }
    }
}
