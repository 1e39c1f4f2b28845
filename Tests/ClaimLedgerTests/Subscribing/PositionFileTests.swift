import ClaimLedgerTesting
import Foundation
import Testing

@testable import ClaimLedger

@Suite(.timeLimit(.minutes(2))) struct `A position file` {
    private let temporary: TemporaryLedger
    private var ledger: Ledger { temporary.ledger }
    private let folder: LedgerFolder
    private var file: PositionFile { PositionFile(path: folder.path + "/position", ledger: ledger) }

    init() throws {
        temporary = try TemporaryLedger()
        folder = try LedgerFolder()
        try folder.makeDirectory()
    }

    @Test func `begins at 0 and gives what was stored last`() throws {
        #expect(try file.load() == 0)
        for position in [7, 0, 1 << 53 - 1] as [UInt64] {
            try file.store(position)
            #expect(try file.load() == position)
        }
        try file.store(42)
        #expect(
            try String(decoding: folder.contents(of: "position"), as: UTF8.self)
                == #"{"ledger":"\#(ledger.identity.ledger)","sequence":42}"# + "\n")
        #expect(try folder.permissions(of: "position") == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["position"])
    }

    @Test func `of another ledger is neither used nor overwritten`() throws {
        let other = try TemporaryLedger()
        try PositionFile(path: file.path, ledger: other.ledger).store(7)
        let error = PositionFileError.otherLedger(
            path: file.path, expected: ledger.identity.ledger, found: other.ledger.identity.ledger)
        #expect(throws: error) { try file.load() }
        #expect(throws: error) { try file.store(8) }
        #expect(try PositionFile(path: file.path, ledger: other.ledger).load() == 7)
    }

    @Test(arguments: ["", "{}", "7", #"{"ledger":"a","sequence":-1}"#, #"{"ledger":"a","sequence":"7"}"#])
    func `that holds something else is neither used nor overwritten`(text: String) throws {
        try folder.write(Array(text.utf8), to: "position")
        #expect(throws: PositionFileError.notAPosition(path: file.path)) { try file.load() }
        #expect(throws: PositionFileError.notAPosition(path: file.path)) { try file.store(8) }
        #expect(try folder.contents(of: "position") == Array(text.utf8))
    }

    @Test func `that cannot be read or written says so`() throws {
        let directory = PositionFile(path: folder.path, ledger: ledger)
        #expect(throws: PositionFileError.notReadable(path: folder.path, reason: "Is a directory")) {
            try directory.load()
        }
        let path = folder.path + "/missing/position"
        #expect(throws: PositionFileError.notWritable(path: path, reason: "No such file or directory")) {
            try PositionFile(path: path, ledger: ledger).store(1)
        }
        #expect(
            PositionFileError.notWritable(path: "p", reason: "r").description
                == "p cannot be written: r\n  check its directory, and the space left")
    }

    @Test(arguments: SeededGenerator.seeds(1...4))
    func `lets a consumer that stops anywhere go on without losing or repeating`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let ledger = ledger
        let (file, total) = (file, 900 as UInt64)
        let writing = Task {
            var generator = SeededGenerator(seed: seed + 1_000)
            while case let head = try ledger.head(), head < total {
                let count = min(Int.random(in: 1...40, using: &generator), Int(total - head))
                try ledger.append(notes(count, named: "after-\(head)"))
                await Task.yield()
            }
        }
        var consumed: [UInt64] = []
        while consumed.count < total {
            var iterator = ledger.events(after: try file.load()).makeAsyncIterator()
            for _ in 0..<Int.random(in: 1...120, using: &generator) where consumed.count < total {
                let event = try #require(try await iterator.next(), "seed \(seed)")
                consumed.append(event.sequence)
                try file.store(event.sequence)
            }
        }
        try await writing.value
        #expect(consumed == Array(1...total), "seed \(seed)")
    }
}
