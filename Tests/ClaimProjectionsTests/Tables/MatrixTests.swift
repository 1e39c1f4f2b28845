import ClaimLedger
import ClaimProjections
import Testing

/// The matrices as the rulebook prints them (ACT-1, ACT-2), written down a second time, as text.
private let printedPartnerActivity = """
    customerClaimed             | P M | P M | P | P | – | – | – | – | – | –   | – | P
    awaitingCustomerConsent     | P M | P M | P | P | C | – | – | – | – | –   | – | C
    customerConsentReceived     | P M | P M | P | – | – | P | P | C | P | P M | – | P
    submitted                   | P M | P M | – | – | – | – | – | – | – | P M | M | M
    underReview                 | P M | P M | – | – | – | – | – | – | – | P M | M | M
    partnerActionRequired       | P M | P M | – | – | – | – | P | C | P | P M | M | P
    rejected                    | P M | P M | – | – | – | – | – | – | – | P M | M | P
    disputed                    | P M | P M | – | – | – | – | – | – | P | P M | M | P
    approved                    | P M | P M | – | – | – | – | – | – | – | P M | M | –
    cancelled                   | P M | P M | – | – | – | – | – | – | – | P M | M | –
    customerConsentDeclined     | P M | P M | – | – | – | – | – | – | – | P M | M | –
    customerConsentExpired      | P M | P M | – | – | – | – | – | – | – | P M | M | –
    notSubmittedClaimExpired    | P M | P M | – | – | – | – | – | – | – | P M | M | –
    postSubmissionClaimExpired  | P M | P M | – | – | – | – | – | – | – | P M | M | –
    disputedClaimExpired        | P M | P M | – | – | – | – | – | – | – | P M | M | –
    rejectedFinal               | P M | P M | – | – | – | – | – | – | – | P M | M | –
    """

private let printedCPOR = """
    drafted                     | P M | P M | P | – | – | – | – | – | P | P M | – | P
    submitted                   | P M | P M | – | – | C | – | – | – | – | P M | – | M
    underReview                 | P M | P M | – | – | C | – | – | – | – | P M | – | M
    partnerActionRequired       | P M | P M | P | – | C | – | – | – | P | P M | – | P
    rejected                    | P M | P M | – | – | C | – | – | – | – | P M | – | P
    disputed                    | P M | P M | – | – | C | – | – | – | P | P M | – | P
    approved                    | P M | P M | – | – | C | – | – | – | P | P M | – | P
    approvedWithoutAssociation  | P M | P M | – | – | – | – | – | – | – | P M | – | –
    cancelled                   | P M | P M | – | – | – | – | – | – | – | P M | – | –
    customerConsentDeclined     | P M | P M | – | – | – | – | – | – | – | P M | – | –
    disassociated               | P M | P M | – | – | – | – | – | – | – | P M | – | –
    rejectedFinal               | P M | P M | – | – | – | – | – | – | – | P M | – | –
    """

@Suite struct `The printed matrices` {
    static let cells: [(ClaimProcess, String, ActionMatrix.Column, String)] =
        cells(.partnerActivity, printedPartnerActivity) + cells(.cpor, printedCPOR)

    static func cells(_ process: ClaimProcess, _ text: String) -> [(ClaimProcess, String, ActionMatrix.Column, String)]
    {
        text.split(separator: "\n").flatMap { line in
            let parts = line.split(separator: "|").map { $0.trimmed }
            return zip(ActionMatrix.Column.allCases, parts.dropFirst()).map { (process, parts[0], $0, $1) }
        }
    }

    @Test(arguments: cells)
    func `a cell names the parties that the rulebook prints`(
        _ process: ClaimProcess, _ status: String, _ column: ActionMatrix.Column, _ printed: String
    ) throws {
        guard case .object(let matrix) = ActionMatrix.json(of: process), case .object(let row) = matrix[status] else {
            Issue.record("the answer has no row \(status)")
            return
        }
        let letters: [String: Party] = ["P": .partner, "M": .microsoft, "C": .customer]
        let parties = printed.split(separator: " ").compactMap { letters[String($0)] }
        #expect(row[column.rawValue] == .array(parties.map { .string($0.rawValue) }))
    }

    @Test func `every status of both processes has a row, and no other`() {
        for (process, text) in [(ClaimProcess.partnerActivity, printedPartnerActivity), (.cpor, printedCPOR)] {
            guard case .object(let matrix) = ActionMatrix.json(of: process) else { return }
            let printed = text.split(separator: "\n").map { $0.split(separator: "|")[0].trimmed }
            #expect(matrix.members.map(\.name).sorted() == printed.sorted())
        }
        #expect(Self.cells.count == 12 * (16 + 12))
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
