public import ClaimLedger

/// A pattern that a person should look at: a row of the `anomalies` answer.
///
/// It breaks no rule by itself, and stands in a list of its own: the rows of `findings` are those other programs know.
public struct Anomaly: RowAnswer, Hashable, Sendable {
    /// What is looked for; the raw values are the ids printed.
    public enum Kind: String, CaseIterable, Sendable, Hashable {
        /// A document or comment is dated before its claim was made.
        case olderThanClaim = "ANOM-1"
        /// The customer's contact has an address on the partner's own domain.
        case contactOnPartnerDomain = "ANOM-2"
        /// A claim was approved without a review since it was submitted.
        case approvedWithoutReview = "ANOM-3"
        /// One invoice stands on two claims.
        case invoiceOnTwoClaims = "ANOM-4"
        /// A workload of managed security services, which never earn, is claimed or approved for money (CPOR-21).
        case managedSecurityWithPay = "ANOM-5"
        /// Action was required when the completion deadline had passed (PA-34).
        case actionAfterDeadline = "ANOM-6"
        /// A conflict was decided, and nobody said why (CONF-3).
        case decidedWithoutRationale = "ANOM-7"
    }

    /// What was found.
    public let kind: Kind
    /// The claim it is about.
    public let claim: ClaimID
    /// The document it is about; nil where it is about none.
    public let document: DocumentID?
    /// The event that shows it; nil where several together do.
    public let event: EventID?
    /// When it happened; nil where it has no instant.
    public let at: Instant?
    /// What a reader should know, in a sentence with the values that decided it.
    public let finding: String

    /// The names of the members, in the order of the columns.
    public static let columns = ["anomaly", "claim", "document", "event", "at", "finding"]

    /// The members in the order of the columns; one without a value is `null`.
    public var values: [JSONValue] {
        [
            .string(kind.rawValue), .string(claim.description), JSONValue(document), JSONValue(event), JSONValue(at),
            .string(finding),
        ]
    }

    /// By claim, anomaly, document (none first), instant; what was noted first stays first.
    static func areInOrder(_ left: Self, _ right: Self) -> Bool {
        if left.claim != right.claim { return left.claim < right.claim }
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        if left.document != right.document {
            guard let first = left.document else { return true }
            guard let second = right.document else { return false }
            return first < second
        }
        return (left.at ?? .earliest) < (right.at ?? .earliest)
    }
}
