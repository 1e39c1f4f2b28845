import ClaimLedger
import Testing

/// What is changed in a good event: the file of `Fixtures/records` it is in, the path, the JSON put there (nil: nothing),
/// and the message expected, which begins with the path unless it names another.
typealias EventChange = (file: String, path: String, value: String?, message: String)

@Suite struct `An event that is not well formed` {
    @Test(arguments: BadAttributes.all)
    func `is refused for an attribute, which the message names`(change: EventChange) throws { try check(change) }

    @Test(arguments: BadData.all)
    func `is refused for a member of its data, which the message names`(change: EventChange) throws {
        try check(change)
    }

    @Test(arguments: [
        ("", "unexpected end: expected a value (byte 1 of the line)"),
        ("[]", "expected a JSON object, found an array"),
        ("7", "expected a JSON object, found a number"),
        ("{}", "specversion: missing: expected a string"),
        ("{", "unexpected end: expected a member name in double quotes (byte 2 of the line)"),
        ("{} {}", #"unexpected "{": expected the end (byte 4 of the line)"#),
        ("\u{FEFF}{}", "unexpected byte order mark: expected UTF-8 without one (byte 1 of the line)"),
        (#"{"id":"a","id":"b"}"#, #"duplicate member "id" (byte 11 of the line)"#),
        (
            #"{"data":{"amountCents":1.5}}"#,
            "data.amountCents: number 1.5 has a fraction: only whole numbers are allowed (byte 24 of the line)"
        ),
        (#"{"data":{"x":[1,-0]}}"#, "data.x[1]: number -0 is not allowed: write 0 (byte 17 of the line)"),
        (#"{"data":{"é":1}}"#, #"data: member name "é" is not ASCII (byte 10 of the line)"#),
        (#"{"x":NaN}"#, #"x: unexpected "NaN": expected a value (byte 6 of the line)"#),
    ])
    func `is refused where it is no JSON inside the restriction`(line: String, message: String) {
        #expect(refusal(Array(line.utf8)) == message)
    }

    @Test func `is quoted in a message only so far, and without control characters`() throws {
        let long = String(repeating: "x", count: 100_000)
        for (file, path) in [
            ("expired.v1", "data.kind"), ("document-added.v1", "data.sha256"),
            ("customer-claimed.v1", "data.reclaimOf"),
            ("action-required.v1", "data.comment.sealed.alg"), ("consent-received.v1", "type"),
            ("consent-received.v1", "subject"), ("consent-received.v1", "time"),
        ] {
            let event = try JSONValue.object(FrozenRecord.event(file)).setting(path, to: .string(long))
            let message = try #require(refusal(event.canonicalBytes()))
            #expect(message.utf8.count < 500, "\(path): \(message.utf8.count) bytes")
        }
        let event = try JSONValue.object(FrozenRecord.event("expired.v1")).setting("data.kind", to: "\u{1B}[31m")
        #expect(refusal(event.canonicalBytes())?.contains("\u{1B}") == false)
    }

    @Test(arguments: ["claimledger.consent-received.v2", "claimledger.unknown.v1", "org.example.other"])
    func `but of an unknown type is kept where that is asked for`(type: String) throws {
        let event = try JSONValue.object(FrozenRecord.event("claim-archived.v2")).setting("type", to: .string(type))
        #expect(refusal(event.canonicalBytes()) == "type: unknown event type \"\(type)\"")
        let kept = try ClaimEvent(parsing: event.canonicalBytes(), allowUnknown: true)
        #expect(kept.fact == .unknown(type: type))
        #expect(try JSONValue.object(kept.json) == event.setting("time", to: "2023-02-14T16:05:00.25Z"))
        // What every event has is asked of it all the same.
        let withoutTime = try event.setting("time", to: nil).canonicalBytes()
        #expect(refusal(withoutTime, allowUnknown: true) == "time: missing: expected a string")
        let elsewhere = try event.setting("subject", to: "invoice/1").canonicalBytes()
        #expect(refusal(elsewhere, allowUnknown: true) == "subject: \(BadAttributes.subjects) \"invoice/1\"")
        for subject in ["claim/1", "subscription/a/b", "engagement/a", "location/a", "ticket/a", "rules"] {
            let bytes = try event.setting("subject", to: .string(subject)).canonicalBytes()
            #expect(refusal(bytes, allowUnknown: true) == nil)
        }
    }

    private func check(_ change: EventChange) throws {
        let value = try change.value.map { try JSONValue(parsing: Array($0.utf8)) }
        let event = try JSONValue.object(FrozenRecord.event(change.file)).setting(change.path, to: value)
        #expect(refusal(event.canonicalBytes()) == "\(change.path): \(change.message)")
    }

    /// The message with which a line is refused; nil where it is taken.
    private func refusal(_ line: [UInt8], allowUnknown: Bool = false) -> String? {
        do { _ = try ClaimEvent(parsing: line, allowUnknown: allowUnknown) } catch { return error.description }
        return nil
    }
}
