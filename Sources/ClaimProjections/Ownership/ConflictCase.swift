public import ClaimLedger

/// A conflict with what a reviewer weighs: both sides' latest proof, and the decision with its rationale.
///
/// The ledger shows the evidence and keeps the decision; it never decides.
///
/// Source rule: CONF-3.
public struct ConflictCase: Hashable, Sendable {
    /// One of the two claims, as it stood when the conflict closed, or stands while it is open.
    public struct Side: Hashable, Sendable {
        /// The side's claim; nil where the viewer may not know it, and then nothing else is told of the side.
        public let claim: ClaimID?
        /// Whose claim it is.
        public let partner: PartnerID?
        /// The proof of execution added last and not removed; nil where there is none.
        public let latestProof: Proof?
    }

    /// A proof of execution, by its dates.
    public struct Proof: Hashable, Sendable {
        /// The document on its claim.
        public let document: DocumentID
        /// When it was added, by which the most recent proof is told.
        public let addedAt: Instant
        /// When the customer acknowledged, as the document states it; nil where it does not.
        public let acknowledgedOn: Instant?
    }

    /// What Microsoft decided, and why.
    public struct Decision: Hashable, Sendable {
        /// The claim that was decided on: the challenger's, or that of a third who displaced the holder.
        ///
        /// Nil where the viewer may not know it.
        public let claim: ClaimID?
        /// Whether the claim was approved; otherwise it was rejected.
        public let isApproval: Bool
        /// When it was decided.
        public let at: Instant
        /// The rationale of an approval or the reason of a rejection; nil where none was given.
        public let rationale: PersonalText?
        /// Whether there is a rationale that the viewer may not read.
        ///
        /// Source rule: VIS-2.
        public let isRationaleWithheld: Bool
    }

    /// A claim in words: `claim 7`, or `another claim` where it has no number for the viewer.
    public static func words(of claim: ClaimID?) -> String { claim.map { "claim \($0)" } ?? "another claim" }

    /// The conflict itself.
    public let conflict: ConflictAnswer
    /// Who wants the slot.
    public let challenger: Side
    /// Who owned it at the opening.
    public let holder: Side
    /// Nil while the conflict is open, and where it fell away without a decision.
    public let decision: Decision?
}

extension EvidenceProjection {
    /// Every conflict with its evidence, the open ones first, otherwise in the order of the `conflicts` answer.
    public func conflictCases() -> [ConflictCase] {
        var displacements: [Displacement: Int] = [:]
        for association in claims.slots.associations {
            guard let end = association.end, let displacer = association.endedByClaim else { continue }
            displacements[Displacement(slot: association.slot, of: association.claim, at: end)] = displacer
        }
        return claims.conflicts.all.map { conflictCase($0, displacements) }.sorted { left, right in
            let (isLeftOpen, isRightOpen) = (left.conflict.closedAt == nil, right.conflict.closedAt == nil)
            guard isLeftOpen == isRightOpen else { return isLeftOpen }
            return ConflictAnswer.areInOrder(left.conflict, right.conflict)
        }
    }

    /// A claim's loss of a slot to another, by which that other is found.
    private struct Displacement: Hashable {
        let slot: Int
        let claim: Int
        let at: Instant

        init(slot: Int, of claim: Int, at instant: Instant) {
            self.slot = slot
            self.claim = claim
            at = instant
        }
    }

    private func conflictCase(_ conflict: Conflict, _ displacements: [Displacement: Int]) -> ConflictCase {
        ConflictCase(
            conflict: claims.answer(conflict), challenger: side(conflict.challenger, of: conflict),
            holder: side(conflict.holder, of: conflict), decision: decision(on: conflict, displacements))
    }

    private func side(_ place: Int, of conflict: Conflict) -> ConflictCase.Side {
        let claim = claims.claims[place]
        let end = conflict.closedAt ?? .latest
        let latest = file(of: claim).documents.last { document in
            document.facts.component == .poeDocument && document.addedAt <= end
                && document.removedAt.map { $0 > end } ?? true
        }
        return ConflictCase.Side(
            claim: claim.id, partner: claim.partner,
            latestProof: latest.map { document in
                ConflictCase.Proof(
                    document: document.facts.documentID, addedAt: document.addedAt,
                    acknowledgedOn: document.facts.customerAcknowledgedOn)
            })
    }

    private func decision(
        on conflict: Conflict, _ displacements: [Displacement: Int]
    ) -> ConflictCase.Decision? {
        guard let closedAt = conflict.closedAt, let outcome = conflict.outcome else { return nil }
        switch outcome {
        case .displaced: return approval(of: conflict.challenger, at: closedAt)
        case .retained:
            // What led the challenger's claim on last, until the conflict closed: by a rejection, with or without its
            // days to dispute, or by an approval without the slot.
            guard let turn = file(of: claims.claims[conflict.challenger]).turns.last(where: { $0.at <= closedAt })
            else { return nil }
            switch turn.kind {
            case .approval: return turn.at == closedAt ? decision(turn, on: conflict.challenger) : nil
            case .rejection: return decision(turn, on: conflict.challenger)
            case .other: return nil
            }
        case .vacated:
            let displacer = displacements[Displacement(slot: conflict.slot, of: conflict.holder, at: closedAt)]
            return displacer.flatMap { approval(of: $0, at: closedAt) }
        }
    }

    private func approval(of place: Int, at instant: Instant) -> ConflictCase.Decision? {
        let turn = file(of: claims.claims[place]).turns.last { $0.kind == .approval && $0.at == instant }
        return turn.map { decision($0, on: place) }
    }

    private func decision(_ turn: Turn, on place: Int) -> ConflictCase.Decision {
        ConflictCase.Decision(
            claim: claims.claims[place].id, isApproval: turn.kind == .approval, at: turn.at, rationale: turn.rationale,
            isRationaleWithheld: false)
    }
}
