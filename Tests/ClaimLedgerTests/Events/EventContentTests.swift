import Testing

@testable import ClaimLedger

@Suite struct `What an event says` {
    @Test(arguments: FrozenRecord.all)
    func `is kept at every depth, known or not`(frozen: FrozenRecord) throws {
        let given = JSONValue.object(frozen.event).withStrangers()
        let kept = try decode(given.canonicalBytes())
        #expect(try canonical(kept) == normal(given))
        // The typed payload is that of the event without the strangers.
        #expect(try kept.fact == decode(JSONValue.object(frozen.event).canonicalBytes()).fact)
        #expect(try canonical(decode(canonical(kept))) == canonical(kept))
    }

    @Test(arguments: [#""00000000000000000007""#, "7", "-1", "null", "true", "{}", "[[]]", #""a\nb""#])
    func `leaves out whatever a line says of its place in a ledger`(value: String) throws {
        let plain = try FrozenRecord.event("consent-received.v1")
        let value = try JSONValue(parsing: Array(value.utf8))
        var placed = plain
        for name in ["sequence", "recordedtime", "streamversion"] { placed[name] = value }
        let event = try decode(JSONValue.object(placed).canonicalBytes())
        #expect(try event == decode(JSONValue.object(plain).canonicalBytes()))
        #expect(
            event.json["sequence"] == nil && event.json["recordedtime"] == nil && event.json["streamversion"] == nil)
    }

    @Test func `of its place inside its data is not left out`() throws {
        var event = try FrozenRecord.event("consent-received.v1")
        event["data"] = ["sequence": 1, "recordedtime": .null, "streamversion": "x"]
        #expect(try decode(JSONValue.object(event).canonicalBytes()).json["data"] == event["data"])
    }

    @Test(
        arguments: [
            ("2023-02-14T16:05:00Z", "2023-02-14T16:05:00Z"), ("2023-02-14t16:05:00z", "2023-02-14T16:05:00Z"),
            ("2023-02-14T17:05:00+01:00", "2023-02-14T16:05:00Z"),
            ("2023-02-14T16:05:00-00:00", "2023-02-14T16:05:00Z"),
            ("2023-02-14T16:05:00.250000Z", "2023-02-14T16:05:00.25Z"),
            ("2023-02-14T16:05:00.000000Z", "2023-02-14T16:05:00Z"),
            ("2023-12-31T23:30:00.000001-01:00", "2024-01-01T00:30:00.000001Z"),
        ])
    func `happened at one instant, written in one way`(given: String, normal: String) throws {
        var event = try FrozenRecord.event("consent-received.v1")
        event["time"] = .string(given)
        #expect(try decode(JSONValue.object(event).canonicalBytes()).json["time"] == .string(normal))
    }

    @Test func `has members in one order, whatever white space and escapes the line had`() throws {
        let line = """
            \t{ "time":"2023-02-14T16:05:00Z", "type":"claimledger.comment-added.v1","specversion":"1.0",\r
            "source" : "portal", "id":"\\u0031", "subject":"claim\\/7","actorid":"m","actorparty":"microsoft",
             "data":{"text":"\\u0041\\u00e9\\/\\u000a"} }\r
            """
        #expect(
            try String(decoding: canonical(decode(Array(line.utf8))), as: UTF8.self)
                == #"{"actorid":"m","actorparty":"microsoft","data":{"text":"Aé/\n"},"id":"1","source":"portal","#
                + #""specversion":"1.0","subject":"claim/7","time":"2023-02-14T16:05:00Z","#
                + #""type":"claimledger.comment-added.v1"}"#)
    }

    @Test(arguments: ["a", "\n", "é", "😂"])
    func `takes 65,535 bytes at the most, with the three added members at their longest`(filler: String) throws {
        let added =
            #""recordedtime":"9999-12-31T23:59:59.999999Z","sequence":"18446744073709551615","#
            + #""streamversion":9007199254740991,"#
        func event(fillers: Int, rest: Int) throws -> [UInt8] {
            let text = String(repeating: filler, count: fillers) + String(repeating: "x", count: rest)
            let event = JSONValue.object(try FrozenRecord.event("comment-added.v1"))
            return try event.setting("data", to: ["text": .string(text)]).setting("time", to: "2023-02-14T16:05:00Z")
                .canonicalBytes()
        }
        let room = 65_535 - added.utf8.count - (try event(fillers: 0, rest: 0).count)
        let width = JSONValue.string(filler).canonicalBytes().count - 2
        let largest = try event(fillers: room / width, rest: room % width)
        #expect(largest.count + added.utf8.count == 65_535)
        #expect(try PreparedEvent(decode(largest)).largestByteCount == 65_535)
        let tooLarge = try decode(event(fillers: room / width, rest: room % width + 1))
        let error = #expect(throws: EventFormatError.self) { _ = try PreparedEvent(tooLarge).id }
        #expect(error?.description == "the event takes 65536 bytes in canonical form, the limit is 65535")
    }

    @Test(arguments: [
        ("consent-declined.v1", "data.reason", EventMarks.requiredText),
        ("action-required.v1", "data.comment", .requiredText), ("rejected.v1", "data.reason", .requiredText),
        ("disputed.v1", "data.justification", .requiredText),
    ])
    func `is marked as giving the text that a rule asks for only where there is one`(
        file: String, path: String, mark: EventMarks
    ) throws {
        let event = JSONValue.object(try FrozenRecord.event(file))
        let sealed: JSONValue = ["sealed": ["alg": "A256GCM", "kid": "k", "iv": "", "ct": ""]]
        let cases: [(JSONValue?, Bool)] = [
            ("x", true), (" x ", true), (sealed, true), ("", false), (" \t\n\u{A0}\u{2003}", false), (nil, false),
        ]
        for (text, isGiven) in cases {
            let changed = try decode(event.setting(path, to: text).canonicalBytes())
            #expect(EventHeader(of: changed).marks.contains(mark) == isGiven, "\(String(describing: text))")
        }
    }

    @Test(arguments: [("name", "Lee"), ("company", "Contoso"), ("title", "CISO")])
    func `is signed only with name, company and title`(member: String, text: String) throws {
        let event = JSONValue.object(try FrozenRecord.event("survey-completed.v1"))
        func isSigned(_ value: JSONValue?) throws -> Bool {
            let changed = try event.setting("data.signature.\(member)", to: value).canonicalBytes()
            return try EventHeader(of: decode(changed)).marks.contains(.signed)
        }
        #expect(try isSigned(.string(text)))
        #expect(try !isSigned(nil))
        #expect(try !isSigned(" "))
    }

    @Test func `about e-mail addresses compares without case, sealed or not`() {
        #expect(EmailAddress("Ana@Contoso.Example").domain == "contoso.example")
        #expect(EmailAddress("Ana@Contoso.Example").comparisonKey == EmailAddress("ana@contoso.example").comparisonKey)
        #expect(EmailAddress("\"a@b\"@contoso.example").domain == "contoso.example")
        #expect(EmailAddress("nobody").domain == nil)
        let text = SealedText(keyID: "k", nonce: "", ciphertext: "")
        let sealed = EmailAddress(.sealed(text), sealedDomain: "contoso.example", sealedDigest: "9f")
        #expect(sealed.domain == "contoso.example")
        #expect(sealed.comparisonKey == "digest:9f")
        #expect(sealed.comparisonKey != EmailAddress("9f").comparisonKey)
    }

    private func decode(_ line: [UInt8]) throws -> ClaimEvent { try ClaimEvent(parsing: line, allowUnknown: true) }

    private func canonical(_ event: ClaimEvent) -> [UInt8] { JSONValue.object(event.json).canonicalBytes() }

    /// The canonical bytes expected: without the added members, the time in UTC.
    private func normal(_ event: JSONValue) throws -> [UInt8] {
        guard case .object(var members) = event, case .string(let time) = members["time"] else { return [] }
        for name in ["sequence", "recordedtime", "streamversion"] { members[name] = nil }
        members["time"] = .string(try Instant(parsing: time).description)
        return JSONValue.object(members).canonicalBytes()
    }
}

extension JSONValue {
    /// The same with members that nobody knows in every object, and an attribute that nobody knows.
    fileprivate func withStrangers() -> JSONValue {
        guard case .object(var members) = self, let data = members["data"] else { return self }
        members["data"] = data.withStrangeMembers()
        members["strangeattribute"] = "é \"quoted\""
        return .object(members)
    }

    private func withStrangeMembers(named name: String = "data") -> JSONValue {
        switch self {
        case .object(let object):
            var changed = JSONObject()
            for member in object.members { changed[member.name] = member.value.withStrangeMembers(named: member.name) }
            // These two name their members in a closed list (TIME-6).
            if name != "figures" && name != "timelines" {
                changed["Zz strange/\"member\""] = ["a": [.null, [:], -1], "": "\u{1}"]
                changed["$"] = .some(.null)
            }
            return .object(changed)
        case .array(let elements): return .array(elements.map { $0.withStrangeMembers() })
        case .null, .bool, .integer, .string: return self
        }
    }
}
