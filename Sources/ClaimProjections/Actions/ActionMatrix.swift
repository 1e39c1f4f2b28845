public import ClaimLedger

/// The allowed actions as the guide prints them, by status and party (ACT-1, ACT-2).
public struct ActionMatrix: Sendable {
    /// A column of the printed matrix; the raw values are those printed.
    public enum Column: String, CaseIterable, Sendable, Hashable {
        case view, comment, editContacts, requestConsent, consentResponse, sendSurveyEmails, completePartnerSurvey
        case completeCustomerSurvey, addOrDeleteFiles, downloadFiles, viewSurveyResponses, changeClaimStatus
    }

    /// A cell: who may act there.
    public enum Cell: Sendable, Hashable {
        case no, P, M, C, PM

        /// Who may act, in the order printed: partner before Microsoft.
        public var parties: [Party] {
            switch self {
            case .no: []
            case .P: [.partner]
            case .M: [.microsoft]
            case .C: [.customer]
            case .PM: [.partner, .microsoft]
            }
        }
    }

    /// One printed row: the statuses it is for, and its cells in the order of the columns.
    public struct Row: Sendable {
        /// The statuses that share the row.
        public let statuses: [ClaimStatus]
        /// False for the CPOR row of approved claims that own no slot any more.
        public let withAssociation: Bool
        /// One cell for each of the columns, in their order.
        public let cells: [Cell]

        init(_ statuses: [ClaimStatus], withAssociation: Bool = true, _ cells: [Cell]) {
            self.statuses = statuses
            self.withAssociation = withAssociation
            self.cells = cells
        }
    }

    /// Who may act, by status, association and column.
    private let cells: [Cell]

    init(rule: RuleID, rows: [Row]) {
        self.rule = rule
        self.rows = rows
        var cells: [Cell] = []
        for status in ClaimStatus.allCases {
            for withAssociation in [false, true] {
                let row =
                    rows.first {
                        $0.statuses.contains(status) && (status != .approved || $0.withAssociation == withAssociation)
                    } ?? rows.first { $0.statuses.contains(status) }
                cells += row?.cells ?? Column.allCases.map { _ in .no }
            }
        }
        self.cells = cells
    }

    /// The rule that prints the matrix, which names a breach of status or party.
    public let rule: RuleID
    /// The rows as printed, from the top.
    public let rows: [Row]

    /// The matrix of one process.
    public static func of(_ process: ClaimProcess) -> ActionMatrix {
        switch process {
        case .partnerActivity: partnerActivity
        case .cpor: cpor
        }
    }

    /// Who may act in a column while a claim has a status.
    public func parties(_ column: Column, in status: ClaimStatus, withAssociation: Bool = true) -> [Party] {
        cell(column, in: status, withAssociation: withAssociation).parties
    }

    /// Whether a party may act in a column while a claim has a status.
    func allows(_ party: Party, _ column: Column, in status: ClaimStatus, withAssociation: Bool) -> Bool {
        switch (cell(column, in: status, withAssociation: withAssociation), party) {
        case (.P, .partner), (.PM, .partner), (.M, .microsoft), (.PM, .microsoft), (.C, .customer): true
        default: false
        }
    }

    private func cell(_ column: Column, in status: ClaimStatus, withAssociation: Bool) -> Cell {
        cells[(status.place * 2 + (withAssociation ? 1 : 0)) * Column.count + column.place]
    }

    // Aligned for readers; the formatter leaves the next declaration alone.
    // swift-format-ignore
    /// Partner Activities (G:1753-1764).
    public static let partnerActivity = ActionMatrix(rule: "ACT-1", rows: [
        //                                  view comment edit  request response send  partner customer files download responses change
        Row([.customerClaimed],            [.PM, .PM,   .P,   .P,     .no,     .no,  .no,    .no,     .no,  .no,     .no,      .P]),
        Row([.awaitingCustomerConsent],    [.PM, .PM,   .P,   .P,     .C,      .no,  .no,    .no,     .no,  .no,     .no,      .C]),
        Row([.customerConsentReceived],    [.PM, .PM,   .P,   .no,    .no,     .P,   .P,     .C,      .P,   .PM,     .no,      .P]),
        Row([.submitted, .underReview],    [.PM, .PM,   .no,  .no,    .no,     .no,  .no,    .no,     .no,  .PM,     .M,       .M]),
        Row([.partnerActionRequired],      [.PM, .PM,   .no,  .no,    .no,     .no,  .P,     .C,      .P,   .PM,     .M,       .P]),
        Row([.rejected],                   [.PM, .PM,   .no,  .no,    .no,     .no,  .no,    .no,     .no,  .PM,     .M,       .P]),
        Row([.disputed],                   [.PM, .PM,   .no,  .no,    .no,     .no,  .no,    .no,     .P,   .PM,     .M,       .P]),
        Row([.approved, .cancelled, .customerConsentDeclined, .customerConsentExpired, .notSubmittedClaimExpired,
             .postSubmissionClaimExpired, .disputedClaimExpired, .rejectedFinal],
                                           [.PM, .PM,   .no,  .no,    .no,     .no,  .no,    .no,     .no,  .PM,     .M,       .no]),
    ])

    // Aligned for readers; the formatter leaves the next declaration alone.
    // swift-format-ignore
    /// Claiming partner of record (ACT-2; from the guide's text, which prints none).
    public static let cpor = ActionMatrix(rule: "ACT-2", rows: [
        //                                  view comment edit  request response send  partner customer files download responses change
        Row([.drafted],                    [.PM, .PM,   .P,   .no,    .no,     .no,  .no,    .no,     .P,   .PM,     .no,      .P]),
        Row([.submitted, .underReview],    [.PM, .PM,   .no,  .no,    .C,      .no,  .no,    .no,     .no,  .PM,     .no,      .M]),
        Row([.partnerActionRequired],      [.PM, .PM,   .P,   .no,    .C,      .no,  .no,    .no,     .P,   .PM,     .no,      .P]),
        Row([.rejected],                   [.PM, .PM,   .no,  .no,    .C,      .no,  .no,    .no,     .no,  .PM,     .no,      .P]),
        Row([.disputed],                   [.PM, .PM,   .no,  .no,    .C,      .no,  .no,    .no,     .P,   .PM,     .no,      .P]),
        Row([.approved],                   [.PM, .PM,   .no,  .no,    .C,      .no,  .no,    .no,     .P,   .PM,     .no,      .P]),
        Row([.approved], withAssociation: false,
                                           [.PM, .PM,   .no,  .no,    .no,     .no,  .no,    .no,     .no,  .PM,     .no,      .no]),
        Row([.cancelled, .customerConsentDeclined, .disassociated, .rejectedFinal],
                                           [.PM, .PM,   .no,  .no,    .no,     .no,  .no,    .no,     .no,  .PM,     .no,      .no]),
    ])
}

extension ActionMatrix.Column {
    static let count = 12

    /// The column's place in the declared order, from 0.
    var place: Int {
        switch self {
        case .view: 0
        case .comment: 1
        case .editContacts: 2
        case .requestConsent: 3
        case .consentResponse: 4
        case .sendSurveyEmails: 5
        case .completePartnerSurvey: 6
        case .completeCustomerSurvey: 7
        case .addOrDeleteFiles: 8
        case .downloadFiles: 9
        case .viewSurveyResponses: 10
        case .changeClaimStatus: 11
        }
    }
}

extension ClaimStatus {
    /// The status's place in the declared order, from 0.
    var place: Int {
        switch self {
        case .customerClaimed: 0
        case .awaitingCustomerConsent: 1
        case .customerConsentReceived: 2
        case .submitted: 3
        case .underReview: 4
        case .partnerActionRequired: 5
        case .approved: 6
        case .rejected: 7
        case .disputed: 8
        case .rejectedFinal: 9
        case .cancelled: 10
        case .customerConsentDeclined: 11
        case .customerConsentExpired: 12
        case .notSubmittedClaimExpired: 13
        case .postSubmissionClaimExpired: 14
        case .disputedClaimExpired: 15
        case .drafted: 16
        case .disassociated: 17
        }
    }
}
