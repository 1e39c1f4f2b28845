import ClaimLedgerTesting
import Foundation
import Testing

@testable import ClaimLedger

@Suite struct `A bundle of a ledger` {
    let folder: TemporaryFolder
    let temporary: TemporaryLedger
    var ledger: Ledger { temporary.ledger }
    let key: SigningKey

    init() throws {
        folder = try TemporaryFolder()
        key = SigningKey(generatingFor: try KeyName("ledger.example/main"))
        let clock = SettableClock(Instant(year: 2026, month: 1, day: 1))
        temporary = try TemporaryLedger(clock: clock.read)
        for round in 0..<20 {
            clock.advance(microseconds: 1_000)
            try temporary.ledger.append(notes(30, named: "r\(round)", on: .ticket(TicketID("\(round % 7)"))))
        }
    }

    private func records(_ ledger: Ledger) throws -> [[UInt8]] {
        let snapshot = try ledger.snapshot()
        return try (1...snapshot.head).map { try snapshot.rawRecord(at: $0) ?? [] }
    }

    @Test func `becomes a ledger with the same records, headers included, and the same tree`() throws {
        let signed = try ledger.signCheckpoint(by: key)
        let written = try ledger.exportBundle(to: folder.path("b"), checkpoint: signed, key: key.verifierKey)
        let bundle = try LedgerBundle(opening: folder.path("b"), trusting: [key.verifierKey])
        #expect(try Ledger.create(at: folder.path("copy"), from: bundle) == written)
        let copy = try Ledger.open(at: folder.path("copy"))
        #expect(try records(copy) == records(ledger))
        var options = VerificationOptions()
        options.checkpoints = [signed.checkpoint]
        let report = copy.verify(options)
        #expect(report.isSound && report.checkpoints == [600], "\(report.findings)")
        // The copy goes on like any ledger: later than what it took in, whatever its clock says.
        try copy.append([note("more")])
        #expect(copy.verify(options).isSound)
    }

    /// What a killed process leaves is what stands there at some report of progress.
    @Test func `is no ledger to anybody until all of it is in`() throws {
        for round in 0..<5 { try ledger.append(notes(1_000, named: "s\(round)")) }
        let signed = try ledger.signCheckpoint(by: key)
        try ledger.exportBundle(to: folder.path("b"), checkpoint: signed, key: key.verifierKey)
        var reports = 0
        try Ledger.create(at: folder.path("copy"), from: LedgerBundle(opening: folder.path("b"))) { _ in
            reports += 1
            #expect(!FileManager.default.fileExists(atPath: folder.path("copy")))
            // Some of the events would be sound by themselves.
            #expect(throws: LedgerOpenError.self) {
                _ = try LedgerDirectory(folder.path("copy.draft")).readIdentity()
            }
        }
        #expect(reports > 1)
        #expect(try Ledger.open(at: folder.path("copy")).head() == 5_600)
    }

    @Test func `takes recorded times as they are, in the past of the clock or in its future`() throws {
        let late = try TemporaryLedger(clock: { Instant(year: 2099, month: 1, day: 1) })
        try late.ledger.append(notes(3, named: "late"))
        let signed = try late.ledger.signCheckpoint(by: key)
        try late.ledger.exportBundle(to: folder.path("b"), checkpoint: signed, key: key.verifierKey)
        let empty = try TemporaryLedger()
        try empty.ledger.importBundle(LedgerBundle(opening: folder.path("b")))
        #expect(try records(empty.ledger) == records(late.ledger))
        #expect(FileManager.default.fileExists(atPath: empty.path + "/ledger.json"))
        #expect(throws: BundleError.notEmpty(path: empty.path, events: 3)) {
            try empty.ledger.importBundle(LedgerBundle(opening: folder.path("b")))
        }
    }

    /// Lines that are signed for, and yet no history that a ledger could have recorded.
    @Test(arguments: [
        ("a gap", "sequence 3, expected 2"),
        ("an older recording", "recorded 2025-01-01T00:00:00Z, the event before it"),
        ("a version left out", "version 3 of its stream, expected 2"),
        ("an identity twice", "event e-1 of test stands at 1 already"),
    ])
    func `that no ledger could have written is refused, and leaves the ledger empty`(
        _ fault: String, _ reason: String
    ) throws {
        let first = try note("e-1")
        let second = try note(fault == "an identity twice" ? "e-1" : "e-2")
        let time = Instant(year: 2026, month: 1, day: 1)
        func line(_ event: PreparedEvent, _ sequence: UInt64, _ version: UInt32, _ recorded: Instant) -> [UInt8] {
            let place = EventPlace(
                sequence: sequence, recordedTime: recorded, streamIndex: 0, streamVersion: version, previousInStream: 0)
            return event.withView(at: place) { $0.jsonBytes() }
        }
        let lines = [
            line(first, 1, 1, time),
            line(
                second, fault == "a gap" ? 3 : 2, fault == "a version left out" ? 3 : 2,
                fault == "an older recording" ? Instant(year: 2025, month: 1, day: 1) : time),
        ]
        var tiles = TileBuilder()
        try FileManager.default.createDirectory(atPath: folder.path("b"), withIntermediateDirectories: true)
        for line in lines { tiles.append(line) { _, _ in } }
        let signed = try SignedCheckpoint(size: 2, root: tiles.tree.root, signedBy: key)
        try folder.write(signed.bytes, "b/checkpoint")
        try folder.write("\(key.verifierKey)\n".utf8, "b/vkey")
        try folder.write(lines.flatMap { $0 + [10] }, "b/events.jsonl")
        let empty = try TemporaryLedger()
        let bundle = try LedgerBundle(opening: folder.path("b"))
        do {
            try empty.ledger.importBundle(bundle)
            Issue.record("it was taken in")
        } catch {
            #expect("\(error)".hasPrefix("\(folder.path("b/events.jsonl")):2: \(reason)"), "\(error)")
        }
        #expect(try empty.ledger.head() == 0)
        #expect(!FileManager.default.fileExists(atPath: empty.path + ".trial.draft"))
        #expect(throws: BundleError.self) { try Ledger.create(at: folder.path("new"), from: bundle) }
        #expect(!FileManager.default.fileExists(atPath: folder.path("new")))
    }

    @Test func `is not written for a checkpoint of another history, and leaves nothing behind`() throws {
        let other = try SignedCheckpoint(size: 5, root: .ofEmptyTree, signedBy: key)
        #expect(throws: BundleError.self) {
            try ledger.exportBundle(to: folder.path("b"), checkpoint: other, key: key.verifierKey)
        }
        let longer = try SignedCheckpoint(size: 601, root: .ofEmptyTree, signedBy: key)
        #expect(throws: BundleError.ledger(.beyondHead(size: 601, head: 600))) {
            try ledger.exportBundle(to: folder.path("b"), checkpoint: longer, key: key.verifierKey)
        }
        #expect(try folder.byteCount() == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).isEmpty)
    }

    @Test func `does not go where something stands, nor over what a killed run left`() throws {
        let signed = try ledger.signCheckpoint(by: key)
        try FileManager.default.createDirectory(atPath: folder.path("full"), withIntermediateDirectories: false)
        try folder.write([1], "full/file")
        #expect(throws: BundleError.folder(.occupied(path: folder.path("full")))) {
            try ledger.exportBundle(to: folder.path("full"), checkpoint: signed, key: key.verifierKey)
        }
        try FileManager.default.createDirectory(atPath: folder.path("b.draft"), withIntermediateDirectories: false)
        #expect(throws: BundleError.folder(.unfinished(path: folder.path("b.draft")))) {
            try ledger.exportBundle(to: folder.path("b"), checkpoint: signed, key: key.verifierKey)
        }
        #expect(FileManager.default.fileExists(atPath: folder.path("b.draft")))
        try FileManager.default.createDirectory(atPath: folder.path("empty"), withIntermediateDirectories: false)
        try ledger.exportBundle(to: folder.path("empty/"), checkpoint: signed, key: key.verifierKey)
        #expect(FileManager.default.fileExists(atPath: folder.path("empty/tile/entries/002.p/88")))
    }
}
