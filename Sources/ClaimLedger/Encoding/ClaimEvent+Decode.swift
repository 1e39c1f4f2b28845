extension ClaimEvent {
    /// The attributes the ledger adds at append; whatever a line says there is set aside (interchange section 1).
    static let addedAttributes = ["recordedtime", "sequence", "streamversion"]

    /// The schema version this release writes and reads, for every known type.
    static let schemaVersion: UInt8 = 1

    /// Reads one event from the bytes of one JSON object.
    ///
    /// - Throws: `EventFormatError` naming the member and what was expected.
    public init(parsing bytes: [UInt8], allowUnknown: Bool = false) throws(EventFormatError) {
        try self.init(json: Self.object(in: bytes), allowUnknown: allowUnknown)
    }

    static func object(in bytes: [UInt8]) throws(EventFormatError) -> JSONObject {
        let value: JSONValue
        do { value = try JSONValue(parsing: bytes) } catch {
            throw EventFormatError(member: error.path, reason: "\(error.reason) (byte \(error.offset + 1) of the line)")
        }
        guard case .object(let object) = value else {
            throw EventFormatError(member: "", reason: "expected a JSON object, found \(value.kindName)")
        }
        return object
    }

    /// Reads one event from its JSON members.
    ///
    /// - Parameters:
    ///   - json: The members; those that the ledger adds are left out of the event.
    ///   - allowUnknown: Whether a type this version does not know is kept instead of refused.
    /// - Throws: `EventFormatError` naming the member and what was expected.
    public init(json: JSONObject, allowUnknown: Bool = false) throws(EventFormatError) {
        var json = json
        for name in Self.addedAttributes { json[name] = nil }
        let reader = MemberReader(json)
        try Self.checkAttributes(reader)
        guard try reader.string("specversion") == "1.0" else {
            throw reader.failure("specversion", "expected \"1.0\"")
        }
        id = EventID(try reader.nonEmptyString("id"))
        source = EventSource(try reader.nonEmptyString("source"))
        let type = try reader.nonEmptyString("type")
        let kind = try Self.kind(of: type, allowUnknown: allowUnknown)
        stream = try Self.stream(try reader.nonEmptyString("subject"), for: kind)
        let instant = try reader.string("time")
        do { time = try Instant(parsing: instant) } catch {
            throw reader.failure("time", "expected an RFC 3339 instant with a zone: \(error)")
        }
        actor = Actor(try reader.choice("actorparty"), ActorID(try reader.nonEmptyString("actorid")))
        fact = try Fact(kind, type: type, data: reader.nested("data"))
        json["time"] = .string(time.description)
        self.json = json
    }

    /// CloudEvents' rules for attributes: names of lower-case letters and digits, plain values, no control characters.
    private static func checkAttributes(_ reader: MemberReader) throws(EventFormatError) {
        for member in reader.object.members where member.name != "data" {
            let isName =
                !member.name.isEmpty
                && member.name.utf8.allSatisfy {
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                }
            guard isName else {
                throw reader.failure(member.name, "an attribute's name has lower-case letters and digits only")
            }
            switch member.value {
            case .string(let text):
                guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }) else {
                    throw reader.failure(member.name, "an attribute holds no control characters")
                }
            case .bool, .integer: break
            case .null, .array, .object:
                throw reader.failure(
                    member.name, "expected a string, a number, true or false, found \(member.value.kindName)")
            }
        }
        for name in ["correlationid", "causationid", "datacontenttype"] { _ = try reader.optionalString(name) }
    }

    private static func kind(of type: String, allowUnknown: Bool) throws(EventFormatError) -> EventKind {
        let parts = type.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 3, parts[0] == "claimledger", parts[2] == "v\(schemaVersion)",
            let kind = EventKind(wireName: String(parts[1]))
        {
            return kind
        }
        guard allowUnknown else {
            throw EventFormatError(member: "type", reason: "unknown event type \(CanonicalJSON.excerpt(type))")
        }
        return .unknown
    }

    private static func stream(_ subject: String, for kind: EventKind) throws(EventFormatError) -> Stream {
        guard let stream = Stream(subject: subject) else {
            throw EventFormatError(
                member: "subject",
                reason:
                    "expected claim/NUMBER, subscription/TENANT/ID, engagement/ID, location/ID, ticket/ID or rules, "
                    + "found \(CanonicalJSON.excerpt(subject))")
        }
        if let expected = kind.streamKind, stream.kind != expected {
            throw EventFormatError(
                member: "subject",
                reason: "\(kind.wireName) events are about one \(expected.noun), "
                    + "found \(CanonicalJSON.excerpt(subject))")
        }
        return stream
    }
}

extension Stream.Kind {
    /// What the stream is about, in a word.
    public var noun: String {
        switch self {
        case .claim: "claim"
        case .subscription: "subscription"
        case .engagement: "engagement"
        case .location: "location"
        case .ticket: "ticket"
        case .rules: "set of rules"
        }
    }
}
