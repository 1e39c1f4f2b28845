import ClaimLedger

extension EvidenceProjection {
    /// Per invoice, by the SHA-256 of its bytes, the claims that hold it, as far as they are seen.
    func claimsByInvoice(_ sight: Sight) -> [String: Set<ClaimID>] {
        var holders: [String: Set<ClaimID>] = [:]
        for claim in claims.claims where sight.sees(claim) {
            for invoice in file(of: claim).standing(.invoice) { holders[invoice.sha256, default: []].insert(claim.id) }
        }
        return holders
    }

    /// PA-CLAIM-4: an invoice states what the engagement pays in the location's market, and belongs to one claim.
    func invoiceFindings(_ claim: ClaimState, _ holders: [String: Set<ClaimID>]) -> [FindingAnswer] {
        file(of: claim).standing(.invoice).flatMap { invoice in
            [sharingFinding(invoice, of: claim, holders), amountFinding(invoice, of: claim)].compactMap { text in
                text.map {
                    FindingAnswer(claim: claim.id, document: invoice.documentID, rule: "PA-CLAIM-4", finding: $0)
                }
            }
        }
    }

    private func sharingFinding(
        _ invoice: DocumentAdded, of claim: ClaimState, _ holders: [String: Set<ClaimID>]
    ) -> String? {
        let others = (holders[invoice.sha256] ?? []).subtracting([claim.id]).sorted()
        guard !others.isEmpty else { return nil }
        let list = others.map(\.description).joined(separator: ", ")
        return "the same invoice is on claim\(others.count == 1 ? "" : "s") \(list)"
    }

    private func amountFinding(_ invoice: DocumentAdded, of claim: ClaimState) -> String? {
        guard let stated = invoice.amountCents, let engagement = claim.activity.engagement,
            let amounts = amounts[engagement],
            let country = file(of: claim).country ?? countries[claim.location]
        else { return nil }
        let market = claims.rules.inForce(at: claim.created).market(of: country)
        let due = amounts.cents(in: market)
        guard stated != due else { return nil }
        return """
            the invoice states \(stated.dollars), and \(engagement) pays \(due.dollars) in market \
            \(market.rawValue) (\(country))
            """
    }
}
