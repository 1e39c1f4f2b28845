/// Why an inclusion proof does not hold, though it is well formed.
public enum InclusionFailure: Error, Hashable, Sendable {
    /// The tree has no such leaf.
    case indexOutsideTree(index: UInt64, size: UInt64)
    /// Fewer hashes than lead from this index to the root of a tree of this size.
    case pathTooShort(hashes: Int)
    /// More hashes than lead from this index to the root of a tree of this size.
    case pathTooLong(hashes: Int)
    /// The path leads to another root: the proof is for another entry, or of another tree.
    case rootDiffers(computed: TreeHash, stated: TreeHash)
}

extension InclusionFailure: CustomStringConvertible {
    /// What was expected and what was found, and on a second line what to do about it.
    public var description: String {
        switch self {
        case .indexOutsideTree(let index, let size):
            """
            sizes out of order: the proof is for index \(index), the checkpoint's tree has \(size) entries
              ask for a proof against a checkpoint that is large enough
            """
        case .pathTooShort(let hashes):
            """
            the proof is too short: \(hashes) hashes do not lead from its index to the root
              ask for the proof again: one was made for a tree of another size
            """
        case .pathTooLong(let hashes):
            """
            the proof is too long: \(hashes) hashes lead beyond the root
              ask for the proof again: one was made for a tree of another size
            """
        case .rootDiffers(let computed, let stated):
            """
            the proof is not for this entry: it leads to root \(computed.excerpt), the checkpoint states \(stated.excerpt)
              compare the entry, byte for byte, with the event as exported; the proof may belong to another entry
            """
        }
    }
}

/// Why a consistency proof does not hold, though it is well formed.
public enum ConsistencyFailure: Error, Hashable, Sendable {
    /// The old tree has no entries: every tree begins with it, so a proof would say nothing.
    case oldTreeEmpty
    /// The new checkpoint is of a smaller tree than the old one.
    case sizesOutOfOrder(old: UInt64, new: UInt64)
    /// The proof starts from another size than the checkpoint that was kept.
    case oldSizeDiffers(proof: UInt64, kept: UInt64)
    /// Fewer hashes than lead to the roots of trees of these sizes.
    case proofTooShort(hashes: Int)
    /// More hashes than lead to the roots of trees of these sizes.
    case proofTooLong(hashes: Int)
    /// Two checkpoints of one size have different roots: the ledger has two histories.
    case rootsOfOneSizeDiffer(size: UInt64, old: TreeHash, new: TreeHash)
    /// The proof does not lead to the root of the checkpoint that was kept.
    case oldRootDiffers(computed: TreeHash, stated: TreeHash)
    /// The proof leads to the old root, but not to the new one.
    case newRootDiffers(computed: TreeHash, stated: TreeHash)
}

extension ConsistencyFailure: CustomStringConvertible {
    /// What was expected and what was found, and on a second line what to do about it.
    public var description: String {
        switch self {
        case .oldTreeEmpty:
            """
            the old checkpoint is of an empty tree, which proves nothing
              keep the new checkpoint, and compare the next one with it
            """
        case .sizesOutOfOrder(let old, let new):
            """
            sizes out of order: the old checkpoint has \(old) entries, the new one \(new)
              ask for a checkpoint at least as large; if the ledger has none, it was rolled back
            """
        case .oldSizeDiffers(let proof, let kept):
            """
            the proof starts from size \(proof), the checkpoint that was kept has size \(kept)
              ask for a proof from size \(kept)
            """
        case .proofTooShort(let hashes):
            """
            the proof is too short: \(hashes) hashes do not lead to the roots of trees of these sizes
              ask for the proof again: one was made for other sizes
            """
        case .proofTooLong(let hashes):
            """
            the proof is too long: \(hashes) hashes lead beyond the roots of trees of these sizes
              ask for the proof again: one was made for other sizes
            """
        case .rootsOfOneSizeDiffer(let size, let old, let new):
            """
            root differs: the old checkpoint of size \(size) states \(old.excerpt), the new one \(new.excerpt)
              keep both: one key has signed two histories
            """
        case .oldRootDiffers(let computed, let stated):
            """
            root differs: the proof leads to old root \(computed.excerpt), the old checkpoint states \(stated.excerpt)
              ask for the proof again; if it stays so, the ledger no longer holds what it held
            """
        case .newRootDiffers(let computed, let stated):
            """
            root differs: the proof leads to new root \(computed.excerpt), the new checkpoint states \(stated.excerpt)
              ask for the proof again; if it stays so, the ledger no longer holds what it held
            """
        }
    }
}
