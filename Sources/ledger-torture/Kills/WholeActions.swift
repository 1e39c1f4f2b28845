import ClaimLedger
import ClaimProjections

/// Watches for halves: an action whose own event is there, and what followed from it is not, or the other way round.
///
/// Events that the rules bring about name their cause and stand right behind it. A replay knows which rejections a
/// consent brings (PA-21) and which workloads an approval leaves over (CPOR-9), so it knows what must follow.
struct WholeActions {
    private var claims = ClaimsProjection()
    /// The action that the events since it belong to, and what is still to come of it.
    private var cause: (id: String, sequence: UInt64)?
    private var awaitsSplit = false

    /// Takes the next event of the ledger.
    ///
    /// - Returns: What is wrong about it, or about the action before it.
    mutating func take(_ view: borrowing EventView, _ event: ClaimEvent) throws(ReadError) -> [Finding] {
        var findings: [Finding] = []
        if let causation = event.causationID {
            if causation != cause?.id {
                findings.append(
                    Finding(at: view.sequence, "it follows from \(causation), which does not stand before it"))
            }
            if case .customerClaimed(.cpor(let made)) = event.fact, made.splitFrom != nil { awaitsSplit = false }
        } else {
            findings += end()
            cause = (event.id.text, view.sequence)
        }
        try claims.evolve(view)
        if case .approved(let approval) = event.fact, let listed = approval.workloads,
            case .claim(let id) = event.stream
        {
            let approved = Set(listed.map { $0.name.text.lowercased() })
            let own = claims[id]?.association.slots.map(\.workload) ?? []
            awaitsSplit = own.contains { !approved.contains($0.name.text.lowercased()) }
        }
        return findings
    }

    /// Ends the action that was being watched.
    private mutating func end() -> [Finding] {
        defer { awaitsSplit = false }
        guard awaitsSplit, let cause else { return [] }
        return [Finding(at: cause.sequence, "it left workloads over, and no claim took them")]
    }

    /// What a replay of all events still misses.
    mutating func finish() -> [Finding] {
        var findings = end()
        for claim in claims.claims {
            for rejection in claim.automaticRejections where rejection.recordedBy == nil {
                findings.append(
                    Finding("claim \(claim.id)", "a consent at \(rejection.at) rejects it, which no event says"))
            }
        }
        findings += claims.violations.map {
            Finding(at: $0.sequence, "it breaks \($0.breach.rule): \($0.breach.reason)")
        }
        return findings
    }
}
