import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import Testing

@Suite struct `A desk that is closed` {
    /// Works once at a desk of its own.
    private func work(at path: String, _ number: Int) async throws {
        let desk = try ClaimDesk(opening: path, source: "close")
        async let first = desk.ledger.head()
        do {
            try await desk.perform(
                .comment("a word"), on: try #require(ClaimID("\(3_000_000 + number)")), by: Actor(.partner, "p"),
                at: Instant(year: 2025, month: 1, day: 1))
        } catch PerformError.refused {}
        _ = try await first
        await desk.close()
    }

    @Test func `has let go of its ledger, which opens again at once`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.ledger
        do { _ = try Ledger.create(at: path) }
        for number in 1...40 { try await work(at: path, number) }
        _ = try Ledger.open(at: path)
    }
}
