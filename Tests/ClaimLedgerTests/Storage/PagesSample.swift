import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Data files of every shape LMDB makes, from a seed.
///
/// Long keys and values, entries that were removed, a filled list of free pages.
enum PagesSample {
    /// Makes the file and closes it.
    static func make(in directory: TemporaryStorageDirectory, seed: UInt64, commits: Int = 30) throws {
        var generator = SeededGenerator(seed: seed)
        let environment = try Environment.createForTest(directory)
        var sequence: UInt64 = 0
        var keys: [[UInt8]] = []
        for _ in 0..<commits {
            try commit(to: environment, &sequence, &keys, &generator)
        }
    }

    /// One commit: events at the end, entries anywhere, some of them changed twice or removed.
    static func commit(
        to environment: Environment, _ sequence: inout UInt64, _ keys: inout [[UInt8]],
        _ generator: inout SeededGenerator
    ) throws {
        let (events, streams) = (environment[table: "events"], environment[table: "streams"])
        try environment.write { (transaction) throws(StorageError) in
            for _ in 0..<Int.random(in: 1...40, using: &generator) {
                sequence += 1
                try transaction.append(events, sequence, bytes(Int.random(in: 74...400, using: &generator)).span.bytes)
            }
            for _ in 0..<Int.random(in: 0...6, using: &generator) {
                let key = (0..<Int.random(in: 1...300, using: &generator)).map { _ in UInt8(generator.next() % 4) }
                for most in [9_000, 9_000, 60] where generator.next() % 2 == 0 {
                    let value = bytes(Int.random(in: 0...most, using: &generator))
                    try transaction.put(streams, key: key.span.bytes, value.span.bytes)
                    keys.append(key)
                }
            }
            let access = TableAccess(transaction, streams)
            defer { access.end() }
            while keys.count > 60 { try access.remove(keys.remove(at: Int(generator.next() % UInt64(keys.count)))) }
        }
    }

    private static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0) } }

    /// Makes the data of a small ledger: several streams, some events long enough for pages of their own.
    static func makeLedger(in folder: LedgerFolder, events count: Int) throws {
        let ledger = try Ledger.create(at: folder.path)
        for start in stride(from: 0, to: count, by: 20) {
            try ledger.append(
                (start..<min(count, start + 20)).map { number in
                    let word = String(repeating: "word ", count: number % 50 == 7 ? 900 : 3 + number % 40)
                    return try note(EventID("event-\(number)"), on: .ticket(TicketID("\(number % 9)")), saying: word)
                })
        }
    }
}

/// A data file open for reading, and what a walk finds in it.
final class OpenFile {
    private let descriptor: Int32

    init(_ path: String, forWriting: Bool = false) throws {
        descriptor = open(path, (forWriting ? O_WRONLY : O_RDONLY) | O_CLOEXEC)
        try #require(descriptor >= 0)
    }

    deinit { close(descriptor) }

    /// Lends the descriptor, which stays open as long.
    func read<Result>(_ body: (Int32) throws -> Result) rethrows -> Result { try body(descriptor) }

    /// What a walk finds; nil where writers were always faster.
    func walk(_ depth: PageDepth, limit: Int = 100) throws -> PageReport? {
        try read { try PageFile.walk($0, depth: depth, limit: limit) }
    }

    /// The faults a walk finds, or the one fault of the meta pages that keeps it from beginning.
    func faults(_ depth: PageDepth, limit: Int = 100) throws -> [PageFault] {
        do { return try walk(depth, limit: limit)?.faults ?? [] } catch let failure as PageFile.Failure {
            guard case .fault(let fault) = failure else { throw failure }
            return [fault]
        }
    }
}
