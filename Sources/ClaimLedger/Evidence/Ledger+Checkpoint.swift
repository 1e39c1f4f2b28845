extension Ledger {
    /// Signs what the ledger holds now.
    ///
    /// The ledger notes what it signed, per origin, and never signs anything that contradicts it. A note inside the
    /// file goes back with the file: keep the signed checkpoints elsewhere, and hand the latest to `continuing`.
    ///
    /// - Parameters:
    ///   - key: An Ed25519 key; its name is the checkpoint's origin.
    ///   - last: The latest checkpoint signed for this origin, as it was kept outside the ledger; nil for the first.
    /// - Returns: The checkpoint, durably noted as signed.
    /// - Throws: `EvidenceError`; nothing is signed.
    public func signCheckpoint(
        by key: SigningKey, continuing last: Checkpoint? = nil
    ) throws(EvidenceError) -> SignedCheckpoint {
        // One write transaction, so that two signers take turns.
        try environment.write { (transaction) throws(EvidenceError) in
            let size: UInt64
            do throws(ReadError) { size = try transaction.head(tables) } catch { throw .read(error) }
            let noteKey = LedgerTables.key(prefix: LedgerTables.signed, text: "\(key.name)")
            let stored: [UInt8]?
            do throws(ReadError) { stored = try transaction.bytes(tables.meta, key: noteKey) } catch {
                throw .read(error)
            }
            var known = last.map { [$0] } ?? []
            if let stored { known.append(try Self.noted(stored)) }
            for earlier in known {
                guard earlier.size <= size else { throw .beyondHead(size: earlier.size, head: size) }
                let then = try self.root(ofFirst: earlier.size, transaction)
                guard then == earlier.root else {
                    throw .otherHistory(size: earlier.size, ledger: then, checkpoint: earlier.root)
                }
            }
            let root = try self.root(ofFirst: size, transaction)
            let signed: SignedCheckpoint
            do throws(SigningError) { signed = try SignedCheckpoint(size: size, root: root, signedBy: key) } catch {
                throw .signing(error)
            }
            do throws(StorageError) {
                try transaction.put(tables.meta, key: noteKey.rawBytes, signed.checkpoint.text.rawBytes)
            } catch { throw .storage(error) }
            return signed
        }
    }

    private static func noted(_ text: [UInt8]) throws(EvidenceError) -> Checkpoint {
        do { return try Checkpoint(parsing: text) } catch {
            throw .read(.damaged(sequence: 0, reason: "the note of what was signed last is no checkpoint"))
        }
    }

    private func root(
        ofFirst size: UInt64, _ transaction: borrowing WriteTransaction
    ) throws(EvidenceError) -> TreeHash {
        do throws(TreeReadError<ReadError>) {
            return try MerkleTree.root(ofFirst: size) { (node) throws(ReadError) in
                try transaction.treeHash(tables, of: node)
            }
        } catch { throw .read(ReadError(error)) }
    }
}
