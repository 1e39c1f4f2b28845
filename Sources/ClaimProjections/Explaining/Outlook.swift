public import ClaimLedger

/// What comes next for a claim: what the clock will do, what is missing, and who may do what.
///
/// JSON: `{"deadline":{"rule","at","becomes","count"}|null,"missing":{"steps":[…],"components":[…]}|null,"conflicts":[…],
/// "now":[…],"later":[…]}`. `missing` is `null` where no submission lies ahead; `conflicts` are the open ones, as in the
/// `conflicts` answer; `now` and `later` are rows of the `actions` answer: what is allowed, and what the clock will allow.
public struct Outlook: JSONAnswer, Hashable, Sendable {
    /// The lapse that the status is heading for; nil where none is.
    public let deadline: DeadlineAnswer?
    /// How the deadline is counted.
    public let count: CountAnswer?
    /// What is missing before the claim can be submitted; nil where no submission lies ahead.
    public let missing: MissingForSubmission?
    /// The conflicts in which the claim is a side, as long as they are open.
    public let conflicts: [ConflictAnswer]
    /// What may be done now, and until when.
    public let now: [ActionAnswer]
    /// What only the clock forbids as yet, and from when on it is allowed.
    public let later: [ActionAnswer]

    /// The outlook in the form stated above.
    public var json: JSONValue {
        let lapse = deadline.map { deadline -> JSONValue in
            [
                "rule": .string(deadline.rule.text), "at": .string(deadline.at.description),
                "becomes": .string(deadline.becomes.rawValue), "count": count?.json ?? .null,
            ]
        }
        return [
            "deadline": lapse ?? .null, "missing": missing?.json ?? .null, "conflicts": conflicts.json,
            "now": now.json, "later": later.json,
        ]
    }
}

/// What is missing before a claim can be submitted.
///
/// JSON: `{"steps":["consent-requested",…],"components":["invoice",…]}`, both empty where nothing is.
public struct MissingForSubmission: JSONAnswer, Hashable, Sendable {
    /// The rows of the tables that lead to a status in which it can be submitted, in their order.
    public let steps: [Step]
    /// What the claim requires and lacks, in the order of POE-1.
    public let components: [RequiredComponent]

    /// What is missing in the form stated above.
    public var json: JSONValue {
        [
            "steps": .array(steps.map { .string($0.trigger.name) }),
            "components": .array(components.map { .string($0.rawValue) }),
        ]
    }

    /// What is missing, each in words: `consent-received by the customer`, `invoice`.
    public var words: [String] { steps.map { "\($0.trigger.name) by \($0.party.words)" } + components.map(\.words) }
}
