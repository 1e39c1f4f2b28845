public import ClaimLedger

extension AnomalyProjection {
    /// The anomalies of all claims, or of one, by claim, anomaly, document (none first), instant.
    ///
    /// Cost: one look at every claim, its documents and the conflicts.
    ///
    /// - Parameters:
    ///   - wanted: The one claim to answer for; nil for all.
    ///   - sight: What may be seen; other claims are neither answered for, nor compared with, nor named. Nil sees all.
    /// - Returns: The rows; none for a claim that the fold has not seen.
    public func anomalies(of wanted: ClaimID? = nil, seenBy sight: Sight? = nil) -> [Anomaly] {
        let sight = sight ?? Sight(of: .auditor, at: claims, asOf: .latest)
        let invoices = money.evidence.claimsByInvoice(sight)
        let standing = claims.claims.flatMap { claim in
            olderDocuments(of: claim) + sharedInvoices(of: claim, invoices) + paidSecurity(of: claim)
        }
        return sight.shown(seen + standing + olderEvents() + undecided())
            .filter { wanted == nil || $0.claim == wanted }
            .enumerated()
            .sorted { left, right in
                if Anomaly.areInOrder(left.element, right.element) { return true }
                return !Anomaly.areInOrder(right.element, left.element) && left.offset < right.offset
            }
            .map(\.element)
    }

    /// ANOM-1, by what a document states: work for a Partner Activities claim begins with the claim.
    private func olderDocuments(of claim: ClaimState) -> [Anomaly] {
        guard claim.process == .partnerActivity else { return [] }
        return money.evidence.file(of: claim).documents.compactMap { document in
            guard document.removedAt == nil, let acknowledged = document.facts.customerAcknowledgedOn,
                acknowledged < claim.created.startOfDay
            else { return nil }
            return Anomaly(
                kind: .olderThanClaim, claim: claim.id, document: document.facts.documentID, event: nil,
                at: document.addedAt,
                finding: "the customer acknowledged on \(acknowledged), before the claim was made \(claim.created)")
        }
    }

    /// ANOM-1, by the instants of events, which an import refuses and a ledger may hold all the same.
    private func olderEvents() -> [Anomaly] {
        unapplied.compactMap { early in
            guard let claim = claims[early.claim], early.at < claim.created else { return nil }
            return Anomaly(
                kind: .olderThanClaim, claim: early.claim, document: early.document, event: early.event, at: early.at,
                finding: "dated \(early.at), before the claim was made \(claim.created)")
        }
    }

    private func sharedInvoices(of claim: ClaimState, _ holders: [String: Set<ClaimID>]) -> [Anomaly] {
        money.evidence.file(of: claim).standing(.invoice).compactMap { invoice in
            let others = (holders[invoice.sha256] ?? []).subtracting([claim.id]).sorted()
            guard !others.isEmpty else { return nil }
            return Anomaly(
                kind: .invoiceOnTwoClaims, claim: claim.id, document: invoice.documentID, event: nil, at: nil,
                finding: "the same invoice is on \(others.map { "claim \($0)" }.joined(separator: ", "))")
        }
    }

    /// ANOM-5: it is approved for an amount, or claims nothing else and does not opt out of money.
    private func paidSecurity(of claim: ClaimState) -> [Anomaly] {
        let names = claims.rules.inForce(at: claim.created).managedSecurityWorkloads
        let workloads = claim.association.slots.map(\.workload.name)
        guard let workload = workloads.first(where: { names.contains($0.text.lowercased()) }) else { return [] }
        let finding: String
        if let cents = money.promises[claim.place].approvedCents, cents > 0 {
            finding = "\(workload) never earns, and the claim is approved for \(cents.dollars)"
        } else if !notes[claim.place].recognitionOnly, workloads.allSatisfy({ names.contains($0.text.lowercased()) }) {
            finding = "\(workload) never earns, and the claim does not opt out of money"
        } else {
            return []
        }
        return [
            Anomaly(
                kind: .managedSecurityWithPay, claim: claim.id, document: nil, event: nil, at: nil, finding: finding)
        ]
    }

    /// ANOM-7, on the claim that was decided on.
    private func undecided() -> [Anomaly] {
        money.evidence.conflictCases().compactMap { row in
            guard let decision = row.decision, !decision.rationale.isGiven, let claim = decision.claim,
                let challenger = row.challenger.claim,
                let holder = row.holder.claim
            else { return nil }
            let verdict = decision.isApproval ? "approved" : "rejected"
            return Anomaly(
                kind: .decidedWithoutRationale, claim: claim, document: nil, event: nil, at: decision.at,
                finding: """
                    \(verdict) without a rationale, in the conflict of claim \(challenger) against claim \
                    \(holder) for \(row.conflict.workload)
                    """)
        }
    }
}
