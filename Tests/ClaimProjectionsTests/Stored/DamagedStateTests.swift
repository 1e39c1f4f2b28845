import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Foundation
import Testing

/// Bits of stored state turned over behind the ledger's back; `LEDGER_SEED=…` runs one seed alone.
@Suite struct `Stored state that is damaged` {
    private static let tables = ["state", "projections", "events"]
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("damaged-\(UUID().uuidString)")
    private var path: String { folder.path }
    private let instant = Instant(year: 2027, month: 1, day: 1)

    /// Makes a ledger of some hundred events, and gives the numbers of its claims.
    private func makeLedger(seed: UInt64) throws -> [ClaimID] {
        let ledger = try Ledger.create(at: path, projections: [LiveClaims.self])
        var generator = HistoryGenerator(seed: seed, mode: .permitted, mostClaims: 8)
        try ledger.append(try (0..<120).map { _ in try generator.next() })
        return try Replay.fold(ClaimsProjection.self, over: ledger, now: instant).state.claims.map(\.id)
    }

    private func remove() { try? FileManager.default.removeItem(at: folder) }

    /// Changes the value of one entry; the table has to have one.
    private func change(_ name: String, entry: Int, _ change: (inout [UInt8]) -> Void) throws {
        let environment = try Environment.open(directory: path, tables: Self.tables, access: .readWrite)
        let table = environment[table: name]
        let entry = try read(entry, of: table, in: environment)
        var value = entry.value
        change(&value)
        try environment.write { (transaction) throws(StorageError) in
            try transaction.put(table, key: entry.key.span.bytes, value.span.bytes)
        }
    }

    private func read(
        _ number: Int, of table: Table, in environment: Environment
    ) throws -> (key: [UInt8], value: [UInt8]) {
        let transaction = try environment.beginRead()
        let count = try transaction.count(table)
        var cursor = try transaction.cursor(table)
        var left = number % count
        while let entry = try cursor.next() {
            guard left > 0 else {
                return (entry.key.withUnsafeBytes { Array($0) }, entry.value.withUnsafeBytes { Array($0) })
            }
            left -= 1
        }
        throw CocoaError(.coderValueNotFound)
    }

    @Test(arguments: SeededGenerator.seeds(1...3))
    func `gives an error that says how to build it anew, and a rebuild mends it`(seed: UInt64) throws {
        let claims = try makeLedger(seed: seed)
        defer { remove() }
        var random = SeededGenerator(seed: seed)
        for round in 0..<6 {
            try change("state", entry: Int.random(in: 0..<10_000, using: &random)) { value in
                let bit = Int.random(in: 0..<8 * value.count, using: &random)
                value[bit / 8] ^= 1 << UInt8(bit % 8)
            }
            let ledger = try Ledger.open(at: path, projections: [LiveClaims.self])
            for error in errors(of: ledger, claims) {
                guard case .damagedState(projection: "claims", _) = error as? ReadError else {
                    Issue.record("seed \(seed), round \(round): \(error)")
                    continue
                }
                #expect("\(error)".contains("\n  the events stand; build it anew: Ledger.rebuild, or ledger-replay "))
            }
            #expect(try ledger.compareProjection(LiveClaims.self).difference != nil, "seed \(seed), round \(round)")
            try ledger.rebuild(LiveClaims.self)
            #expect(errors(of: ledger, claims).isEmpty)
            #expect(try ledger.compareProjection(LiveClaims.self).difference == nil, "seed \(seed), round \(round)")
        }
    }

    /// What cannot be answered.
    private func errors(of ledger: Ledger, _ claims: [ClaimID]) -> [any Error] {
        var errors: [any Error] = []
        func ask(_ question: (inout LiveClaims) throws -> Void) {
            do { try ledger.readProjection(LiveClaims.self) { live in try question(&live) } } catch {
                errors.append(error)
            }
        }
        for claim in claims { ask { live in _ = try live.actions(of: claim, at: instant) } }
        ask { live in _ = try live.deadlines(before: .latest) }
        ask { live in _ = try live.unrecordedLapses(by: instant) }
        ask { live in _ = try live.violations() }
        return errors
    }

    @Test func `keeps a desk from deciding on it, and nothing is appended`() async throws {
        let claims = try makeLedger(seed: 1)
        defer { remove() }
        // The state begins with the claims' counts and the latest instant; the claims' rows follow.
        try change("state", entry: 2) { value in value[value.count / 2] ^= 1 }
        let ledger = try Ledger.open(at: path, projections: [LiveClaims.self])
        let head = try ledger.head()
        let desk = ClaimDesk(ledger)
        do {
            try await desk.perform(.comment("a word"), on: claims[0], by: Actor(.partner, "p"), at: instant)
            Issue.record("it was performed")
        } catch {
            guard case .read(.damagedState("claims", "claims 0 is not what was written there")) = error else {
                throw error
            }
        }
        #expect(try ledger.head() == head)
        try ledger.rebuild(LiveClaims.self)
        try await desk.perform(.comment("a word"), on: claims[0], by: Actor(.partner, "p"), at: instant)
        #expect(try ledger.head() == head + 1)
        await desk.close()
    }

    @Test func `in its progress keeps the ledger from being opened with it, and a rebuild mends that too`() throws {
        let claims = try makeLedger(seed: 1)
        defer { remove() }
        try change("projections", entry: 0) { value in value[9] ^= 0x40 }
        #expect {
            _ = try Ledger.open(at: path, projections: [LiveClaims.self])
        } throws: { "\($0)".contains("reading the progress of a projection, which a rebuild makes anew") }
        do { try Ledger.open(at: path).rebuild(LiveClaims.self) }
        let ledger = try Ledger.open(at: path, projections: [LiveClaims.self])
        #expect(errors(of: ledger, claims).isEmpty)
        #expect(try ledger.compareProjection(LiveClaims.self).difference == nil)
    }

    /// What a fold takes for granted is in the header: a replay ends with an answer or an error, whichever bit is wrong.
    @Test func `and damaged headers end no replay otherwise than by an error`() throws {
        _ = try makeLedger(seed: 2)
        defer { remove() }
        for bit in 8..<8 * 12 {
            try change("events", entry: bit) { value in value[bit / 8] ^= 1 << UInt8(bit % 8) }
            do {
                let ledger = try Ledger.open(at: path, access: .readOnly)
                _ = try Replay.fold(ClaimsProjection.self, over: ledger, now: instant)
            } catch {
                guard case .damaged = error as? ReadError else { throw error }
            }
            try change("events", entry: bit) { value in value[bit / 8] ^= 1 << UInt8(bit % 8) }
        }
    }
}
