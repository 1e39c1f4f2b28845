// Which nodes of the Merkle tree are stored, and under which number.
//
// Stored are the hashes of complete subtrees only: the node at level L and index i covers the 2^L leaves from i·2^L. It
// never changes once its last leaf n = (i + 1)·2^L − 1 (counted from 0) is there. Level 0 are the leaves, whose hashes
// stand in the events' headers; interior nodes (L ≥ 1) have numbers from 0 in the order in which appends complete them,
// and of those completed by one leaf the lower level first:
//
//   number(L, i) = (n − ones(n)) + (L − 1)        n = (i + 1)·2^L − 1, ones(n) the one bits of n
//
// because n leaves have completed ⌊n/2⌋ + ⌊n/4⌋ + … = n − ones(n) interior nodes before. The numbers are dense: a tree
// of m leaves has stored exactly the numbers below m − ones(m), about one for each leaf.

/// The place of a complete subtree in the Merkle tree.
public struct TreeNode: Hashable, Sendable, CustomStringConvertible {
    /// Height of the subtree: it covers 2^level leaves; 0 is a leaf, at most 63.
    public let level: UInt8
    /// Its place among the subtrees of its height, from 0.
    public let index: UInt64

    /// Names the subtree over the leaves from index·2^level on, which must all be below 2^64.
    public init(level: UInt8, index: UInt64) {
        precondition(level < 64 && index <= .max >> UInt64(level), "a tree has less than 2^64 leaves")
        self.level = level
        self.index = index
    }

    /// The number of an interior node in a table that only grows, in order of creation from 0.
    ///
    /// The node must be interior (level 1 or more) and its last leaf below 2^64 − 1.
    package var number: UInt64 {
        precondition(level >= 1, "leaves are stored with their events")
        let last = lastLeaf
        return last - UInt64(last.nonzeroBitCount) + UInt64(level) - 1
    }

    /// How many interior nodes the first so many leaves complete: the numbers in use are those below it.
    package static func interiorCount(leaves: UInt64) -> UInt64 {
        leaves - UInt64(leaves.nonzeroBitCount)
    }

    /// The leaf whose append completes the node, counted from 0.
    package var lastLeaf: UInt64 { (index << level) + ((1 << UInt64(level)) - 1) }

    /// Level and index, such as `level 3, index 17`.
    public var description: String { "level \(level), index \(index)" }
}

/// Why a hash could not be made from stored nodes.
package enum TreeReadError<Failure: Error>: Error {
    /// The source does not have a node that a tree of that size must have: what is stored is damaged.
    case missing(TreeNode)
    /// The source failed.
    case source(Failure)
}

extension TreeReadError: Equatable where Failure: Equatable {}
