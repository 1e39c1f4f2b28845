import ArgumentParser
import ClaimLedger
import ClaimProjections

struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Opens a ledger again and again: to read, and to append with its stored projections.")

    @Option(help: ArgumentHelp("The ledger's directory.", valueName: "dir")) var ledger: String
    @Option(help: "How often it is opened in each way.") var times = 200

    func run() throws {
        // The first time may have to bring the projections up to the head.
        _ = try Ledger.open(at: ledger, projections: [LiveClaims.self])
        var reading = Latencies(capacity: times)
        var appending = Latencies(capacity: times)
        for _ in 0..<times {
            _ = try reading.time { try Ledger.open(at: ledger, access: .readOnly).head() }
            _ = try appending.time { try Ledger.open(at: ledger, projections: [LiveClaims.self]).head() }
        }
        var figures = Figures()
        reading.note("read", in: &figures)
        appending.note("append", in: &figures)
        figures.write()
    }
}
