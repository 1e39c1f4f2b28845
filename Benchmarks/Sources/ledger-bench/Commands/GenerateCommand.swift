import ArgumentParser
import MadeHistories

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Writes a history of made claims as JSON Lines, and how it goes on into a second file.",
        discussion: """
            Both processes, about twelve events a claim, in the order of time, without violations. The first so many \
            events fill a ledger; the second file holds those that are appended to it while it is measured.
            """)

    @Option(help: "How many events fill the ledger.") var events: Int
    @Option(help: ArgumentHelp("Where they are written.", valueName: "file")) var output: String
    @Option(help: "How many events follow.") var tail = 0
    @Option(help: ArgumentHelp("Where those are written.", valueName: "file")) var tailOutput: String?
    @Option(help: "Everything follows from it.") var seed: UInt64 = 20_250_607
    @Flag(name: .customLong("random-ids"), help: "Event ids without order; else they ascend within their source.")
    var randomIDs = false

    func validate() throws {
        guard events >= 0, tail >= 0 else { throw ValidationError("There are no fewer events than none.") }
        guard (tail > 0) == (tailOutput != nil) else { throw ValidationError("--tail and --tail-output go together.") }
    }

    func run() throws {
        var figures = Figures()
        let (duration, sizes) = try timed {
            var history = MadeHistory(seed: seed, events: events + tail, ids: randomIDs ? .random : .ascending)
            let filling = try write(events, of: &history, to: output)
            return (filling, try tailOutput.map { path in try write(tail, of: &history, to: path) } ?? 0)
        }
        figures.add("events", events)
        figures.add("bytes", sizes.0)
        figures.add("tailEvents", tail)
        figures.add("tailBytes", sizes.1)
        figures.add("seconds", duration)
        figures.write()
    }

    private func write(_ count: Int, of history: inout MadeHistory, to path: String) throws -> Int {
        var file = try WrittenFile(path)
        for _ in 0..<count { try file.append { history.appendNext(to: &$0) } }
        return try file.close()
    }
}
