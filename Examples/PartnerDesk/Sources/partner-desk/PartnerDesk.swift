import ArgumentParser
import ClaimCommands
import ClaimLedger
import ClaimProjections
import Foundation

/// The root command.
@main struct PartnerDesk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partner-desk",
        abstract: "A small partner desk: files claims, acts on them, and keeps their deadlines.",
        discussion: """
            Begin with: partner-desk --ledger /tmp/desk story
            Run it again later, or with --now, and it finds its claims and goes on.
            """,
        subcommands: [
            StoryCommand.self, ClaimCommand.self, AskCommand.self, ConsentCommand.self, ActCommand.self,
            ShowCommand.self, DeadlinesCommand.self,
        ])

    @OptionGroup var options: DeskOptions
}

/// Where the ledger is, and what time it is.
struct DeskOptions: ParsableArguments {
    @Option(name: .customLong("ledger"), help: "The directory of the ledger; made where it is missing.")
    var path: String?

    @Option(help: "What time it is, such as 2026-01-05T09:00:00Z; the system's time where it is left out.")
    var now: Instant?

    @Flag(help: "Remove the ledger first.")
    var reset = false

    /// Opens the desk, and first of all records what has lapsed while nobody looked.
    func open() async throws -> Desk {
        // The clock stands still, so that two runs with the same instants make the same events.
        let now = now ?? .systemNow()
        let claims = try openClaims { now }
        for lapse in try await claims.recordLapses(asOf: now).recorded {
            print("lapsed \(lapse.at): claim \(lapse.claim) is \(lapse.becomes.rawValue) (\(lapse.rule))")
        }
        return Desk(desk: claims, now: now)
    }

    private func openClaims(clock: @escaping @Sendable () -> Instant) throws -> ClaimDesk {
        guard let path else { throw ValidationError("name the directory of the ledger: --ledger DIR") }
        let exists = FileManager.default.fileExists(atPath: "\(path)/ledger.json")
        if exists, reset {
            for file in ["ledger.json", "data.mdb", "lock.mdb"] {
                try FileManager.default.removeItem(atPath: "\(path)/\(file)")
            }
        }
        guard exists, !reset else {
            let ledger = try Ledger.create(at: path, projections: [LiveClaims.self], clock: clock)
            return ClaimDesk(ledger, source: "partner-desk")
        }
        return try ClaimDesk(opening: path, source: "partner-desk", clock: clock)
    }
}

extension Instant: @retroactive ExpressibleByArgument {
    /// Reads an RFC 3339 instant.
    public init?(argument: String) {
        guard let instant = try? Instant(parsing: argument) else { return nil }
        self = instant
    }
}

extension ClaimID: @retroactive ExpressibleByArgument {
    /// Reads a claim's number.
    public init?(argument: String) { self.init(argument) }
}
