public import ClaimLedger

/// One change of a claim's status and the rule behind it, or an event that broke a rule without changing the status.
///
/// JSON: `{"at","from","to","event":{…}|null,"rule","sentence","count":{…}|null,"cause":{…}|null,"violation":{"rule",
/// "reason"}|null}`. `event` is the one of the claim's own stream that says so, `null` where none does; `count` the days
/// that ended in a lapse; `cause` the event about another claim that brought it about; `rule` is `null` where no row
/// applied.
public struct StatusReason: JSONAnswer, Hashable, Sendable {
    /// When it happened.
    public let at: Instant
    /// Nil for the claim's creation.
    public let from: ClaimStatus?
    /// The status just after; `from` where the event only broke a rule.
    public let to: ClaimStatus
    /// The event of the claim's own stream that says so; nil where none does.
    public let event: EventReference?
    /// The rule whose row applied; nil where none did.
    public let rule: RuleID?
    /// The row in words, with the claim's own instants.
    public let sentence: String
    /// The days that ended in a lapse; nil where the clock had no part in it.
    public let count: CountAnswer?
    /// The event about another claim that brought it about.
    public let cause: EventReference?
    /// The rule that the event broke; nil where it broke none.
    public let violation: Breach?

    /// The reason in the form stated above.
    public var json: JSONValue {
        [
            "at": .string(at.description), "from": JSONValue(text: from?.rawValue), "to": .string(to.rawValue),
            "event": event?.json ?? .null, "rule": JSONValue(text: rule?.text), "sentence": .string(sentence),
            "count": count?.json ?? .null, "cause": cause?.json ?? .null,
            "violation": violation.map { ["rule": .string($0.rule.text), "reason": .string($0.reason)] } ?? .null,
        ]
    }
}

/// How a lapse's deadline was counted.
///
/// JSON: `{"from","start","days","deadline","edition"}`; `from` is `creation`, `consent`, `disputeSubmission`,
/// `rejection` or `action`, and `edition` is `null` where the claim carries its own days.
public struct CountAnswer: JSONAnswer, Hashable, Sendable {
    /// What was counted.
    public let days: DayCount
    /// Where the count ended, or will end.
    public let deadline: Instant
    /// The edition whose figure was counted; nil where the claim carries its own.
    public let edition: String?

    init(_ days: DayCount, deadline: Instant, edition: RuleSet) {
        self.days = days
        self.deadline = deadline
        self.edition = days.isClaimsOwn ? nil : edition.edition
    }

    /// The count in the form stated above.
    public var json: JSONValue {
        [
            "from": .string(days.start.rawValue), "start": .string(days.startedAt.description),
            "days": .integer(Int64(days.days)), "deadline": .string(deadline.description),
            "edition": JSONValue(text: edition),
        ]
    }

    /// `30 days after the claim's creation 2023-02-12T00:00:00Z end 2023-03-14T00:00:00Z, edition guide-2025-06`.
    public var sentence: String {
        "\(days.words) end \(deadline), \(edition.map { "edition \($0)" } ?? "by the claim's own figure")"
    }
}
