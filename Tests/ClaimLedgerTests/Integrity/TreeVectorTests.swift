import ClaimLedger
import Foundation
import Testing

/// The published vectors of RFC 6962 trees and proofs.
@Suite(.enabled(if: EvidenceVectors.areBesideTheCheckout, "\(EvidenceVectors.absence)"))
struct `RFC 6962 vectors` {
    @Test func `give the hashes, nodes and roots of a tree`() throws {
        struct Hasher: Decodable {
            let op: String
            let input: String?
            let hash: String
        }
        struct File: Decodable {
            let hasher: [Hasher]
            let leaf_inputs: [String]
            let node_hashes: [[String]]
            let root_hashes: [String]
        }
        let file: File = try EvidenceVectors.load("rfc6962-tree")
        for vector in file.hasher where vector.op != "node" {
            let hash = vector.input.map { TreeHash.leaf($0.hexadecimalBytes) } ?? .ofEmptyTree
            #expect(hash.description == vector.hash)
        }
        let log = try SampleLog(entries: file.leaf_inputs.map(\.hexadecimalBytes))
        for (size, root) in file.root_hashes.enumerated() { #expect(try log.root(size).description == root) }
        for (level, hashes) in file.node_hashes.enumerated() {
            for (index, hash) in hashes.enumerated() {
                let place = TreeNode(level: UInt8(level), index: UInt64(index))
                #expect(log.node(place)?.description == hash, "\(place)")
            }
        }
    }

    @Test func `of inclusion are accepted or refused, each for its own reason`() throws {
        struct Probe: Decodable {
            let leafIdx, treeSize: UInt64
            let root, leafHash: String
            let proof: [String]
            let desc: String
            let wantErr: Bool
        }
        struct File: Decodable { let probes: [Probe] }
        let probes = try EvidenceVectors.load("rfc6962-inclusion-probes", as: File.self).probes
        #expect(probes.count == 98)
        for probe in probes {
            let path = try probe.proof.map { try hash($0) }
            let (leaf, root) = (try hash(probe.leafHash, standIn: 1), try hash(probe.root))
            let found = failure(InclusionFailure.self) {
                try ProofVerification.checkInclusion(
                    of: leaf, at: probe.leafIdx, in: probe.treeSize, root: root, path: path)
            }
            #expect((found != nil) == probe.wantErr, "\(probe.desc)")
            let expected =
                probe.leafIdx >= probe.treeSize
                ? "indexOutsideTree"
                : reason(count: path.count, needed: pathLength(probe.leafIdx, probe.treeSize), wrong: "rootDiffers")
            #expect(found.map { "\(caseName($0))" } ?? expected == expected, "\(probe.desc)")
        }
    }

    @Test func `of consistency are accepted or refused, each for its own reason`() throws {
        struct Probe: Decodable {
            let size1, size2: UInt64
            let root1, root2: String
            let proof: [String]
            let desc: String
            let wantErr: Bool
        }
        struct File: Decodable { let probes: [Probe] }
        let probes = try EvidenceVectors.load("rfc6962-consistency-probes", as: File.self).probes
        #expect(probes.count == 98)
        for probe in probes {
            let proof = try probe.proof.map { try hash($0) }
            let (root1, root2) = (try hash(probe.root1), try hash(probe.root2))
            let found = failure(ConsistencyFailure.self) {
                try ProofVerification.checkConsistency(
                    from: probe.size1, root: root1, to: probe.size2, root: root2, proof: proof)
            }
            #expect((found != nil) == probe.wantErr, "\(probe.desc)")
            let expected: String
            switch (probe.size1, probe.size2) {
            case (0, _): expected = "oldTreeEmpty"
            case (let old, let new) where old > new: expected = "sizesOutOfOrder"
            case (let old, let new) where old == new:
                expected = proof.isEmpty ? "rootsOfOneSizeDiffer" : "proofTooLong"
            case (let old, let new):
                let needed = proofLength(old, 0, new, isWhole: true)
                expected = reason(count: proof.count, needed: needed, wrong: "RootDiffers", kind: "proof")
            }
            #expect(
                found.map { caseName($0).hasSuffix(expected) } ?? true, "\(probe.desc): \(String(describing: found))")
        }
    }

    /// A hash of a probe; some are of other lengths, which no `TreeHash` can be.
    ///
    /// So that the algorithm sees those probes too, a hash of their bytes stands for them.
    private func hash(_ base64: String, standIn prefix: UInt8 = 0) throws -> TreeHash {
        let bytes = try #require(Data(base64Encoded: base64))
        let hash = TreeHash(bytes)
        #expect((hash != nil) == (bytes.count == 32))
        return hash ?? .leaf([prefix] + bytes)
    }

    private func reason(count: Int, needed: Int, wrong: String, kind: String = "path") -> String {
        count == needed ? wrong : kind + (count < needed ? "TooShort" : "TooLong")
    }

    /// The case of an error, without what it carries.
    private func caseName(_ failure: some Error) -> String {
        // Only a case that carries something has a label.
        Mirror(reflecting: failure).children.first?.label ?? "oldTreeEmpty"
    }

    /// How many hashes PATH(index, D[size]) has, by the definition.
    private func pathLength(_ index: UInt64, _ size: UInt64) -> Int {
        guard size > 1 else { return 0 }
        let left = split(size)
        return 1 + (index < left ? pathLength(index, left) : pathLength(index - left, size - left))
    }

    /// How many hashes SUBPROOF(old, D[start:start + count], isWhole) has, by the definition.
    private func proofLength(_ old: UInt64, _ start: UInt64, _ count: UInt64, isWhole: Bool) -> Int {
        guard old - start < count else { return isWhole ? 0 : 1 }
        let left = split(count)
        return 1
            + (old - start <= left
                ? proofLength(old, start, left, isWhole: isWhole)
                : proofLength(old, start + left, count - left, isWhole: false))
    }

    private func split(_ count: UInt64) -> UInt64 {
        var left: UInt64 = 1
        while left * 2 < count { left *= 2 }
        return left
    }
}
