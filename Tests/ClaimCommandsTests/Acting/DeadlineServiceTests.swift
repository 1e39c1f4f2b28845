import ClaimCommands
import ClaimDeadlineService
import ClaimLedger
import ClaimLedgerTesting
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@Suite struct `The keeper of deadlines as a service` {
    @Test func `records what has come due, reports it, and ends with its group`() async throws {
        let (story, claim) = (try ClaimStory(), try Cast.id(3_000_001))
        try story.does(Cast.workshop(), on: claim, by: Cast.partner)
        let clock = SettableClock(Cast.start.adding(days: 30))
        let keeper = DeadlineKeeper(story.desk, remindingSince: Cast.start, clock: clock.read)
        let rounds = Mutex<[DeadlineKeeper.Round]>([])
        let (first, told) = AsyncStream.makeStream(of: Void.self)
        let service = DeadlineService(keeper) { round in
            rounds.withLock { $0.append(round) }
            told.finish()
        }
        let group = ServiceGroup(services: [service], logger: Logger(label: "test"))
        let running = Task { try await group.run() }
        for await _ in first {}
        await group.triggerGracefulShutdown()
        try await running.value
        #expect(rounds.withLock { $0.first?.lapses.recorded.map(\.claim) } == [claim])
        #expect(try story.desk.ledger.head() == 2)
    }
}
