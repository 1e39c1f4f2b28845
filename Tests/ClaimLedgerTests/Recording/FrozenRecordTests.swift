import Testing

@testable import ClaimLedger

@Suite struct `Frozen records` {
    @Test(arguments: FrozenRecord.all)
    func `an event at its place is stored in the bytes it always had`(frozen: FrozenRecord) throws {
        let record = try stored(ClaimEvent(json: frozen.event, allowUnknown: true), at: frozen.place)
        guard !FrozenRecord.isRecording else {
            try frozen.write(record: record.hexadecimal)
            Issue.record("recorded, not checked: run again without RECORD_FIXTURES")
            return
        }
        #expect(record.hexadecimal == frozen.record)
    }

    @Test(.enabled(if: !FrozenRecord.isRecording), arguments: FrozenRecord.all)
    func `a stored record is read as the event it was made of`(frozen: FrozenRecord) throws {
        let event = try ClaimEvent(json: frozen.event, allowUnknown: true)
        let read = try readBack(stored(event, at: frozen.place), frozen.place.sequence)
        #expect(read.event == event)
        #expect(read.header.kind == event.fact.kind)
        #expect(read.header.party == event.actor.party)
        #expect(read.header.streamKind == event.stream.kind)
        #expect(read.header.time == event.time)
        #expect(read.header.recordedTime == frozen.place.recordedTime)
        #expect(read.header.streamIndex == frozen.place.streamIndex)
        #expect(read.header.streamVersion == frozen.place.streamVersion)
        #expect(read.header.previousInStream == frozen.place.previousInStream)
    }

    @Test func `every kind of fact has one, and a type that nobody knows too`() throws {
        let types = Set(FrozenRecord.all.compactMap { $0.event["type"] })
        for kind in EventKind.allCases where kind != .unknown {
            #expect(types.contains(.string("claimledger.\(kind.wireName).v1")), "\(kind) has no file")
        }
        let kinds = try FrozenRecord.all.map { try ClaimEvent(json: $0.event, allowUnknown: true).fact.kind }
        #expect(Set(kinds) == Set(EventKind.allCases))
    }

    @Test(arguments: FrozenRecord.all)
    func `a file is named for its type`(frozen: FrozenRecord) throws {
        guard case .string(let type) = frozen.event["type"] else {
            Issue.record("no type")
            return
        }
        #expect("claimledger.\(frozen.name)-".hasPrefix(type + "-"))
    }

    private func stored(_ event: ClaimEvent, at place: EventPlace) throws -> [UInt8] {
        var record: [UInt8] = []
        try PreparedEvent(event).writeRecord(to: &record, at: place, adding: place.addedMembers)
        return record
    }

    private func readBack(_ record: [UInt8], _ sequence: UInt64) throws -> RecordedEvent {
        try EventView(record: record.rawBytes, sequence: sequence).recorded()
    }
}
