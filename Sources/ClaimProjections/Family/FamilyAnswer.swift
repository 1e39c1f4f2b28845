public import ClaimLedger

/// How one claim goes back to another; the raw values are those printed.
public enum FamilyLinkKind: String, CaseIterable, Sendable, Hashable {
    /// A partial approval left the first claim's workloads over from the second's (CPOR-9).
    case splitFrom
    /// The first claim was made anew after the second.
    case reclaimOf
    /// The first claim lost a slot to the second (OWN-2).
    case displacedBy
    /// The first claim was rejected at the second's consent (PA-21).
    case rejectedFor
}

/// One claim going back to another.
public struct FamilyLink: JSONAnswer, Hashable, Sendable {
    /// What joins the two.
    public let kind: FamilyLinkKind
    /// The claim that was split off, made anew, displaced or rejected.
    public let from: ClaimID
    /// The claim it was split from, made after, displaced by or rejected for; the ledger may not hold it.
    public let to: ClaimID
    /// When: the first claim's creation, its association's end, or its rejection.
    public let at: Instant
    /// The slot that was lost; nil for the other kinds.
    public let workload: WorkloadName?
    /// The lost slot's subscription; nil where it has none.
    public let subscription: SubscriptionID?

    /// The link as it stands inside the `family` answer.
    public var json: JSONValue {
        [
            "link": .string(kind.rawValue), "from": .string(from.description), "to": .string(to.description),
            "at": .string(at.description), "workload": JSONValue(workload), "subscription": JSONValue(subscription),
        ]
    }
}

/// A claim of a family: where it stands.
public struct FamilyMember: JSONAnswer, Hashable, Sendable {
    /// The claim's number.
    public let claim: ClaimID
    /// The rest is nil where the ledger knows no more of the claim than its number.
    public let process: ClaimProcess?
    /// Where the claim stands.
    public let status: ClaimStatus?
    /// When it came there.
    public let since: Instant?
    /// Whose claim it is.
    public let partner: PartnerID?
    /// When the claim was made, by which the family's eldest is told.
    public let created: Instant?

    /// The member as it stands inside the `family` answer.
    public var json: JSONValue {
        [
            "claim": .string(claim.description), "process": JSONValue(text: process?.rawValue),
            "status": JSONValue(text: status?.rawValue), "since": JSONValue(since), "partner": JSONValue(partner),
            "created": JSONValue(created),
        ]
    }
}

/// Everything that is linked to a claim, directly or through others.
///
/// In JSON: `{"claim","claims":[{"claim","process","status","since","partner","created"}],"links":[{"link","from","to",
/// "at","workload","subscription"}]}`, the claims by number, the links by instant, then `from`, `to`, kind and slot. A
/// claim that is only named has `null` for all but its number.
public struct FamilyAnswer: JSONAnswer, Hashable, Sendable {
    /// The claim that was asked for.
    public let claim: ClaimID
    /// The whole family, by number, the claim itself included.
    public let members: [FamilyMember]
    /// All links between members, in the order they came about.
    public let links: [FamilyLink]

    /// The answer as described above.
    public var json: JSONValue {
        ["claim": .string(claim.description), "claims": members.json, "links": links.json]
    }

    /// Who has this number.
    public subscript(claim: ClaimID) -> FamilyMember? { members.first { $0.claim == claim } }
}
