public import ClaimLedger

extension ActionMatrix.Column {
    /// The events that the column is about; a process may not know all of them.
    ///
    /// Empty for the columns of reading, behind which no event stands (ACT-4), and for `changeClaimStatus`, which is
    /// about every row that leads to another status (ACT-3). `workloads-changed` has no column.
    public var triggers: [Trigger] {
        switch self {
        case .view, .downloadFiles, .viewSurveyResponses, .changeClaimStatus: []
        case .comment: [.commentAdded]
        case .editContacts: [.contactsEdited]
        case .requestConsent: [.consentRequested]
        case .consentResponse: [.consentReceived, .consentDeclined]
        case .sendSurveyEmails: [.surveySent(.customer), .surveySent(.partner)]
        case .completePartnerSurvey: [.surveyCompleted(.partner)]
        case .completeCustomerSurvey: [.surveyCompleted(.customer)]
        case .addOrDeleteFiles: [.documentAdded, .documentRemoved]
        }
    }
}

/// A row of the printed matrix: a status and, where the matrix tells them apart, whether the claim owns a slot.
public struct MatrixPlace: Hashable, Sendable {
    /// The status.
    public let status: ClaimStatus
    /// Whether the claim owns a slot; true wherever the matrix does not ask.
    public let withAssociation: Bool

    /// The row of a status; the second matters only for approved CPOR claims.
    public init(_ status: ClaimStatus, withAssociation: Bool = true) {
        self.status = status
        self.withAssociation = withAssociation
    }

    /// Every row of a process's matrix, in the order of its answer.
    public static func all(of process: ClaimProcess) -> [MatrixPlace] {
        let places = ClaimStatus.all(of: process).map { MatrixPlace($0) }
        return process == .cpor ? places + [MatrixPlace(.approved, withAssociation: false)] : places
    }

    /// The row's name in the `matrix` answer.
    public var name: String { withAssociation ? status.rawValue : "\(status.rawValue)WithoutAssociation" }

    /// The row in words; a process that tells approved claims apart by what they own says which.
    public func words(in process: ClaimProcess) -> String {
        guard process == .cpor, status == .approved else { return status.rawValue }
        return withAssociation ? "approved with an association" : "approved without an association"
    }
}

extension ActionMatrix {
    /// Who may act in a column, by the row of the matrix.
    public func parties(_ column: Column, at place: MatrixPlace) -> [Party] {
        parties(column, in: place.status, withAssociation: place.withAssociation)
    }
}
