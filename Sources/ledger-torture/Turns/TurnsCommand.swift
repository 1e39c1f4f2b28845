import ArgumentParser
import ClaimLedger

/// Appends to a few streams that other processes append to as well, each event saying which version it takes itself for.
///
///     acknowledged N      so many events were appended
struct TurnsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "turns", abstract: "Appends beside other processes, for another programme.", shouldDisplay: false)

    @Option var ledger: String
    @Option(help: "Tells this process's events from others'.") var name: String
    @Option var events = 200
    @Flag(help: .hidden) var withoutDefence = false

    func run() throws {
        Watchdog.start(seconds: 120)
        let ledger = try Ledger.open(at: ledger)
        // So that all start when all are there.
        Output.line("open")
        _ = readLine()
        for number in 0..<events {
            let stream = Stream.ticket(TicketID("\(number % 3)"))
            while try !append(number, to: stream, of: ledger) {}
        }
        Output.line("acknowledged \(events)")
    }

    /// False where another writer came first.
    private func append(_ number: Int, to stream: Stream, of ledger: Ledger) throws -> Bool {
        let version = try ledger.snapshot().version(of: stream)
        let event = try ClaimEvent(
            id: EventID("\(name)-\(number)"), source: "torture", stream: stream,
            time: Instant(year: 2025, month: 1, day: 1),
            actor: Actor(.system, ActorID(name)), fact: .ticketAssigned(owner: "\(version + 1)"))
        let expected: ExpectedVersion = version == 0 ? .noStream : .exactly(version)
        do {
            try ledger.append([PreparedEvent(event)], to: stream, expecting: withoutDefence ? .any : expected)
            return true
        } catch let error as AppendError {
            guard case .wrongExpectedVersion = error else { throw error }
            return false
        }
    }
}
