public import ClaimLedger

/// One thing that must hold before a location may claim a customer for an engagement: a row of the `eligibility` answer.
///
/// JSON: `{"criterion","rule","answer","reason","sequence","event","at","claims"}`; `answer` is `yes`, `no` or `unknown`,
/// and the event's members are `null` where the answer rests on none.
public struct EligibilityCriterion: JSONAnswer, Hashable, Sendable {
    /// What is asked; the raw values are those printed.
    public enum Name: String, CaseIterable, Sendable, Hashable {
        /// Whether the location is enrolled in the programme (ELIG-1).
        case enrolled
        /// Whether its bank and tax profile is complete (ELIG-1).
        case payeeProfile
        /// Whether the location may claim for the engagement (ELIG-1).
        case locationEligible
        /// Whether the user, or anybody, holds an Incentive role for the location (ELIG-2).
        case role
        /// Whether the engagement takes a customer id of this type (PA-CLAIM-2).
        case customerIDType
        /// Whether a domain is written as a bare domain (PA-CLAIM-3).
        case customerID
        /// Whether the customer may be claimed for the engagement (ELIG-3).
        case customerEligible
        /// Whether the customer has fewer active and approved claims than the engagement allows (ELIG-3).
        case claimLimit
        /// Whether the engagement takes new claims (ELIG-5).
        case engagementOpen

        /// The rule that a claim breaks where the answer is no.
        public var rule: RuleID {
            switch self {
            case .enrolled, .payeeProfile, .locationEligible: "ELIG-1"
            case .role: "ELIG-2"
            case .customerIDType: "PA-CLAIM-2"
            case .customerID: "PA-CLAIM-3"
            case .customerEligible, .claimLimit: "ELIG-3"
            case .engagementOpen: "ELIG-5"
            }
        }
    }

    /// What the ledger says.
    public enum Verdict: String, CaseIterable, Sendable, Hashable {
        case yes, no
        /// The ledger holds no fact of it, so that nothing is judged.
        ///
        /// Source rule: ELIG-5.
        case unknown
    }

    /// What is asked.
    public let name: Name
    /// What the ledger says.
    public let verdict: Verdict
    /// Why, in a sentence with the instant that decided it.
    public let reason: String
    /// The event that the answer rests on; nil where it rests on none.
    public let source: FactSource?
    /// When that event happened.
    public let at: Instant?
    /// The claims that fill the limit, by number; empty for every other criterion.
    public internal(set) var claims: [ClaimID]

    init(_ name: Name, _ verdict: Verdict, _ reason: String, claims: [ClaimID] = []) {
        self.name = name
        self.verdict = verdict
        self.reason = reason
        source = nil
        at = nil
        self.claims = claims
    }

    init<Value>(
        _ name: Name, _ verdict: Verdict, _ reason: String, by fact: DatedFact<Value>, claims: [ClaimID] = []
    ) {
        self.name = name
        self.verdict = verdict
        self.reason = reason
        source = fact.source
        at = fact.at
        self.claims = claims
    }

    /// The breach that a claim would be; nil unless the answer is no.
    var breach: Breach? { verdict == .no ? Breach(name.rule, reason) : nil }

    /// The row in the form stated above.
    public var json: JSONValue {
        [
            "criterion": .string(name.rawValue), "rule": .string(name.rule.text), "answer": .string(verdict.rawValue),
            "reason": .string(reason), "sequence": JSONValue(source?.sequence), "event": JSONValue(source?.event),
            "at": JSONValue(at), "claims": .array(claims.map { .string($0.description) }),
        ]
    }
}
