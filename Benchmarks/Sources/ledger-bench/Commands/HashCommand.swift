import ArgumentParser
import ClaimLedger
import Crypto

struct HashCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hash",
        abstract: "Hashes events that are in memory with swift-crypto, to tell the two hash functions' own ratio.")

    @Option(help: ArgumentHelp("The ledger's directory.", valueName: "dir")) var ledger: String
    @Option(help: "How many events, at the most.") var count = 100_000

    func run() throws {
        var events: [[UInt8]] = []
        try Ledger.open(at: ledger, access: .readOnly).forEachEvent { event in
            events.append([0] + event.jsonBytes())
            return events.count < count
        }
        let (duration, first) = timed { events.reduce(0) { $0 &+ Int(Self.firstByte(of: $1)) } }
        var figures = Figures()
        figures.add("events", events.count)
        figures.add("bytes", events.reduce(0) { $0 + $1.count })
        // Printed so that no hash is thought to be superfluous.
        figures.add("sumOfFirstBytes", first)
        figures.add("seconds", duration)
        figures.write()
    }

    private static func firstByte(of bytes: [UInt8]) -> UInt8 {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return hash.finalize().withUnsafeBytes { $0[0] }
    }
}
