import ClaimLedgerTesting
import Foundation
import Testing

@testable import ClaimLedger

@Suite struct `A backup of a ledger` {
    let folder: TemporaryFolder
    let temporary: TemporaryLedger
    var ledger: Ledger { temporary.ledger }
    let key: SigningKey

    init() throws {
        folder = try TemporaryFolder()
        key = SigningKey(generatingFor: try KeyName("ledger.example/main"))
        temporary = try TemporaryLedger()
        try temporary.ledger.append(notes(200, named: "a"))
    }

    @Test func `made while a task appends is a whole prefix, with a checkpoint that both bear out`() async throws {
        let ledger = ledger
        async let writing: Void = appendRounds(ledger)
        var sizes: [UInt64] = []
        for round in 0..<5 {
            let receipt = try ledger.backUp(to: folder.path("c\(round)"), signedBy: key)
            let signed = try #require(receipt.checkpoint)
            try signed.verify(keys: [key.verifierKey])
            var options = VerificationOptions()
            options.checkpoints = [signed.checkpoint]
            let copy = try Ledger.open(at: folder.path("c\(round)"), access: .readOnly)
            #expect(try copy.head() == signed.checkpoint.size)
            #expect(signed.checkpoint.size % 20 == 0)
            let report = copy.verify(options)
            #expect(report.isSound && report.checkpoints == [signed.checkpoint.size], "\(report.findings)")
            #expect(copy.identity == ledger.identity)
            sizes.append(signed.checkpoint.size)
        }
        try await writing
        #expect(sizes == sizes.sorted())
        var options = VerificationOptions()
        for round in 0..<5 {
            options.checkpoints.append(
                try #require(try LedgerBackup(at: folder.path("c\(round)")).signedCheckpoint).checkpoint)
        }
        #expect(ledger.verify(options).isSound)
    }

    @Test func `of a ledger that was rolled back is not signed, and not made`() throws {
        try ledger.append(notes(5, named: "later"))
        let kept = try ledger.signCheckpoint(by: key).checkpoint
        let other = try TemporaryLedger()
        try other.ledger.append(notes(200, named: "a"))
        #expect(throws: BackupError.evidence(.beyondHead(size: 205, head: 200))) {
            try other.ledger.backUp(to: folder.path("c"), signedBy: key, continuing: kept)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).isEmpty)
    }

    @Test func `becomes a ledger only where the verification says so`() throws {
        _ = try ledger.backUp(to: folder.path("c"))
        let backup = try LedgerBackup(at: folder.path("c"))
        #expect(backup.signedCheckpoint == nil)
        #expect(backup.checkpoint?.size == 200)
        #expect(try backup.restore(to: folder.path("no")) { _ in false } == false)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")) == ["c"])
        #expect(try backup.restore(to: folder.path("yes")) { _ in true })
        #expect(try Ledger.open(at: folder.path("yes")).head() == 200)
        #expect(throws: BackupError.folder(.occupied(path: folder.path("yes")))) {
            try backup.restore(to: folder.path("yes")) { _ in true }
        }
    }
}

/// Appends twenty events at a time, sixty times.
private func appendRounds(_ ledger: Ledger) async throws {
    for round in 0..<60 {
        try ledger.append(notes(20, named: "w\(round)", on: .ticket(TicketID("\(round % 5)"))))
        await Task.yield()
    }
}
