/// Who acted: the side, and an opaque id of the person or program.
public struct Actor: Hashable, Sendable {
    /// The side the actor is on, `actorparty` on the wire.
    public var party: Party
    /// An id is wiser than an e-mail address: attributes are never erased.
    public var id: ActorID

    /// Makes an actor of a side and the id of whoever acts for it.
    public init(_ party: Party, _ id: ActorID) {
        self.party = party
        self.id = id
    }
}

/// One event before or after it is recorded: who did what to which stream, and when it happened.
///
/// An event read from JSON keeps everything that stood there, members unknown to this version included. The three
/// members that the ledger adds (`sequence`, `recordedtime`, `streamversion`) are no part of it.
public struct ClaimEvent: Sendable {
    /// With `source`, what identifies the event.
    public let id: EventID
    /// Where the event comes from.
    public let source: EventSource
    /// The stream it belongs to, its `subject`.
    public let stream: Stream
    /// When it happened.
    public let time: Instant
    /// Who did it.
    public let actor: Actor
    /// What happened.
    public let fact: Fact
    /// The whole event as canonical JSON: its `time` in UTC, without the members the ledger adds.
    let canonical: CanonicalEvent
    /// Whether its data has a member `workloads`, also where the kind's payload knows none.
    let listsWorkloads: Bool

    /// The whole event as JSON in normal form: its `time` in UTC, without the members the ledger adds.
    ///
    /// Cost: the canonical bytes are read again at each call.
    public var json: JSONObject {
        guard case .object(let members) = try? JSONValue(parsing: canonical.bytes) else {
            preconditionFailure("canonical bytes of an event are an object")
        }
        return members
    }

    /// The id of the event that brought this one about, `causationid` on the wire.
    public var causationID: String? { attribute("causationid") }
    /// What the event belongs together with, `correlationid` on the wire.
    public var correlationID: String? { attribute("correlationid") }

    private func attribute(_ name: String) -> String? {
        if case .string(let text) = json[name] { text } else { nil }
    }

    /// Makes an event from typed values.
    ///
    /// - Throws: `EventFormatError` where an attribute is empty or holds a control character, where the stream does
    ///   not fit the fact, and where the fact is `unknown`, whose data only JSON can carry.
    public init(
        id: EventID, source: EventSource, stream: Stream, time: Instant, actor: Actor, fact: Fact,
        correlationID: String? = nil, causationID: String? = nil
    ) throws(EventFormatError) {
        if case .unknown(let type) = fact {
            throw EventFormatError(
                member: "type", reason: "an event of the unknown type \"\(type)\" is read from JSON only")
        }
        var json = JSONObject([
            "actorid": actor.id.json, "actorparty": actor.party.json, "causationid": causationID.json,
            "correlationid": correlationID.json, "data": .object(fact.data), "datacontenttype": "application/json",
            "id": id.json, "source": source.json, "specversion": "1.0", "subject": .string(stream.subject),
        ])
        json["time"] = .string(time.description)
        json["type"] = .string("claimledger.\(fact.kind.wireName).v1")
        try self.init(json: json)
    }
}

extension ClaimEvent: Hashable {
    /// Whether the canonical bytes are equal, from which all else follows.
    public static func == (left: Self, right: Self) -> Bool { left.canonical.bytes == right.canonical.bytes }

    /// Feeds what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(canonical.bytes) }
}
