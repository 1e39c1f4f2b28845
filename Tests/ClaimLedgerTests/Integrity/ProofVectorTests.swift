import Foundation
import Testing

@testable import ClaimLedger

/// The published vectors of proof files and of a whole tiled log.
@Suite(.enabled(if: EvidenceVectors.areBesideTheCheckout, "\(EvidenceVectors.absence)"))
struct `Proof and tile vectors` {
    private struct Proofs: Decodable {
        struct EndToEnd: Decodable {
            let index, size: UInt64
            let entry_utf8, proof: String
        }
        struct Marshal: Decodable {
            let index: UInt64
            let hashes: [String]
            let checkpoint, text: String
            let extra: String?
        }
        struct Reject: Decodable {
            let desc, text: String
        }
        let vkey: String
        let end_to_end: [EndToEnd]
        let marshal: [Marshal]
        let reject: [Reject]
    }

    private struct GoldenLog: Decodable {
        struct State: Decodable {
            let size: Int
            let root_hex, checkpoint: String
        }
        let vkey, skey: String
        let entries_utf8, leaf_hashes: [String]
        let checkpoints: [State]
        let tiles_hex, entry_bundles_hex: [String: String]
    }

    @Test func `of inclusion verify, and are printed as they were read`() throws {
        let file: Proofs = try EvidenceVectors.load("tlog-proof")
        let keys = [try VerifierKey(parsing: file.vkey)]
        #expect(file.end_to_end.count == 36)
        for vector in file.end_to_end {
            let proof = try InclusionProof(parsing: Array(vector.proof.utf8))
            #expect(proof.index == vector.index)
            #expect(proof.checkpoint.checkpoint.size == vector.size)
            #expect(try proof.verify(entry: Array(vector.entry_utf8.utf8), keys: keys).map(\.key) == keys)
            #expect(proof.bytes == Array(vector.proof.utf8))
            let other = failure(EvidenceFailure.self) { try proof.verify(entry: Array("other".utf8), keys: keys) }
            guard case .inclusion(.rootDiffers) = other else {
                Issue.record("another entry: \(String(describing: other))")
                return
            }
        }
    }

    @Test func `of the frame of a proof are read and printed`() throws {
        for vector in try EvidenceVectors.load("tlog-proof", as: Proofs.self).marshal {
            let frame = InclusionProofText(
                index: vector.index, path: vector.hashes.compactMap { TreeHash($0.hexadecimalBytes) },
                extra: vector.extra?.hexadecimalBytes, checkpoint: Array(vector.checkpoint.utf8))
            #expect(frame.bytes == Array(vector.text.utf8))
            #expect(try InclusionProofText(parsing: Array(vector.text.utf8)) == frame)
        }
    }

    @Test func `that must be rejected are, each for its own reason`() throws {
        let expected: [String: MalformedEvidence.Reason] = [
            "missing header": .unexpected("c2sp.org/tlog-proof@v1"),
            "extra not base64": .base64(.character(UInt8(ascii: "!"))),
            "missing index": .unexpected("the index"),
            "index not a number": .number,
            "index negative": .number,
            "hash not base64": .base64(.character(UInt8(ascii: "!"))),
            "hash 64 bytes": .byteCount(expected: 32, found: 64),
        ]
        let vectors = try EvidenceVectors.load("tlog-proof", as: Proofs.self).reject
        #expect(Set(vectors.map(\.desc)) == Set(expected.keys))
        for vector in vectors {
            #expect(reason { try InclusionProof(parsing: Array(vector.text.utf8)) } == expected[vector.desc])
        }
    }

    @Test func `of a whole log have the checkpoints, consistency, tiles and bundles that this package makes`() throws {
        let file: GoldenLog = try EvidenceVectors.load("tlog-golden-log-tessera")
        let key = try SigningKey(parsing: file.skey)
        #expect("\(key.verifierKey)" == file.vkey)
        let log = try SampleLog(entries: file.entries_utf8.map { Array($0.utf8) }, key: key)
        #expect(log.leaves.map(\.description) == file.leaf_hashes)
        let published = try file.checkpoints.map { try SignedCheckpoint(parsing: Array($0.checkpoint.utf8)) }
        for (state, checkpoint) in zip(file.checkpoints, published) {
            try checkpoint.verify(keys: log.keys)
            #expect(checkpoint.checkpoint.root.description == state.root_hex)
            // Ed25519 signatures need not be deterministic: texts are compared, never signatures.
            #expect(try log.checkpoint(state.size).note.text == checkpoint.note.text)
            for old in published.dropFirst() where old.checkpoint.size <= checkpoint.checkpoint.size {
                let hashes = try MerkleTree.consistencyProof(
                    from: old.checkpoint.size, to: UInt64(state.size), node: log.node)
                let proof = ConsistencyProof(oldSize: old.checkpoint.size, hashes: hashes, checkpoint: checkpoint)
                try ConsistencyProof(parsing: proof.bytes).verify(continuing: old, keys: log.keys)
            }
        }
        for (path, hexadecimal) in file.tiles_hex {
            let tile = try TilePath(parsing: path)
            #expect("\(tile)" == path)
            #expect(try tile.hashes(node: log.node) == hexadecimal.hexadecimalBytes, "\(path)")
        }
        for (path, hexadecimal) in file.entry_bundles_hex {
            let tile = try TilePath(parsing: path)
            #expect("\(tile)" == path)
            var bundle: [UInt8] = []
            for entry in log.entries.prefix(tile.width) { try EntryBundle.append(entry, to: &bundle) }
            #expect(bundle == hexadecimal.hexadecimalBytes, "\(path)")
            #expect(try EntryBundle.entries(of: bundle) == Array(log.entries.prefix(tile.width)))
        }
    }
}
