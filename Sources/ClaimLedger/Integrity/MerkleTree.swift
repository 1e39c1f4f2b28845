/// The Merkle tree of RFC 6962, computed from the hashes of its complete subtrees.
///
/// Every function reads them through `node`, which answers nil for a node it does not have and is asked only for nodes
/// that a tree of the size given must have. A read is asked for at most twice for each bit of the size.
package enum MerkleTree {
    /// The root of the first leaves of a tree that is at least as large, by as many reads as `size` has one bits.
    package static func root<Failure>(
        ofFirst size: UInt64, node: (TreeNode) throws(Failure) -> TreeHash?
    ) throws(TreeReadError<Failure>) -> TreeHash {
        try hash(of: 0, count: size, node: node)
    }

    /// The interior nodes that a new leaf completes, lowest first, in the order of their numbers.
    ///
    /// About one on average, at most 63. One read for each of them; `node` need not have the new ones.
    /// A writer that appends many leaves uses a `TreeFold`, which reads nothing.
    package static func nodesCompleted<Failure>(
        byLeaf index: UInt64, hash leaf: TreeHash, node: (TreeNode) throws(Failure) -> TreeHash?
    ) throws(TreeReadError<Failure>) -> [(node: TreeNode, hash: TreeHash)] {
        precondition(index < .max, "a tree has less than 2^64 leaves")
        var completed: [(node: TreeNode, hash: TreeHash)] = []
        var hash = leaf
        for level in 0..<UInt8((index + 1).trailingZeroBitCount) {
            let sibling = TreeNode(level: level, index: (index >> level) - 1)
            hash = .node(try read(sibling, node), hash)
            completed.append((TreeNode(level: level + 1, index: index >> (level + 1)), hash))
        }
        return completed
    }

    /// The inclusion proof PATH(index, D[size]) of RFC 6962, the leaf's sibling first.
    ///
    /// `index` must be below `size`.
    package static func inclusionPath<Failure>(
        of index: UInt64, in size: UInt64, node: (TreeNode) throws(Failure) -> TreeHash?
    ) throws(TreeReadError<Failure>) -> [TreeHash] {
        precondition(index < size, "the leaf is in the tree")
        var path: [TreeHash] = []
        var start: UInt64 = 0
        var count = size
        while count > 1 {
            let left = largestPowerOfTwo(below: count)
            if index - start < left {
                path.append(try hash(of: start + left, count: count - left, node: node))
                count = left
            } else {
                path.append(try hash(of: start, count: left, node: node))
                start += left
                count -= left
            }
        }
        return path.reversed()
    }

    /// The consistency proof PROOF(old, D[size]) of RFC 6962.
    ///
    /// `old` must be at least 1 and at most `size`; for equal sizes the proof is empty.
    package static func consistencyProof<Failure>(
        from old: UInt64, to size: UInt64, node: (TreeNode) throws(Failure) -> TreeHash?
    ) throws(TreeReadError<Failure>) -> [TreeHash] {
        precondition(old >= 1 && old <= size, "the old tree is not empty and not larger than the new one")
        var proof: [TreeHash] = []
        var start: UInt64 = 0
        var count = size
        while old - start < count {
            let left = largestPowerOfTwo(below: count)
            if old - start <= left {
                proof.append(try hash(of: start + left, count: count - left, node: node))
                count = left
            } else {
                proof.append(try hash(of: start, count: left, node: node))
                start += left
                count -= left
            }
        }
        // Whoever checks knows the old root; the subtree where the old tree ends is needed unless it is that tree.
        if start > 0 { proof.append(try hash(of: start, count: count, node: node)) }
        return proof.reversed()
    }

    /// The hash over a run of leaves that starts where a subtree of at least its height starts.
    private static func hash<Failure>(
        of start: UInt64, count: UInt64, node: (TreeNode) throws(Failure) -> TreeHash?
    ) throws(TreeReadError<Failure>) -> TreeHash {
        guard count > 0 else { return .ofEmptyTree }
        var rest = count
        var end = start + count
        var hash: TreeHash?
        // From the right: the smallest complete subtree is the lowest.
        while rest > 0 {
            let level = UInt8(rest.trailingZeroBitCount)
            end -= 1 << UInt64(level)
            let subtree = try read(TreeNode(level: level, index: end >> level), node)
            hash = hash.map { .node(subtree, $0) } ?? subtree
            rest &= rest - 1
        }
        return hash ?? .ofEmptyTree
    }

    private static func read<Failure>(
        _ place: TreeNode, _ node: (TreeNode) throws(Failure) -> TreeHash?
    ) throws(TreeReadError<Failure>) -> TreeHash {
        let hash: TreeHash?
        do { hash = try node(place) } catch { throw .source(error) }
        guard let hash else { throw .missing(place) }
        return hash
    }

    private static func largestPowerOfTwo(below count: UInt64) -> UInt64 {
        1 << UInt64(63 - (count - 1).leadingZeroBitCount)
    }
}
