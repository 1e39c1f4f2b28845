/// Checks proofs by the algorithms of RFC 9162, from hashes alone.
package enum ProofVerification {
    /// Checks that a leaf stands at an index of the tree with this size and root (RFC 9162, 2.1.3.2).
    package static func checkInclusion(
        of leaf: TreeHash, at index: UInt64, in size: UInt64, root: TreeHash, path: [TreeHash]
    ) throws(InclusionFailure) {
        guard index < size else { throw .indexOutsideTree(index: index, size: size) }
        var place = index
        var last = size - 1
        var hash = leaf
        for sibling in path {
            guard last > 0 else { throw .pathTooLong(hashes: path.count) }
            if place & 1 == 1 || place == last {
                hash = .node(sibling, hash)
                while place & 1 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, sibling)
            }
            place >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .pathTooShort(hashes: path.count) }
        guard hash == root else { throw .rootDiffers(computed: hash, stated: root) }
    }

    /// Checks that the tree of one size and root is the beginning of the other (RFC 9162, 2.1.4.2).
    package static func checkConsistency(
        from old: UInt64, root oldRoot: TreeHash, to size: UInt64, root: TreeHash, proof: [TreeHash]
    ) throws(ConsistencyFailure) {
        guard old > 0 else { throw .oldTreeEmpty }
        guard old <= size else { throw .sizesOutOfOrder(old: old, new: size) }
        if old == size {
            guard proof.isEmpty else { throw .proofTooLong(hashes: proof.count) }
            guard oldRoot == root else { throw .rootsOfOneSizeDiffer(size: size, old: oldRoot, new: root) }
            return
        }
        guard !proof.isEmpty else { throw .proofTooShort(hashes: 0) }
        // An old tree of 2^k leaves is itself the first subtree, which the proof leaves out.
        let hashes = old & (old - 1) == 0 ? [oldRoot] + proof : proof
        var place = old - 1
        var last = size - 1
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        var oldHash = hashes[0]
        var hash = hashes[0]
        for next in hashes.dropFirst() {
            guard last > 0 else { throw .proofTooLong(hashes: proof.count) }
            if place & 1 == 1 || place == last {
                oldHash = .node(next, oldHash)
                hash = .node(next, hash)
                while place & 1 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, next)
            }
            place >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .proofTooShort(hashes: proof.count) }
        guard oldHash == oldRoot else { throw .oldRootDiffers(computed: oldHash, stated: oldRoot) }
        guard hash == root else { throw .newRootDiffers(computed: hash, stated: root) }
    }
}
