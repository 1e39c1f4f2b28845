public import ClaimLedger

/// An event that broke a rule: a row of the `violations` answer.
public struct ViolationAnswer: JSONAnswer, Hashable, Sendable {
    /// The finding of the fold that the row shows.
    public let violation: Violation

    /// Shows a finding of the fold as a row.
    public init(_ violation: Violation) { self.violation = violation }

    /// The row of interchange section 2; its `type` is the event's short name.
    public var json: JSONValue {
        [
            "sequence": .integer(Int64(violation.sequence)), "event": .string(violation.event.text),
            "claim": JSONValue(violation.claim), "type": .string(violation.kind.wireName),
            "at": .string(violation.at.description), "rule": .string(violation.breach.rule.text),
            "reason": .string(violation.breach.reason),
        ]
    }
}

extension ClaimsProjection {
    /// Every event that broke a rule, by sequence.
    public var violationAnswers: [ViolationAnswer] { violations.map { ViolationAnswer($0) } }
}
