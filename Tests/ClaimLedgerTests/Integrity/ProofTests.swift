import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

@Suite struct `Proofs of a ledger` {
    @Test func `hold for every entry and every pair of sizes`() throws {
        let log = try SampleLog(size: 20)
        for size in 1...20 {
            for index in 0..<size {
                let proof = try InclusionProof(parsing: log.inclusion(index, in: size).bytes)
                #expect(try proof.verify(entry: log.entries[index], keys: log.keys).count == 1)
                let other = log.entries[(index + 1) % 20]
                #expect(throws: EvidenceFailure.self) { try proof.verify(entry: other, keys: log.keys) }
            }
            for old in 1...size {
                let proof = try ConsistencyProof(parsing: log.consistency(from: old, to: size).bytes)
                #expect(try proof.verify(continuing: log.checkpoint(old), keys: log.keys).count == 1)
            }
        }
    }

    @Test func `of inclusion say why they do not hold`() throws {
        let log = try SampleLog(size: 9)
        let proof = try log.inclusion(3, in: 9)
        func check(
            _ index: UInt64? = nil, _ path: [TreeHash]? = nil, _ checkpoint: SignedCheckpoint? = nil,
            fails expected: InclusionFailure
        ) throws {
            let changed = InclusionProof(
                index: index ?? proof.index, path: path ?? proof.path, checkpoint: checkpoint ?? proof.checkpoint)
            #expect(throws: EvidenceFailure.inclusion(expected)) {
                try InclusionProof(parsing: changed.bytes).verify(entry: log.entries[3], keys: log.keys)
            }
        }
        try check(9, fails: .indexOutsideTree(index: 9, size: 9))
        try check(UInt64.max, fails: .indexOutsideTree(index: .max, size: 9))
        try check(nil, nil, log.checkpoint(0), fails: .indexOutsideTree(index: 3, size: 0))
        try check(nil, Array(proof.path.dropLast()), fails: .pathTooShort(hashes: 3))
        try check(nil, proof.path + [.ofEmptyTree], fails: .pathTooLong(hashes: 5))
        // The last of nine leaves has one sibling only.
        try check(8, fails: .pathTooLong(hashes: 4))
        let found = failure(EvidenceFailure.self) {
            try InclusionProof(index: 2, path: proof.path, checkpoint: proof.checkpoint)
                .verify(entry: log.entries[3], keys: log.keys)
        }
        guard case .inclusion(.rootDiffers(_, proof.checkpoint.checkpoint.root)) = found else {
            Issue.record("another index: \(String(describing: found))")
            return
        }
    }

    @Test func `of consistency say why they do not hold`() throws {
        let log = try SampleLog(size: 9)
        let forged = try SampleLog(entries: log.entries.dropLast(4) + log.entries.prefix(4))
        let proof = try log.consistency(from: 5, to: 9)
        func check(
            _ proof: ConsistencyProof, continuing old: SignedCheckpoint, fails expected: ConsistencyFailure
        ) throws {
            #expect(throws: EvidenceFailure.consistency(expected)) {
                try ConsistencyProof(parsing: proof.bytes).verify(continuing: old, keys: log.keys)
            }
        }
        func with(_ hashes: [TreeHash], from old: UInt64 = 5) -> ConsistencyProof {
            ConsistencyProof(oldSize: old, hashes: hashes, checkpoint: proof.checkpoint)
        }
        let (root, forgedRoot) = (try log.root(9), try forged.root(9))
        try check(with([], from: 0), continuing: log.checkpoint(0), fails: .oldTreeEmpty)
        try check(proof, continuing: log.checkpoint(6), fails: .oldSizeDiffers(proof: 5, kept: 6))
        try check(with(proof.hashes, from: 4), continuing: log.checkpoint(5), fails: .oldSizeDiffers(proof: 4, kept: 5))
        try check(
            ConsistencyProof(oldSize: 9, hashes: [], checkpoint: log.checkpoint(5)), continuing: log.checkpoint(9),
            fails: .sizesOutOfOrder(old: 9, new: 5))
        try check(with([]), continuing: log.checkpoint(5), fails: .proofTooShort(hashes: 0))
        try check(
            with(proof.hashes.dropLast()), continuing: log.checkpoint(5),
            fails: .proofTooShort(hashes: proof.hashes.count - 1))
        try check(
            with(proof.hashes + [root]), continuing: log.checkpoint(5),
            fails: .proofTooLong(hashes: proof.hashes.count + 1))
        try check(with([root], from: 9), continuing: log.checkpoint(9), fails: .proofTooLong(hashes: 1))
        try check(
            with([], from: 9), continuing: forged.checkpoint(9),
            fails: .rootsOfOneSizeDiffer(size: 9, old: forgedRoot, new: root))
        // Both ledgers begin with the same five entries, so this proof leads to the old root and to another new one.
        try check(
            ConsistencyProof(oldSize: 5, hashes: proof.hashes, checkpoint: forged.checkpoint(9)),
            continuing: log.checkpoint(5), fails: .newRootDiffers(computed: root, stated: forgedRoot))
        let seven = try log.consistency(from: 7, to: 9)
        try check(
            seven, continuing: forged.checkpoint(7),
            fails: .oldRootDiffers(computed: log.root(7), stated: forged.root(7)))
    }

    @Test func `of consistency need the signature of both checkpoints, and one ledger`() throws {
        let log = try SampleLog(size: 9)
        let proof = try log.consistency(from: 5, to: 9)
        let stranger = try SigningKey(name: log.key.name, seed: [UInt8](repeating: 8, count: 32))
        let old = try SignedCheckpoint(size: 5, root: log.root(5), signedBy: stranger)
        #expect(
            throws: EvidenceFailure.wrongKey(
                name: SampleLog.origin, signed: stranger.verifierKey.id, known: log.key.verifierKey.id)
        ) { try proof.verify(continuing: old, keys: log.keys) }
        let other = try SigningKey(name: KeyName("ledger.example/other"), seed: [UInt8](repeating: 8, count: 32))
        let foreign = try SignedCheckpoint(size: 5, root: log.root(5), signedBy: other)
        #expect(
            throws: EvidenceFailure.otherLedger(origin: SampleLog.origin, expected: ["ledger.example/other"])
        ) { try proof.verify(continuing: foreign, keys: log.keys + [other.verifierKey]) }
    }

    @Test func `keep extra data without believing it`() throws {
        let log = try SampleLog(size: 3)
        let plain = String(decoding: try log.inclusion(1, in: 3).bytes, as: UTF8.self)
        let text = plain.replacing("\nindex", with: "\nextra AAEC\nindex", maxReplacements: 1)
        let proof = try InclusionProof(parsing: Array(text.utf8))
        #expect(proof.extra == [0, 1, 2])
        #expect(proof.bytes == Array(text.utf8))
        #expect(try proof.verify(entry: log.entries[1], keys: log.keys).count == 1)
        // No signature covers it: another value verifies just as well.
        let other = try InclusionProof(parsing: Array(text.replacing("AAEC", with: "AAED").utf8))
        #expect(try other.verify(entry: log.entries[1], keys: log.keys).count == 1)
    }

    @Test func `are refused where they are malformed, with the line`() throws {
        let log = try SampleLog(size: 9)
        let inclusion = String(decoding: try log.inclusion(3, in: 9).bytes, as: UTF8.self)
        let consistency = String(decoding: try log.consistency(from: 5, to: 9).bytes, as: UTF8.self)
        func parsing(_ text: String) -> MalformedEvidence? {
            failure {
                text.hasPrefix("old")
                    ? try ConsistencyProof(parsing: Array(text.utf8)).bytes
                    : try InclusionProof(parsing: Array(text.utf8)).bytes
            }
        }
        func check(_ text: String, line: Int?, _ reason: MalformedEvidence.Reason) {
            #expect(
                parsing(text)
                    == MalformedEvidence(
                        text.hasPrefix("old") ? .consistencyProof : .inclusionProof, line: line, reason))
        }
        let hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
        #expect(parsing(inclusion) == nil && parsing(consistency) == nil)
        check("", line: nil, .truncated(before: "the header"))
        check(inclusion.replacing("index 3", with: "index 03"), line: 2, .number)
        check(inclusion.replacing("index 3", with: "index  3"), line: 2, .number)
        check(inclusion.replacing("=\n\nledger", with: "\n\nledger"), line: 6, .base64(.padding))
        check(inclusion.replacing("main\n9\n", with: "main\n09\n"), line: 9, .number)
        check(String(inclusion.dropLast()), line: 12, .unfinishedLine)
        check(String(inclusion.dropLast(4)) + "\n", line: 12, .base64(.padding))
        check(
            inclusion.replacing("3\n", with: "3\n" + String(repeating: hash, count: 61)), line: 67,
            .tooManyHashes(limit: 64))
        check(consistency.replacing("old 5", with: "old -5"), line: 1, .number)
        check("old 5\n" + String(repeating: hash, count: 64), line: 65, .tooManyHashes(limit: 63))
        check("old 5\n" + hash, line: nil, .truncated(before: "the empty line before the checkpoint"))
        check("old 5\n\n", line: nil, .truncated(before: "the signed text"))
        let large = "old 5\n" + String(repeating: "A", count: 1_048_576)
        check(large, line: nil, .tooLarge(bytes: 1_048_582, limit: 1_048_576))
    }
}
