// snippet: readme-acting
import ClaimCommands
import ClaimLedger
import ClaimProjections
// end

// What the tests alone need stands apart from what a reader does.
// swift-format-ignore
import ClaimLedgerTesting
import Testing

/// The code of the README.
@Suite struct `The README` {
    private let now = Instant(year: 2026, month: 1, day: 6)

    @Test func `acts at a desk`() async throws {
        let (print, folder) = (Printed(), try SnippetFolder())
        let path = folder.path + "/claims"
        let (claim, claimed) = try workshopClaimed()
        try Ledger.create(at: path).append([PreparedEvent(claimed)])
        let now = now
        // snippet: readme-acting
        let desk = try ClaimDesk(opening: path)
        let ann = Actor(.partner, "ann")
        try await desk.perform(.requestConsent(dealSizeUSD: 5_000), on: claim, by: ann, at: now)
        do throws(PerformError) {
            try await desk.perform(.submit(poeAcknowledged: nil), on: claim, by: ann, at: now)
        } catch {
            guard case .refused(let refusal) = error else { throw error }
            print("\(refusal.rule): \(refusal.reason)")
        }
        for row in try desk.actions(of: claim, at: now) ?? [] where row.isAllowed {
            print("\(row.party): \(row.action.rawValue) until \(row.until?.description ?? "further notice")")
        }
        try await desk.recordLapses(asOf: now)
        // end
        #expect(print.lines.first?.hasPrefix("ACT-1: ") == true)
        #expect(print.lines.contains("customer: receive-consent until 2026-02-04T00:00:00Z"))
        await desk.close()
    }

    @Test func `appends, replays and subscribes`() async throws {
        let (print, folder) = (Printed(), try SnippetFolder())
        let path = folder.path + "/claims"
        let (claim, claimed) = try workshopClaimed()
        let now = now
        // snippet: readme-ledger
        let ledger = try Ledger.create(at: path)  // Ledger.open for one that exists
        try ledger.append([PreparedEvent(claimed)], to: .claim(claim), expecting: .noStream)

        var replayed = try Replay.fold(ClaimsProjection.self, over: ledger, now: now)
        replayed.state.advance(to: replayed.asOf)
        for claim in replayed.state.claimsByNumber { print("\(claim.id) \(claim.status) since \(claim.since)") }

        for try await event in ledger.events(after: 0) {
            print("\(event.sequence) \(event.event.stream) \(event.event.fact.kind.wireName)")
            if event.sequence == 1 { break }
        }
        // end
        #expect(
            print.lines == [
                "3000001 customerClaimed since 2026-01-05T00:00:00Z", "1 claim/3000001 customer-claimed",
            ])
    }
}
