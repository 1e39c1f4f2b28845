import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

/// Owners of slots, reconstructed from what happened to the claims alone.
@Suite struct `Owners over random histories` {
    static let seeds = SeededGenerator.seeds(21...32)

    /// A slot as the claims of the generator name it: workload names only, tenants without case.
    private func slot(_ claim: ClaimState, _ workload: Workload) -> String {
        "\(claim.customer.id.lowercased()) \(workload.name)"
    }

    @Test(arguments: seeds)
    func `the slots' owners follow from the claims' histories`(_ seed: UInt64) throws {
        var generator = HistoryGenerator(seed: seed, mode: .messy, processes: [.cpor], mostClaims: 10)
        var owners: [String: ClaimID] = [:]
        for step in 0..<250 {
            let workloadsBefore = generator.claims.claims.map { $0.association.slots.map(\.workload) }
            let event = try generator.next()
            guard let place = generator.outcome.claim, place < workloadsBefore.count else { continue }
            let claim = generator.claims.claims[place]
            switch event.kind {
            case .approved:
                for workload in try listed(event) ?? workloadsBefore[place] { owners[slot(claim, workload)] = claim.id }
            case .disassociated, .consentDeclined: owners = owners.filter { $0.value != claim.id }
            default: break
            }
            let answered = generator.claims.ownership().map {
                ("\($0.tenant.text.lowercased()) \($0.workload)", $0.claim)
            }
            #expect(
                Dictionary(answered, uniquingKeysWith: { first, _ in first }) == owners, "seed \(seed), step \(step)")
            #expect(answered.count == owners.count, "seed \(seed), step \(step): a slot has two owners")
        }
    }

    private func listed(_ event: PreparedEvent) throws -> [Workload]? {
        let place = EventPlace(
            sequence: 1, recordedTime: event.time, streamIndex: 0, streamVersion: 1, previousInStream: 0)
        let full = try event.withView(at: place) { (view) throws(ReadError) in try view.event() }
        if case .approved(let approval) = full.fact { return approval.workloads } else { return nil }
    }

    @Test(arguments: seeds)
    func `every end of an ownership names what ended it, and a displacement the claim`(_ seed: UInt64) throws {
        var generator = HistoryGenerator(seed: seed, mode: .messy, processes: [.cpor], mostClaims: 10)
        for _ in 0..<250 { _ = try generator.next() }
        let rows = generator.claims.ownership(history: true)
        for row in rows {
            #expect((row.disassociatedOn == nil) == (row.endedBy == nil))
            #expect((row.endedBy == .displaced) == (row.endedByClaim != nil))
            #expect(row.disassociatedOn.map { $0 >= row.associatedOn } ?? true)
        }
    }
}
