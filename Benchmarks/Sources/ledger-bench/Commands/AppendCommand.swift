import ArgumentParser
import ClaimLedger
import Synchronization

struct AppendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "append",
        abstract: "Appends events one by one, each durable, from one task or from many at the same time.",
        discussion: """
            Several tasks go through the group commit of LedgerWriter. One task goes through it too, or, with \
            --direct, through Ledger.append on its own thread. The events are prepared before the time is taken, as \
            the baselines have their bytes before it too.
            """)

    @Option(help: ArgumentHelp("The ledger's directory.", valueName: "dir")) var ledger: String
    @Option(help: ArgumentHelp("The events as JSON Lines.", valueName: "file")) var events: String
    @Option(help: "How many lines are passed over.") var skip = 0
    @Option(help: "How many events are appended.") var count = 10_000
    @Option(help: "How many tasks append.") var tasks = 1
    @Flag(help: "One task, without the writer's thread.") var direct = false

    func validate() throws {
        guard skip >= 0, count >= 1, tasks >= 1 else { throw ValidationError("Counts are positive.") }
        guard !direct || tasks == 1 else { throw ValidationError("--direct goes with one task.") }
    }

    func run() async throws {
        let prepared = try LinesFile.lines(of: events, skipping: skip, count: count)
            .map { try PreparedEvent(ClaimEvent(parsing: $0)) }
        guard prepared.count == count else { throw ValidationError("The file has too few lines.") }
        let opened = try Ledger.open(at: ledger)
        let before = try opened.head()
        let duration = try await direct ? appendDirectly(prepared, to: opened) : append(prepared, to: opened)
        var figures = Figures()
        figures.add("before", Int(before))
        figures.add("events", Int(try opened.head() - before))
        figures.add("seconds", duration)
        figures.write()
    }

    private func appendDirectly(_ events: [PreparedEvent], to ledger: Ledger) throws -> Duration {
        try timed { for event in events { try ledger.append([event]) } }.duration
    }

    private func append(_ events: [PreparedEvent], to ledger: Ledger) async throws -> Duration {
        let writer = LedgerWriter(ledger)
        let next = NextPlace(end: events.count)
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<tasks {
                group.addTask {
                    while let place = next.take() { try await writer.append([events[place]]) }
                }
            }
            try await group.waitForAll()
        }
        let duration = clock.now - start
        await writer.close()
        return duration
    }
}

/// Deals out places, each once, to many tasks.
private final class NextPlace: Sendable {
    private let next = Atomic<Int>(0)
    private let end: Int

    init(end: Int) { self.end = end }

    func take() -> Int? {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        return place < end ? place : nil
    }
}
