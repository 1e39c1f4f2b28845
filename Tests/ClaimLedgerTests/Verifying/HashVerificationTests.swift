import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

/// Two whole blocks of 4,096 events and a rest, so that blocks, what stands above them, and the rest are all computed.
@Suite struct `Verifying every hash` {
    private static let count = 2 * 4_096 + 5
    let temporary: TemporaryLedger
    var ledger: Ledger { temporary.ledger }

    init() throws {
        temporary = try TemporaryLedger()
        let stream = Stream.ticket(TicketID("1"))
        try temporary.ledger.append((1...Self.count).map { try note(EventID("e-\($0)"), on: stream) })
    }

    private func verified(_ checkpoints: [Checkpoint] = []) -> VerificationReport {
        var options = VerificationOptions()
        options.isHashesOnly = true
        options.checkpoints = checkpoints
        return ledger.verify(options)
    }

    @Test func `finds nothing in a sound ledger, and says that it was partial`() throws {
        let key = SigningKey(generatingFor: try KeyName("ledger.example/main"))
        let checkpoint = try ledger.signCheckpoint(by: key).checkpoint
        let report = verified([checkpoint])
        #expect(report.isSound, "\(report.findings)")
        #expect(report.depth == .hashes)
        #expect(report.root == checkpoint.root)
        #expect(report.checkpoints == [UInt64(Self.count)])
        #expect(report.range.hasPrefix("every hash over events 1 to \(Self.count) computed"))
    }

    @Test(arguments: [1, 4_096, 4_097, 6_000, 8_192, 8_193, 8_197] as [UInt64])
    func `finds a changed byte wherever it is, by verifying everything then`(sequence: UInt64) throws {
        try ledger.environment.write { (transaction) throws(StorageError) in
            guard var record = try transaction.get(ledger.tables.events, sequence)?.copiedBytes() else { return }
            record[90] ^= 1
            try transaction.put(ledger.tables.events, sequence, record.rawBytes)
        }
        let report = verified()
        #expect(report.depth == .everything)
        #expect(report.findings.map(\.code) == [.leafHash])
        #expect(report.findings.first?.sequence == sequence)
    }

    /// In a block, at its top, above two blocks, and over the rest.
    @Test(arguments: [
        TreeNode(level: 1, index: 7), TreeNode(level: 12, index: 1), TreeNode(level: 13, index: 0),
        TreeNode(level: 2, index: 2_048),
    ])
    func `finds a changed node wherever it is`(node: TreeNode) throws {
        try ledger.environment.write { (transaction) throws(StorageError) in
            try transaction.put(ledger.tables.nodes, node.number, TreeHash.ofEmptyTree.bytes.rawBytes)
        }
        let report = verified()
        #expect(report.findings.map(\.code) == [.node])
        #expect(report.findings.first?.place == "node \(node)")
    }

    @Test func `holds a checkpoint of another history against it`() throws {
        let other = Checkpoint(origin: try KeyName("ledger.example/main"), size: 5_000, root: .ofEmptyTree)
        #expect(verified([other]).findings.map(\.code) == [.root])
    }
}
