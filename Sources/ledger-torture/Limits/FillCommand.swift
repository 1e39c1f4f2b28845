import ArgumentParser
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Appends a history until there is no more room, in a process of its own because some limits hold for a process.
///
///     acknowledged N      events up to this sequence are on disk
///     refused KIND TEXT   what came then
///     reads N             how many events can still be read
struct FillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill", abstract: "Appends until there is no more room, for other programmes.",
        shouldDisplay: false)

    @Option var ledger: String
    @Option var seed: UInt64
    @Option(help: "The largest size of a file, in bytes.") var fileLimit: Int?
    @Option(help: "The size of the map, in bytes.") var map: Int?
    @Option(help: "How many events to append at the most.") var events = 20_000
    @Flag(help: .hidden) var withoutDefence = false

    func run() throws {
        Watchdog.start(seconds: 120)
        if let fileLimit {
            // Else the system ends the process before LMDB is told.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: rlim_t(fileLimit), rlim_max: rlim_t(fileLimit))
            #if canImport(Glibc)
                setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            #else
                setrlimit(RLIMIT_FSIZE, &limit)
            #endif
        }
        let ledger =
            if let map { try FailingStorage.withRoom(ofBytes: map) { try open() } } else { try open() }
        var history = History(seed: seed)
        _ = try history.next(Int(ledger.head()))
        var random = SeededGenerator(seed: seed)
        do {
            while history.made < events {
                let batch = try history.next(Int.random(in: 1...50, using: &random))
                defer { if withoutDefence { Output.line("acknowledged \(history.made)") } }
                try ledger.append(batch)
                Output.line("acknowledged \(history.made)")
            }
        } catch {
            var kind = "other"
            if case .storage(let storage)? = error as? AppendError { kind = "\(storage.kind)" }
            Output.line("refused \(kind) \("\(error)".split(separator: "\n")[0])")
            guard kind != "outcomeUnknown" else { return }
        }
        Output.line("reads \(ledger.verify().last)")
    }

    private func open() throws -> Ledger { try Ledger.open(at: ledger, projections: [LiveClaims.self]) }
}
