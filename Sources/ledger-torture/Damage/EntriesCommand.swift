import ArgumentParser
import ClaimLedger
import ClaimLedgerTesting

struct EntriesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entries",
        abstract: "Turns single bits of stored values over, one at a time, as many in each table.",
        discussion: """
            Bits turned over anywhere in the file mostly hit events. Here headers, look-up tables, counters and the stored \
            state of the projections get as many, and LMDB's own structure stays sound.
            """)

    @OptionGroup var options: TrialOptions
    @Option(help: "The one table to change.") var table: String?

    private static let tables = [
        "events", "streams", "heads", "sources", "identities", "nodes", "meta", "projections", "state",
    ]

    func validate() throws {
        if let table, !Self.tables.contains(table) { throw ValidationError("a ledger has no table \(table)") }
    }

    func run() throws {
        var trial = try DamageTrial("entries", options)
        var random = SeededGenerator(seed: options.seed)
        for round in 0..<(options.rounds ?? 400) {
            let name = table ?? Self.tables[round % Self.tables.count]
            try trial.look { path in "round \(round + 1), " + (try Self.change(name, of: path, &random)) }
        }
        try trial.tally.report()
    }

    /// Turns a bit of one value over, and says which.
    private static func change(
        _ name: String, of path: String, _ random: inout SeededGenerator
    ) throws -> String {
        let environment = try Environment.open(directory: path, tables: tables, access: .readWrite)
        let table = environment[table: name]
        let (key, value) = try entry(of: table, in: environment, random.next())
        // Headers are a small part of what a table of events holds.
        let room = name == "events" && Bool.random(using: &random) ? min(40, value.count) : value.count
        guard room > 0 else { return "nothing, for the value is empty" }
        let byte = Int.random(in: 0..<room, using: &random)
        let bit = Int.random(in: 0..<8, using: &random)
        var changed = value
        changed[byte] ^= 1 << UInt8(bit)
        try environment.write { (transaction) throws(StorageError) in
            try transaction.put(table, key: key.span.bytes, changed.span.bytes)
        }
        return "bit \(bit) of byte \(byte) of \(value.count) under key \(key) of table \(name)"
    }

    private static func entry(
        of table: Table, in environment: Environment, _ number: UInt64
    ) throws -> (key: [UInt8], value: [UInt8]) {
        let transaction = try environment.beginRead()
        let count = try transaction.count(table)
        guard count > 0 else { throw TortureFailure("the table has no entry") }
        var cursor = try transaction.cursor(table)
        var left = Int(number % UInt64(count))
        while let entry = try cursor.next() {
            guard left > 0 else {
                return (entry.key.withUnsafeBytes { Array($0) }, entry.value.withUnsafeBytes { Array($0) })
            }
            left -= 1
        }
        throw TortureFailure("the table has fewer entries than it says")
    }
}
