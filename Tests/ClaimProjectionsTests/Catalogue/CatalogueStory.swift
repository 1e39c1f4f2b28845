import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

/// What lines of events come to, read through a real ledger.
enum CatalogueStory {
    static let asOf = Instant(year: 2030, month: 1, day: 1)

    /// A line about an engagement or a location, dated at noon of a day of January 2024.
    static func line(_ id: String, _ type: String, _ subject: String, day: Int, _ data: String) -> String {
        """
        {"specversion":"1.0","id":"\(id)","source":"test","type":"claimledger.\(type).v1","subject":"\(subject)",\
        "time":"2024-01-\(day < 10 ? "0" : "")\(day)T12:00:00Z","actorparty":"microsoft","actorid":"m",\
        "datacontenttype":"application/json","data":\(data)}
        """
    }

    static func fold<State: Projection>(_ bytes: [UInt8], as type: State.Type = State.self) throws -> State {
        let temporary = try TemporaryLedger()
        _ = try Importer(ledger: temporary.ledger).run([MemoryInput(name: "events", bytes: bytes)])
        return try Replay.fold(State.self, over: temporary.ledger, ReplaySelection(asOf: asOf), now: asOf).state
    }

    static func fold<State: Projection>(_ lines: [String], as type: State.Type = State.self) throws -> State {
        try fold(Array(lines.joined(separator: "\n").utf8))
    }
}
