public import ClaimLedger

/// Why a claim has its status at an instant, and what comes next: the `explain` answer.
///
/// JSON: `{"claim","process","status","since","asOf","because":[…],"ownership":[…],"next":{…}}`. `because` holds a
/// `StatusReason` for each change of status and each violation, in the order they were folded; `ownership` an
/// `OwnershipReason` for each slot the claim has owned, by start; `next` is an `Outlook`. Their forms stand with them.
public struct Explanation: JSONAnswer, Hashable, Sendable {
    /// The claim's number.
    public let claim: ClaimID
    /// The process it follows.
    public let process: ClaimProcess
    /// Where it stands.
    public let status: ClaimStatus
    /// When it last came to this status from another one.
    public let since: Instant
    /// The instant that the answer is given for.
    public let asOf: Instant
    /// Every change of status, and every violation, in the order they were folded.
    public let because: [StatusReason]
    /// Every slot it has owned, by start.
    public let ownership: [OwnershipReason]
    /// What comes next.
    public let next: Outlook

    /// The explanation in the form stated above.
    public var json: JSONValue {
        [
            "claim": .string(claim.description), "process": .string(process.rawValue),
            "status": .string(status.rawValue), "since": .string(since.description), "asOf": .string(asOf.description),
            "because": because.json, "ownership": ownership.json, "next": next.json,
        ]
    }
}
