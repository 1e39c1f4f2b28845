import ClaimLedger

/// What a claim's creation calls things, which no rule asks for and a reader does.
struct ClaimLabels: Hashable, Sendable {
    /// What the partner calls the claim.
    let claimName: String
    /// The engagement as the claim states it; nil for CPOR.
    let engagement: EngagementReference?

    init(_ creation: Fact) {
        switch creation {
        case .customerClaimed(.partnerActivity(let made)):
            claimName = made.claimName
            engagement = made.engagement
        case .customerClaimed(.cpor(let made)), .associationMigrated(let made):
            claimName = made.claimName
            engagement = nil
        default: preconditionFailure("only two kinds of events create a claim")
        }
    }
}
