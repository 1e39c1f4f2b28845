import ClaimLedger
import ClaimLedgerTesting
import Foundation
import Testing

@Suite struct `The Merkle tree` {
    /// The trees of 0 to 64 leaves as `Scripts/outside/merkle_by_definition.py` computed them.
    private struct Tree: Decodable {
        let size: Int
        let root: String
        let inclusion: [Shown]
        let consistency: [Shown]
    }

    /// A proof in full, or half of the digest of its hashes.
    private enum Shown: Decodable, Equatable {
        case hashes([String])
        case digest(String)

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let hashes = try? value.decode([String].self) {
                self = .hashes(hashes)
            } else {
                self = .digest(try value.decode(String.self))
            }
        }

        init(_ hashes: [TreeHash], size: Int) {
            if size <= 12 {
                self = .hashes(hashes.map(\.description))
            } else {
                self = .digest(String(TreeHash.leaf(hashes.flatMap(\.bytes)).description.prefix(32)))
            }
        }
    }

    private static func trees() throws -> [Tree] {
        let file = EvidenceVectors.package.appending(path: "Fixtures/evidence/merkle.json")
        return try JSONDecoder().decode([Tree].self, from: Data(contentsOf: file))
    }

    @Test func `gives the roots and proofs that another program computed from the definitions`() throws {
        let log = try SampleLog(entries: (0..<64).map { Array("entry \($0)".utf8) })
        let trees = try Self.trees()
        #expect(trees.map(\.size) == Array(0...64))
        for tree in trees {
            let size = UInt64(tree.size)
            #expect(try log.root(tree.size).description == tree.root)
            for index in 0..<size {
                let path = try MerkleTree.inclusionPath(of: index, in: size, node: log.node)
                #expect(Shown(path, size: tree.size) == tree.inclusion[Int(index)], "index \(index) of \(size)")
            }
            for old in stride(from: UInt64(1), through: size, by: 1) {
                let proof = try MerkleTree.consistencyProof(from: old, to: size, node: log.node)
                #expect(Shown(proof, size: tree.size) == tree.consistency[Int(old) - 1], "\(old) to \(size)")
            }
        }
    }

    @Test func `numbers its interior nodes densely, in the order in which leaves complete them`() {
        var expected: UInt64 = 0
        for leaf in UInt64(0)..<70_000 {
            #expect(TreeNode.interiorCount(leaves: leaf) == expected)
            for level in 0..<UInt8((leaf + 1).trailingZeroBitCount) {
                let place = TreeNode(level: level + 1, index: leaf >> (level + 1))
                guard place.lastLeaf == leaf, place.number == expected else {
                    Issue.record("\(place) has number \(place.number), expected \(expected)")
                    return
                }
                expected += 1
            }
        }
    }

    @Test(arguments: SeededGenerator.seeds(1...20))
    func `numbers a node by the nodes completed before it, also in the largest trees`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let level = UInt8.random(in: 1...62, using: &generator)
            let place = TreeNode(level: level, index: .random(in: 0..<(1 << (63 - UInt64(level))), using: &generator))
            // Of each level, as many nodes are complete as fit in the leaves before the last.
            let before = (1...63).reduce(0) { $0 + (place.lastLeaf >> UInt64($1)) }
            #expect(place.number == before + UInt64(level) - 1, "\(place)")
        }
    }

    @Test(arguments: SeededGenerator.seeds(1...10))
    func `can be folded in two parts, leaf by leaf or with stored nodes`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let log = try SampleLog(size: .random(in: 1...600, using: &generator))
        let cut = Int.random(in: 0...log.leaves.count, using: &generator)
        var fold = try TreeFold(size: UInt64(cut), node: log.node)
        #expect(fold.root == (try log.root(cut)))
        for index in cut..<log.leaves.count {
            let stored = log.interior.prefix(Int(TreeNode.interiorCount(leaves: UInt64(index))))
            let completed = try MerkleTree.nodesCompleted(byLeaf: UInt64(index), hash: log.leaves[index]) {
                $0.level == 0 ? log.leaves[Int($0.index)] : stored[Int($0.number)]
            }
            #expect(
                completed.map(\.node.number) == Array(UInt64(stored.count)..<UInt64(stored.count + completed.count)))
            #expect(completed.map(\.hash) == Array(log.interior[stored.count...].prefix(completed.count)))
            fold.append(log.leaves[index])
        }
        #expect(fold.size == UInt64(log.leaves.count))
        #expect(fold.root == (try log.root(log.leaves.count)))
    }

    @Test(arguments: SeededGenerator.seeds(1...20))
    func `is read at most twice for each bit of the size`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let size = UInt64.random(in: 1...(.max), using: &generator) >> UInt64.random(in: 0..<64, using: &generator)
            guard size > 0 else { continue }
            let place = UInt64.random(in: 0..<size, using: &generator)
            var reads = 0
            let node: (TreeNode) -> TreeHash? = { node in
                reads += 1
                #expect(node.index < size >> node.level, "\(node) is not complete in a tree of \(size)")
                return .ofEmptyTree
            }
            let bits = UInt64.bitWidth - size.leadingZeroBitCount
            let path = try MerkleTree.inclusionPath(of: place, in: size, node: node)
            #expect(path.count <= bits && reads <= 2 * bits, "\(reads) reads for index \(place) of \(size)")
            reads = 0
            _ = try MerkleTree.consistencyProof(from: place + 1, to: size, node: node)
            #expect(reads <= 2 * bits, "\(reads) reads from \(place + 1) to \(size)")
            reads = 0
            _ = try MerkleTree.root(ofFirst: size, node: node)
            #expect(reads == size.nonzeroBitCount)
        }
    }

    @Test func `says which node is missing, and passes on why a read failed`() throws {
        struct Unreadable: Error, Equatable {}
        let missing = TreeNode(level: 1, index: 1)
        let log = try SampleLog(size: 7)
        #expect(throws: TreeReadError<Never>.missing(missing)) {
            try MerkleTree.inclusionPath(of: 0, in: 5) { $0 == missing ? nil : log.node($0) }
        }
        #expect(throws: TreeReadError<Never>.missing(TreeNode(level: 1, index: 2))) {
            try TreeFold(size: 6) { $0 == TreeNode(level: 1, index: 2) ? nil : log.node($0) }
        }
        #expect(throws: TreeReadError<Unreadable>.source(Unreadable())) {
            try MerkleTree.root(ofFirst: 5) { (_) throws(Unreadable) -> TreeHash? in throw Unreadable() }
        }
    }
}
