import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

@Suite struct `Evidence from a ledger` {
    let temporary: TemporaryLedger
    var ledger: Ledger { temporary.ledger }
    let key: SigningKey

    init() throws {
        temporary = try TemporaryLedger()
        key = SigningKey(generatingFor: try KeyName("ledger.example/main"))
    }

    private func json(_ sequence: UInt64) throws -> [UInt8] {
        try ledger.read { snapshot in try snapshot.event(at: sequence)?.jsonBytes() ?? [] }
    }

    @Test func `has the root of the stored bytes, however the events were appended`() throws {
        var fold = TreeFold()
        for (round, count) in [1, 1, 2, 5, 1, 30, 3].enumerated() {
            try ledger.append(notes(count, named: "r\(round)"))
            while fold.size < (try ledger.head()) { fold.append(.leaf(try json(fold.size + 1))) }
            #expect(try ledger.snapshot().root() == fold.root)
        }
        let stored = try ledger.environment.beginRead().count(ledger.tables.nodes)
        #expect(stored == Int(TreeNode.interiorCount(leaves: fold.size)))
    }

    @Test func `proves every event against every checkpoint that holds it`() throws {
        var checkpoints: [SignedCheckpoint] = []
        for round in 0..<6 {
            try ledger.append(notes(3, named: "r\(round)"))
            checkpoints.append(try ledger.signCheckpoint(by: key))
        }
        for checkpoint in checkpoints {
            for sequence in 1...checkpoint.checkpoint.size {
                let proof = try ledger.read { try $0.inclusionProof(of: sequence, in: checkpoint) }
                try proof.verify(entry: try json(sequence), keys: [key.verifierKey])
            }
            let last = try #require(checkpoints.last)
            let consistency = try ledger.read {
                try $0.consistencyProof(from: checkpoint.checkpoint.size, to: last)
            }
            try consistency.verify(continuing: checkpoint, keys: [key.verifierKey])
        }
        let first = checkpoints[0]
        #expect(throws: EvidenceError.notInCheckpoint(sequence: 4, size: 3)) {
            try ledger.read { try $0.inclusionProof(of: 4, in: first) }
        }
    }

    @Test func `signs nothing that contradicts what was signed before`() throws {
        try ledger.append(notes(3, named: "a"))
        let first = try ledger.signCheckpoint(by: key)
        #expect(try ledger.signCheckpoint(by: key).checkpoint == first.checkpoint)
        let other = Checkpoint(origin: key.name, size: 2, root: .ofEmptyTree)
        #expect(throws: EvidenceError.self) { try ledger.signCheckpoint(by: key, continuing: other) }
        let longer = Checkpoint(origin: key.name, size: 9, root: .ofEmptyTree)
        #expect(throws: EvidenceError.beyondHead(size: 9, head: 3)) {
            try ledger.signCheckpoint(by: key, continuing: longer)
        }
    }

    @Test func `has the tiles of its tree`() throws {
        try ledger.append(notes(300, named: "a"))
        for tile in TilePath.tiles(ofTreeOfSize: 300) {
            let bytes = try ledger.read { try $0.bytes(of: tile) }
            switch tile.content {
            case .hashes: #expect(bytes.count == 32 * tile.width)
            case .entries:
                let entries = try EntryBundle.entries(of: bytes)
                #expect(entries.count == tile.width)
                #expect(entries.first == (try json(tile.firstIndex + 1)))
            }
        }
    }
}
