import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

@Suite struct `An event of any kind` {
    @Test(arguments: EventKind.allCases.filter { $0 != .unknown }, SeededGenerator.seeds(1...8))
    func `is the same after encoding and decoding, and so are its bytes`(kind: EventKind, seed: UInt64) throws {
        var g = SeededGenerator(seed: seed &* 1_000 &+ UInt64(kind.rawValue))
        for _ in 0..<8 {
            let event = try event(kind, &g)
            let bytes = canonical(event)
            let again = try decode(bytes)
            #expect(again == event)
            #expect(again.fact == event.fact)
            #expect(again.fact.kind == kind)
            #expect(canonical(again) == bytes)
            let respelled = try decode(Array(JSONValue.object(event.json).spelledAtRandom(using: &g).utf8))
            #expect(canonical(respelled) == bytes)
        }
    }

    @Test(arguments: EventKind.allCases.filter { $0 != .unknown }, SeededGenerator.seeds(1...8))
    func `is the same after it was stored`(kind: EventKind, seed: UInt64) throws {
        var g = SeededGenerator(seed: seed &* 1_001 &+ UInt64(kind.rawValue))
        let event = try event(kind, &g)
        let place = EventPlace(
            sequence: 1 << 53, recordedTime: g.instant(), streamIndex: .max, streamVersion: .max, previousInStream: 1)
        let stored = try PreparedEvent(event).withView(at: place) { view throws(ReadError) in try view.recorded() }
        #expect(stored.event == event)
        #expect(stored.header.recordedTime == place.recordedTime)
        #expect(stored.header.time == event.time)
    }

    @Test func `that only JSON can carry is not made from typed values`() {
        let error = #expect(throws: EventFormatError.self) {
            try ClaimEvent(
                id: "1", source: "s", stream: .rules, time: .earliest, actor: Actor(.system, "clock"),
                fact: .unknown(type: "claimledger.other.v1"))
        }
        #expect(
            error?.description == "type: an event of the unknown type \"claimledger.other.v1\" is read from JSON only")
    }

    @Test(
        arguments: [
            ("", "s", .rules, "a", "id: expected a string that is not empty"),
            ("1", "", .rules, "a", "source: expected a string that is not empty"),
            ("1", "s", .rules, "", "actorid: expected a string that is not empty"),
            ("1\n", "s", .rules, "a", "id: an attribute holds no control characters"),
            ("1", "s\u{7F}", .rules, "a", "source: an attribute holds no control characters"),
            (
                "1", "s", .ticket("7"), "a",
                "subject: rules-adopted events are about one set of rules, found \"ticket/7\""
            ),
            (
                "1", "s", .ticket("7/8"), "a",
                "subject: expected claim/NUMBER, subscription/TENANT/ID, engagement/ID, location/ID, ticket/ID or "
                    + "rules, found \"ticket/7/8\""
            ),
        ] as [(EventID, EventSource, Stream, ActorID, String)])
    func `made from typed values is checked as one that was read`(
        id: EventID, source: EventSource, stream: Stream, actor: ActorID, expected: String
    ) {
        let fact = Fact.rulesAdopted(RulesAdopted(edition: "1", effectiveFrom: .earliest, figures: .init()))
        let error = #expect(throws: EventFormatError.self) {
            try ClaimEvent(
                id: id, source: source, stream: stream, time: .earliest, actor: Actor(.microsoft, actor), fact: fact)
        }
        #expect(error?.description == expected)
    }

    private func event(_ kind: EventKind, _ g: inout SeededGenerator) throws -> ClaimEvent {
        try ClaimEvent(
            id: EventID(g.attribute()), source: EventSource(g.attribute()),
            stream: .random(#require(kind.streamKind), &g), time: g.instant(),
            actor: Actor(g.one(), ActorID(g.attribute())), fact: .random(kind, &g),
            correlationID: g.maybe { $0.attribute() }, causationID: g.maybe { $0.attribute() })
    }

    private func canonical(_ event: ClaimEvent) -> [UInt8] { JSONValue.object(event.json).canonicalBytes() }

    private func decode(_ bytes: [UInt8]) throws -> ClaimEvent { try ClaimEvent(parsing: bytes) }
}
