extension LedgerSnapshot {
    /// The root of the Merkle tree over the first events; over all of the snapshot's where no size is given.
    ///
    /// Cost: a lookup for each one bit of the size. It rests on stored hashes; `verify` computes them from the bytes.
    ///
    /// - Parameter size: At most `head`.
    /// - Returns: The root; that of the empty tree for no events.
    /// - Throws: `EvidenceError.beyondHead`, and `.read` where a node is missing.
    public func root(ofFirst size: UInt64? = nil) throws(EvidenceError) -> TreeHash {
        let size = try checked(size)
        do throws(TreeReadError<ReadError>) {
            return try MerkleTree.root(ofFirst: size) { (node) throws(ReadError) in try treeHash(of: node) }
        } catch { throw .read(ReadError(error)) }
    }

    /// The proof that an event is in the tree of a checkpoint.
    ///
    /// Cost: about two lookups for each doubling of the size.
    ///
    /// - Parameters:
    ///   - sequence: The event's, from 1 to the checkpoint's size.
    ///   - checkpoint: Signed for this ledger; its root must be that of the snapshot's first events.
    /// - Returns: The proof, with the checkpoint in it.
    /// - Throws: `EvidenceError`.
    public func inclusionProof(
        of sequence: UInt64, in checkpoint: SignedCheckpoint
    ) throws(EvidenceError) -> InclusionProof {
        let size = try matching(checkpoint.checkpoint)
        guard sequence >= 1, sequence <= size else { throw .notInCheckpoint(sequence: sequence, size: size) }
        do throws(TreeReadError<ReadError>) {
            let path = try MerkleTree.inclusionPath(of: sequence - 1, in: size) { (node) throws(ReadError) in
                try treeHash(of: node)
            }
            return InclusionProof(index: sequence - 1, path: path, checkpoint: checkpoint)
        } catch { throw .read(ReadError(error)) }
    }

    /// The proof that the tree of a newer checkpoint continues that of an older one.
    ///
    /// Cost: about two lookups for each doubling of the size.
    ///
    /// - Parameters:
    ///   - old: The size of the older checkpoint, at least 1.
    ///   - checkpoint: The newer one; its root must be that of the snapshot's first events.
    /// - Returns: The proof, with the newer checkpoint in it.
    /// - Throws: `EvidenceError`.
    public func consistencyProof(
        from old: UInt64, to checkpoint: SignedCheckpoint
    ) throws(EvidenceError) -> ConsistencyProof {
        let size = try matching(checkpoint.checkpoint)
        guard old >= 1, old <= size else { throw .notInCheckpoint(sequence: old, size: size) }
        do throws(TreeReadError<ReadError>) {
            let hashes = try MerkleTree.consistencyProof(from: old, to: size) { (node) throws(ReadError) in
                try treeHash(of: node)
            }
            return ConsistencyProof(oldSize: old, hashes: hashes, checkpoint: checkpoint)
        } catch { throw .read(ReadError(error)) }
    }

    /// The bytes of a tile of the tree over the first events (C2SP tlog-tiles).
    ///
    /// - Throws: `EvidenceError.beyondHead` where the tree has no such tile.
    public func bytes(of tile: TilePath) throws(EvidenceError) -> [UInt8] {
        switch tile.content {
        case .hashes:
            do throws(TreeReadError<ReadError>) {
                return try tile.hashes { (node) throws(ReadError) in try treeHash(of: node) }
            } catch { throw .read(ReadError(error)) }
        case .entries:
            var bundle: [UInt8] = []
            do throws(ReadError) {
                for place in 0..<UInt64(tile.width) {
                    guard let event = try event(at: tile.firstIndex + place + 1) else {
                        throw .damaged(sequence: tile.firstIndex + place + 1, reason: "it is missing")
                    }
                    do { try EntryBundle.append(event.jsonBytes(), to: &bundle) } catch {
                        throw .damaged(sequence: event.sequence, reason: error.description)
                    }
                }
            } catch { throw .read(error) }
            return bundle
        }
    }

    /// The size of a checkpoint whose root is this ledger's at that size.
    func matching(_ checkpoint: Checkpoint) throws(EvidenceError) -> UInt64 {
        let root = try root(ofFirst: checkpoint.size)
        guard root == checkpoint.root else {
            throw .otherHistory(size: checkpoint.size, ledger: root, checkpoint: checkpoint.root)
        }
        return checkpoint.size
    }

    private func checked(_ size: UInt64?) throws(EvidenceError) -> UInt64 {
        let size = size ?? head
        guard size <= head else { throw .beyondHead(size: size, head: head) }
        return size
    }
}

/// Why evidence cannot be had from a ledger.
public enum EvidenceError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The ledger is shorter than what is asked of it: cut, rolled back, or another one.
    case beyondHead(size: UInt64, head: UInt64)
    /// The checkpoint's root is not the ledger's at that size.
    case otherHistory(size: UInt64, ledger: TreeHash, checkpoint: TreeHash)
    /// The event is not among those of the checkpoint.
    case notInCheckpoint(sequence: UInt64, size: UInt64)
    /// A key that may not sign for the ledger.
    case signing(SigningError)
    /// The ledger cannot be read.
    case read(ReadError)
    /// What was signed cannot be noted.
    case storage(StorageError)

    /// What does not fit, with both values, and what to do.
    public var description: String {
        switch self {
        case .beyondHead(let size, let head):
            """
            the ledger ends at \(head), which is before \(size)
              it was cut or rolled back, or it is another ledger: compare with a backup
            """
        case .otherHistory(let size, let ledger, let checkpoint):
            """
            the first \(size) events have the root \(ledger), the checkpoint says \(checkpoint)
              they were changed, or it is the checkpoint of another ledger: compare with a backup
            """
        case .notInCheckpoint(let sequence, let size):
            """
            \(sequence) is not from 1 to \(size), the size of the checkpoint
              ask for a checkpoint that is large enough
            """
        case .signing(let error): error.description
        case .read(let error): error.description
        case .storage(let error): error.description
        }
    }
}

extension EvidenceError: StorageFailureConvertible {
    /// Wraps a fault of the storage.
    package init(storage: StorageError) { self = .storage(storage) }
}
