// snippet: projection
import ClaimLedger
// end
import ClaimLedgerTesting
import ClaimProjections
import Testing

// snippet: projection
/// How many claims each partner has made.
struct ClaimsPerPartner: StoredProjection {
    static let name = "claims-per-partner"
    static let version: UInt32 = 1

    private let state: ProjectionState

    init(state: ProjectionState) { self.state = state }

    mutating func evolve(_ event: borrowing EventView) throws {
        guard event.kind == .customerClaimed, case .customerClaimed(let made) = try event.event().fact else { return }
        let partner =
            switch made {
            case .partnerActivity(let claim): claim.partner.id
            case .cpor(let claim): claim.partner.id
            }
        state.set(Array("\(try count(of: partner) + 1)".utf8), for: Array(partner.text.utf8))
    }

    static func describe(key: [UInt8]) -> String { "partner \(String(decoding: key, as: UTF8.self))" }

    /// How many claims a partner has made; one lookup.
    func count(of partner: PartnerID) throws -> Int {
        guard let value = try state.value(for: Array(partner.text.utf8)) else { return 0 }
        return Int(String(decoding: value, as: UTF8.self)) ?? 0
    }
}
// end

/// The code of "Your own projection".
@Suite struct `Your own projection` {
    @Test func `follows within each append, and is asked at the head`() throws {
        let (print, folder) = (Printed(), try SnippetFolder())
        let path = folder.path + "/claims"
        let first = try workshopClaimed().event
        try Ledger.create(at: path).append([PreparedEvent(first)])
        let second = try PreparedEvent(workshopClaimed(3_000_002).event)
        // snippet: inline
        let ledger = try Ledger.open(at: path, projections: [ClaimsPerPartner.self])
        try ledger.append([second])
        let count = try ledger.readProjection(ClaimsPerPartner.self) { counts in try counts.count(of: "northwind") }
        print(count)  // 2
        // end
        // snippet: compare
        let comparison = try ledger.compareProjection(ClaimsPerPartner.self)
        print(comparison.difference?.description ?? "\(comparison.entries) entries, as a replay makes them")
        try ledger.rebuild(ClaimsPerPartner.self)
        // end
        #expect(print.lines == ["2", "1 entries, as a replay makes them"])
        #expect(try ledger.progress(of: ClaimsPerPartner.self)?.checkpoint == 2)
    }

    @Test func `catches up when it is told to, and stops alone`() throws {
        let print = Printed()
        let ledger = try TemporaryLedger()
        try ledger.ledger.append([PreparedEvent(workshopClaimed().event)])
        try useCatchUp(ledger.ledger, print)
        #expect(print.lines == ["1 of 1", "stopped at 2: a comment came", "ledger at 2"])
    }

    private func useCatchUp(_ ledger: Ledger, _ print: Printed) throws {
        // snippet: catch-up
        try ledger.catchUp(ClaimsPerPartner.self)
        if let progress = try ledger.progress(of: ClaimsPerPartner.self) {
            print("\(progress.checkpoint) of \(try ledger.head())")  // 1 of 1
        }
        // end
        let comment = try ClaimEvent(
            id: "comment-1", source: "my-app", stream: .claim(workshopClaimed().claim),
            time: Instant(year: 2026, month: 1, day: 6), actor: Actor(.partner, "ann"),
            fact: .commentAdded("called the customer"))
        try ledger.append([PreparedEvent(comment)])
        // snippet: stop
        do {
            try ledger.catchUp(FearsComments.self)
        } catch ProjectionError.stopped(_, _, _, let sequence, let reason) {
            print("stopped at \(sequence): \(reason)")  // stopped at 2: a comment came
            print("ledger at \(try ledger.head())")  // ledger at 2
        }
        // end
    }

    @Test(.timeLimit(.minutes(1)))
    func `follows by a task of its own`() async throws {
        let temporary = try TemporaryLedger()
        let ledger = temporary.ledger
        try ledger.append([PreparedEvent(workshopClaimed().event)])
        // snippet: follow
        let following = Task { try await ledger.followProjection(ClaimsPerPartner.self) }
        // end
        while try ledger.progress(of: ClaimsPerPartner.self)?.checkpoint != 1 { await Task.yield() }
        following.cancel()
        try await following.value
        #expect(try ledger.readProjection(ClaimsPerPartner.self) { try $0.count(of: "northwind") } == 1)
    }

    @Test func `stands beside the claims, which are asked the same way`() throws {
        let print = Printed()
        let now = Instant(year: 2026, month: 1, day: 6)
        let (claim, claimed) = try workshopClaimed()
        let temporary = try TemporaryLedger(projections: [LiveClaims.self, ClaimsPerPartner.self])
        let ledger = temporary.ledger
        try ledger.append([PreparedEvent(claimed)])
        // snippet: live-claims
        try ledger.readProjection(LiveClaims.self) { live in
            let status = try live.status(of: claim, asOf: now)
            print(status?.status.rawValue ?? "no such claim")  // customerClaimed
            let next = try live.nextDeadline(from: now)
            print(next?.becomes.rawValue ?? "nothing lapses")  // customerConsentExpired
        }
        // end
        // snippet: replay
        var replayed = try Replay.fold(ClaimsProjection.self, over: ledger, ReplaySelection(asOf: now), now: now)
        replayed.state.advance(to: replayed.asOf)
        for claim in replayed.state.claimsByNumber { print("\(claim.id) \(claim.status) since \(claim.since)") }
        // end
        #expect(
            print.lines == [
                "customerClaimed", "customerConsentExpired", "3000001 customerClaimed since 2026-01-05T00:00:00Z",
            ])
    }
}

/// Cannot take a comment.
private struct FearsComments: StoredProjection {
    static let name = "fears-comments"
    static let version: UInt32 = 1

    struct Comment: Error, CustomStringConvertible { let description = "a comment came" }

    init(state: ProjectionState) {}

    mutating func evolve(_ event: borrowing EventView) throws {
        if event.kind == .commentAdded { throw Comment() }
    }
}
