public import ClaimLedger

/// A stated fact that a person should see: a row of the `findings` answer.
///
/// It blocks nothing and is no violation.
public struct FindingAnswer: JSONAnswer, Hashable, Sendable {
    /// The claim it is about.
    public let claim: ClaimID
    /// The document that states it; nil where something is missing.
    public let document: DocumentID?
    /// POE-11, POE-12, CPOR-25 or PA-CLAIM-4.
    public let rule: RuleID
    /// What a reader should know, in a sentence with the values that decided it.
    public let finding: String

    /// The row as interchange section 2 has it.
    public var json: JSONValue {
        [
            "claim": .string(claim.description), "document": JSONValue(document), "rule": .string(rule.text),
            "finding": .string(finding),
        ]
    }
}

extension EvidenceProjection {
    /// The findings of all claims, or of one, by claim, document (none first), rule.
    ///
    /// - Parameters:
    ///   - wanted: The one claim to answer for; nil for all.
    ///   - instant: The answer's instant, for what is judged before a first submission.
    ///   - viewer: Who looks; other claims than that viewer's are neither answered for nor compared with.
    /// - Returns: The rows; none for a claim that the fold has not seen.
    public func findings(
        of wanted: ClaimID? = nil, asOf instant: Instant, viewer: Viewer = .auditor
    ) -> [FindingAnswer] {
        let sight = Sight(of: viewer, at: claims, asOf: instant)
        let invoices = claimsByInvoice(sight)
        let chosen = wanted.map { claims[$0].map { [$0] } ?? [] } ?? claims.claimsByNumber
        return chosen.filter { sight.sees($0) }.flatMap { claim in
            let found = [
                disclosureFinding(claim), proofFindings(claim, asOf: instant), invoiceFindings(claim, invoices),
            ]
            return found.joined().enumerated()
                .sorted { left, right in
                    if left.element.document != right.element.document {
                        guard let first = left.element.document else { return true }
                        guard let second = right.element.document else { return false }
                        return first < second
                    }
                    return (left.element.rule, left.offset) < (right.element.rule, right.offset)
                }
                .map(\.element)
        }
    }

    /// CPOR-25: a public sector customer of a usage claim needs written disclosure in some countries.
    private func disclosureFinding(_ claim: ClaimState) -> [FindingAnswer] {
        let file = file(of: claim)
        guard file.association == .usage, claim.customer.publicSector == true, let country = claim.customer.country,
            claims.rules.inForce(at: claim.created).usageDisclosureCountries.contains(country.uppercased()),
            file.standing(.publicSectorDisclosure).isEmpty
        else { return [] }
        let text = "the customer is public sector in \(country), and the claim holds no public sector disclosure"
        return [FindingAnswer(claim: claim.id, document: nil, rule: "CPOR-25", finding: text)]
    }

    // MARK: Proof of execution

    private func proofFindings(_ claim: ClaimState, asOf instant: Instant) -> [FindingAnswer] {
        let proofs = file(of: claim).standing(.poeDocument)
        let submission = file(of: claim).lastSubmission
        let isRecent = proofs.contains { proof in
            proof.customerAcknowledgedOn.map { acknowledgementEnds($0) >= submission ?? instant } ?? false
        }
        return proofs.flatMap { proof in
            let found: [(rule: RuleID, text: String?)] = [
                ("POE-11", isRecent ? nil : ageFinding(proof, of: claim, submission: submission)),
                ("POE-11", workloadFinding(proof, of: claim)),
                ("POE-12", kindFinding(proof, besideRecentProof: isRecent, at: submission ?? instant)),
            ]
            return found.compactMap { rule, text in
                text.map { FindingAnswer(claim: claim.id, document: proof.documentID, rule: rule, finding: $0) }
            }
        }
    }

    /// POE-12, of proof on claims of either process.
    private func kindFinding(
        _ proof: DocumentAdded, besideRecentProof isRecent: Bool, at instant: Instant
    ) -> String? {
        guard let kind = proof.kind else { return nil }
        let rules = claims.rules.inForce(at: instant)
        if rules.refusedProofKinds.contains(kind) { return "a document of the kind \(kind) is never accepted as proof" }
        guard rules.proofKindsNeedingRecentProof.contains(kind), !isRecent else { return nil }
        return "a document of the kind \(kind) is accepted only beside recent proof of the engagement"
    }

    /// The last instant at which an acknowledgement is young enough; its count starts with the acknowledgement (TIME-6).
    private func acknowledgementEnds(_ acknowledged: Instant) -> Instant {
        acknowledged.adding(calendarMonths: claims.rules.inForce(at: acknowledged).poeAgeMonths)
    }

    /// POE-11: a usage claim's acknowledgement has an age limit, at the latest submission.
    private func ageFinding(_ proof: DocumentAdded, of claim: ClaimState, submission: Instant?) -> String? {
        guard file(of: claim).association == .usage, let acknowledged = proof.customerAcknowledgedOn, let submission,
            acknowledgementEnds(acknowledged) < submission
        else { return nil }
        let months = claims.rules.inForce(at: acknowledged).poeAgeMonths
        return """
            the customer acknowledged on \(acknowledged), more than \(months) calendar months before the submission of \
            \(submission): that counted until \(acknowledgementEnds(acknowledged)), and nothing recent accompanies it
            """
    }

    /// POE-11: the workloads that a document names are the claim's.
    private func workloadFinding(_ proof: DocumentAdded, of claim: ClaimState) -> String? {
        guard claim.process == .cpor, let named = proof.workloads else { return nil }
        let own = claim.association.slots.map(\.workload)
        let foreign = named.filter { named in
            !own.contains { workload in
                guard workload.name == named.name else { return false }
                guard let subscription = named.subscription else { return true }
                return subscription.text.lowercased() == workload.subscription?.text.lowercased()
            }
        }
        guard !foreign.isEmpty else { return nil }
        let list = foreign.map(\.words).joined(separator: ", ")
        return "it names \(list), which the claim does not have"
    }
}
