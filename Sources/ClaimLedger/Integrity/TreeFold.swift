/// Computes the root of a growing tree while its leaves go by, one at a time and without reading any node.
///
/// It keeps one hash for each one bit of the size, at most 64: the complete subtrees, largest first.
package struct TreeFold: Hashable, Sendable {
    /// Leaves so far.
    package private(set) var size: UInt64
    private var subtrees: [TreeHash]

    /// Starts before the first leaf.
    package init() {
        size = 0
        subtrees = []
    }

    /// Goes on behind the first leaves of a stored tree, by as many reads as `size` has one bits.
    ///
    /// Nothing is verified here: compare `root` with a root that is trusted before building on it.
    package init<Failure>(
        size: UInt64, node: (TreeNode) throws(Failure) -> TreeHash?
    ) throws(TreeReadError<Failure>) {
        self.size = size
        subtrees = []
        var start: UInt64 = 0
        for level in (0..<UInt8(64)).reversed() where size & (1 << UInt64(level)) != 0 {
            let place = TreeNode(level: level, index: start >> level)
            let hash: TreeHash?
            do { hash = try node(place) } catch { throw .source(error) }
            guard let hash else { throw .missing(place) }
            subtrees.append(hash)
            start += 1 << UInt64(level)
        }
    }

    /// Adds the next leaf and tells each interior node that it completes, in the order of their numbers.
    ///
    /// One hash computed for each leaf on average. Where `completed` throws, the fold must not be used again.
    package mutating func append<Failure: Error>(
        _ leaf: TreeHash, completed: (TreeNode, TreeHash) throws(Failure) -> Void
    ) throws(Failure) {
        try append(leaf, level: 0, completed: completed)
    }

    /// Adds the next leaf.
    package mutating func append(_ leaf: TreeHash) { append(leaf) { _, _ in } }

    /// Adds the leaves of a complete subtree by its hash; the size so far must be a multiple of theirs.
    package mutating func append<Failure: Error>(
        _ subtree: TreeHash, level: UInt8, completed: (TreeNode, TreeHash) throws(Failure) -> Void
    ) throws(Failure) {
        let leaves: UInt64 = 1 << level
        precondition(size <= .max - leaves && size % leaves == 0, "a subtree begins at a multiple of its size")
        var hash = subtree
        for height in level..<UInt8((size + leaves).trailingZeroBitCount) {
            hash = .node(subtrees.removeLast(), hash)
            try completed(TreeNode(level: height + 1, index: size >> (height + 1)), hash)
        }
        subtrees.append(hash)
        size += leaves
    }

    /// The root over the leaves so far, by at most 63 hashes.
    package var root: TreeHash {
        guard let last = subtrees.last else { return .ofEmptyTree }
        return subtrees.dropLast().reversed().reduce(last) { .node($1, $0) }
    }
}
