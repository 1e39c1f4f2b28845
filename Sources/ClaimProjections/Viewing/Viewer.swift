public import ClaimLedger

/// Who looks at an answer, which decides what it leaves out.
///
/// It tells answers apart and proves nobody: whoever can open the ledger's files can read all of them.
public enum Viewer: Hashable, Sendable, CustomStringConvertible {
    /// Whoever examines the ledger itself, and sees everything that is in it.
    case auditor
    /// Microsoft sees every claim, survey answer and reason.
    case microsoft
    /// A user of a partner sees the claims of locations where it holds an Incentive role at the answer's instant.
    ///
    /// Where the ledger holds no role of a location, nobody of a partner is shown its claims.
    ///
    /// Source rule: VIS-1.
    case partner(UserID)
    /// A customer, by the id of its tenant, sees who is its partner of record and no claim.
    ///
    /// Source rules: ACT-1, CPOR-24.
    case customer(TenantID)

    /// Reads `microsoft`, `partner:USER` or `customer:TENANT`; nil where the text is none of them.
    ///
    /// What follows `microsoft:` is set aside, as everybody there sees the same.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let id = parts.count == 2 && !parts[1].isEmpty ? parts[1] : nil
        switch (Party(rawValue: parts[0]), id) {
        case (.microsoft, _) where parts.count == 1 || id != nil: self = .microsoft
        case (.partner, let id?): self = .partner(UserID(id))
        case (.customer, let id?): self = .customer(TenantID(id))
        default: return nil
        }
    }

    /// The viewer as `init(_:)` reads it, and `auditor`.
    public var description: String {
        switch self {
        case .auditor: "auditor"
        case .microsoft: "microsoft"
        case .partner(let user): "partner:\(user)"
        case .customer(let tenant): "customer:\(tenant)"
        }
    }

    /// Whether nothing at all is left out.
    public var seesEverything: Bool {
        switch self {
        case .auditor, .microsoft: true
        case .partner, .customer: false
        }
    }
}
