extension ClaimEvent {
    /// The schema version this release writes and reads, for every known type.
    static let schemaVersion: UInt8 = 1

    /// Reads one event from the bytes of one JSON object.
    ///
    /// - Throws: `EventFormatError` naming the member and what was expected.
    public init(parsing bytes: [UInt8], allowUnknown: Bool = false) throws(EventFormatError) {
        try self.init(Self.text(of: bytes), allowUnknown: allowUnknown)
    }

    /// Reads one event from its JSON members.
    ///
    /// - Parameters:
    ///   - json: The members; those that the ledger adds are left out of the event.
    ///   - allowUnknown: Whether a type this version does not know is kept instead of refused.
    /// - Throws: `EventFormatError` naming the member and what was expected.
    public init(json: JSONObject, allowUnknown: Bool = false) throws(EventFormatError) {
        try self.init(parsing: JSONValue.object(json).canonicalBytes(), allowUnknown: allowUnknown)
    }

    /// The text of an event, which is one JSON object.
    static func text(of bytes: [UInt8]) throws(EventFormatError) -> JSONText {
        let text: JSONText
        do { text = try JSONText(parsing: bytes) } catch {
            throw EventFormatError(member: error.path, reason: "\(error.reason) (byte \(error.offset + 1) of the line)")
        }
        guard text.isObject(0) else {
            throw EventFormatError(member: "", reason: "expected a JSON object, found \(text.nodes[0].kind.words)")
        }
        return text
    }

    init(_ text: JSONText, allowUnknown: Bool) throws(EventFormatError) {
        let reader = MemberReader(text)
        try Self.checkAttributes(reader)
        if !reader.holds("1.0", in: "specversion") {
            _ = try reader.string("specversion")
            throw reader.failure("specversion", "expected \"1.0\"")
        }
        id = EventID(try reader.nonEmptyString("id"))
        source = EventSource(try reader.nonEmptyString("source"))
        let type = try reader.nonEmptyString("type")
        let kind = try Self.kind(of: type, allowUnknown: allowUnknown)
        stream = try Self.stream(try reader.nonEmptyString("subject"), for: kind)
        time = try reader.instant("time")
        actor = Actor(try reader.choice("actorparty"), ActorID(try reader.nonEmptyString("actorid")))
        let data = try reader.nested("data")
        fact = try Fact(kind, type: type, data: data)
        listsWorkloads = data.has("workloads")
        canonical = CanonicalEvent(text, time: time)
    }

    /// What a fold asks of an event that has been checked when it was recorded.
    ///
    /// - Parameters:
    ///   - bytes: The event's JSON.
    ///   - likely: The kind that it is most probably, which is tried first.
    /// - Returns: Subject, actor and fact, read anew.
    /// - Throws: `EventFormatError` naming the member and what was expected.
    static func content(of bytes: [UInt8], likely: EventKind) throws(EventFormatError) -> EventContent {
        let reader = MemberReader(try text(of: bytes))
        var kind = likely
        var type = likely.type
        if kind == .unknown || !reader.holds(text: type, in: "type") {
            type = try reader.nonEmptyString("type")
            kind = try Self.kind(of: type, allowUnknown: true)
        }
        return EventContent(
            stream: try stream(try reader.nonEmptyString("subject"), for: kind),
            actor: ActorID(try reader.nonEmptyString("actorid")),
            fact: try Fact(kind, type: type, data: reader.nested("data")))
    }

    /// CloudEvents' rules for attributes: names of lower-case letters and digits, plain values, no control characters.
    private static func checkAttributes(_ reader: MemberReader) throws(EventFormatError) {
        let text = reader.text
        try text.forEachMember(of: 0) { (name, value) throws(EventFormatError) in
            guard !text.isNamed(name, "data"), !isAdded(name, text) else { return }
            guard isAttributeName(name, text) else {
                throw reader.failure(
                    text.string(name), "an attribute's name has lower-case letters and digits only")
            }
            switch text.nodes[value].kind {
            case .string:
                guard !hasControlCharacters(value, text) else {
                    throw reader.failure(text.string(name), "an attribute holds no control characters")
                }
            case .true, .false, .integer: break
            case .null, .array, .object:
                throw reader.failure(
                    text.string(name),
                    "expected a string, a number, true or false, found \(text.nodes[value].kind.words)")
            }
        }
        try reader.checkString("correlationid")
        try reader.checkString("causationid")
        try reader.checkString("datacontenttype")
    }

    /// Whether a name is that of a member that the ledger adds at append: what a line says there is set aside.
    static func isAdded(_ name: Int, _ text: JSONText) -> Bool {
        text.isNamed(name, "sequence") || text.isNamed(name, "recordedtime") || text.isNamed(name, "streamversion")
    }

    private static func isAttributeName(_ name: Int, _ text: JSONText) -> Bool {
        func isFit(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        let node = text.nodes[name]
        guard node.count > 0 else { return false }
        guard !node.hasEscapes else { return text.string(name).utf8.allSatisfy(isFit) }
        for place in node.range where !isFit(text.bytes[place]) { return false }
        return true
    }

    private static func hasControlCharacters(_ value: Int, _ text: JSONText) -> Bool {
        guard text.nodes[value].isSuspect else { return false }
        return text.string(value).unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }

    private static func kind(of type: String, allowUnknown: Bool) throws(EventFormatError) -> EventKind {
        if let kind = EventKind(type: type) { return kind }
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
