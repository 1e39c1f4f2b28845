public import ClaimLedger

/// A place where the printed cell of a matrix and the live answer differ.
public struct MatrixDeviation: Hashable, Sendable {
    /// What the live answer says there.
    public enum Answer: String, Hashable, Sendable {
        /// Allowed, though the cell does not name the party.
        case allowed
        /// Refused, though the cell names the party.
        case refused
    }

    /// Whose matrix it is.
    public let process: ClaimProcess
    /// The rows of the cells.
    public let statuses: [ClaimStatus]
    /// The column of the cells.
    public let column: ActionMatrix.Column
    /// The event that the difference is about.
    public let trigger: Trigger
    /// Whose event it is.
    public let party: Party
    /// What the live answer says.
    public let answer: Answer
    /// The rule that decides.
    public let rule: RuleID
    /// Why it differs.
    public let reason: String

    init(
        _ process: ClaimProcess, _ statuses: [ClaimStatus], _ column: ActionMatrix.Column, _ trigger: Trigger,
        by party: Party, _ answer: Answer, _ rule: RuleID, _ reason: String
    ) {
        self.process = process
        self.statuses = statuses
        self.column = column
        self.trigger = trigger
        self.party = party
        self.answer = answer
        self.rule = rule
        self.reason = reason
    }
}

extension ActionMatrix {
    // Aligned for readers; the formatter leaves the next declaration alone.
    // swift-format-ignore
    /// Every difference between the printed matrices and what the rows of the tables permit, with its reason.
    public static let deviations: [MatrixDeviation] = [
        MatrixDeviation(.partnerActivity, [.awaitingCustomerConsent], .changeClaimStatus, .cancelled, by: .partner, .allowed, "ACT-3",
            "the text on cancelling and the expiry table name the partner, and are more specific than the cell"),
        MatrixDeviation(.cpor, [.submitted, .underReview, .partnerActionRequired, .rejected, .disputed, .approved], .changeClaimStatus, .consentDeclined, by: .customer, .allowed, "CPOR-16",
            "the customer's denial ends the claim; the matrix names the customer for it under consentResponse alone"),
        MatrixDeviation(.cpor, [.approved], .addOrDeleteFiles, .documentAdded, by: .partner, .refused, "CPOR-18",
            "before \(RuleSet.guide.evidenceOnApprovedFrom); since then evidence can be added to an approved association"),
        MatrixDeviation(.cpor, [.approved], .addOrDeleteFiles, .documentRemoved, by: .partner, .refused, "CPOR-18",
            "an approved association's evidence can be added to, and never taken away"),
    ]
}
