import ClaimCommands
import ClaimLedger
import ClaimProjections

/// A claim desk at one instant, which tells what comes of everything.
struct Desk {
    let desk: ClaimDesk
    let now: Instant

    /// Performs an action and prints what was recorded, or why it is refused; false for a refusal.
    ///
    /// With an id, the same command asked again is answered with what was recorded the first time.
    @discardableResult
    func act(_ request: ActionRequest, on claim: ClaimID, by actor: Actor, id: EventID? = nil) async throws -> Bool {
        print("\(actor.party.rawValue) \(actor.id): \(request.action?.rawValue ?? "claim") on \(claim)")
        do throws(PerformError) {
            let performed = try await desk.perform(request, on: claim, by: actor, at: now, id: id)
            for event in performed.events {
                let standing = performed.isRepeated ? "stands since before at" : "recorded at"
                print("  \(standing) \(event.sequence): \(event.event.fact.kind.wireName) on \(event.event.stream)")
            }
            return true
        } catch {
            guard case .refused(let refusal) = error else { throw error }
            print("  refused by \(refusal.rule): \(refusal.reason)")
            if let from = refusal.from { print("  permitted from \(from) on") }
            return false
        }
    }

    /// Prints every claim in a line: a replay of the ledger, as an auditor would do it.
    func showAll() throws {
        var replayed = try Replay.fold(ClaimsProjection.self, over: desk.ledger, ReplaySelection(asOf: now), now: now)
        replayed.state.advance(to: replayed.asOf)
        for claim in replayed.state.claimsByNumber {
            print("  \(claim.id) \(claim.partner): \(claim.status.rawValue) since \(claim.since)")
        }
    }

    /// Prints where one claim stands and who may do what until when; nothing but lookups.
    func show(_ claim: ClaimID) throws {
        guard let status = try desk.status(of: claim, asOf: now) else { return print("  there is no claim \(claim)") }
        print("  \(claim) is \(status.status.rawValue) since \(status.since)")
        if let next = status.nextDeadline { print("  becomes \(next.becomes.rawValue) at \(next.at) (\(next.rule))") }
        for party in [Party.partner, .customer, .microsoft] {
            let allowed = try desk.actions(of: claim, at: now, party: party)?.filter(\.isAllowed) ?? []
            let words = allowed.map { row in row.action.rawValue + (row.until.map { " (until \($0))" } ?? "") }
            print("  \(party.rawValue) may: \(words.isEmpty ? "nothing" : words.joined(separator: ", "))")
        }
    }

    /// Prints the lapses ahead, soonest first.
    func showDeadlines(days: Int) throws {
        let ahead = try desk.deadlines(from: now, before: now.adding(days: days))
        if ahead.isEmpty { print("  nothing lapses within \(days) days") }
        for deadline in ahead {
            print("  \(deadline.at): \(deadline.claim) becomes \(deadline.becomes.rawValue) (\(deadline.rule))")
        }
    }

    /// Prints who is partner of record for a product of a customer.
    func showOwner(of workload: WorkloadName, tenant: TenantID) throws {
        let owner = try desk.owner(of: Workload(name: workload), tenant: tenant)
        let words = owner.map { "\($0.partner) by claim \($0.claim) since \($0.associatedOn)" } ?? "nobody"
        print("  partner of record for \(workload) at \(tenant): \(words)")
    }
}
