/// What went out with a bundle, or came in with one.
public struct BundleReceipt: Hashable, Sendable {
    /// Events in the bundle.
    public let events: UInt64
    /// The root over them, computed from their bytes.
    public let root: TreeHash
}

extension Ledger {
    /// Writes the events of a checkpoint, their tree, the checkpoint and the key as a bundle.
    ///
    /// The folder appears when all of it is on disk. Tree and root are computed from the events' bytes, never copied
    /// from stored nodes. Cost: a read, two hashes and two writes for each event; memory for one tile of each level.
    ///
    /// - Parameters:
    ///   - path: A folder that does not exist, or is empty; the one around it exists.
    ///   - checkpoint: Signed for this ledger; events behind it stay out.
    ///   - key: The key that signed it.
    ///   - progress: Called with the sequence reached, every few thousand events.
    /// - Returns: What was written.
    /// - Throws: `BundleError`; there is no bundle then.
    @discardableResult
    public func exportBundle(
        to path: String, checkpoint: SignedCheckpoint, key: VerifierKey, progress: (UInt64) -> Void = { _ in }
    ) throws(BundleError) -> BundleReceipt {
        let stated = checkpoint.checkpoint
        do throws(EvidenceFailure) { try checkpoint.verify(keys: [key]) } catch {
            throw .evidence(path: LedgerBundle.checkpointFile, error)
        }
        let head: UInt64
        do throws(ReadError) { head = try self.head() } catch { throw .read(error) }
        guard stated.size <= head else { throw .ledger(.beyondHead(size: stated.size, head: head)) }
        let draft = try BundleError.folder { () throws(FolderError) in try DraftFolder(for: path) }
        let root = try writeEvents(upTo: stated.size, to: draft, progress)
        guard root == stated.root else {
            throw .ledger(.otherHistory(size: stated.size, ledger: root, checkpoint: stated.root))
        }
        try BundleError.folder { () throws(FolderError) in
            try draft.write(LedgerBundle.checkpointFile, checkpoint.bytes)
            try draft.write(LedgerBundle.keyFile, Array("\(key)\n".utf8))
            try draft.finish()
        }
        return BundleReceipt(events: stated.size, root: root)
    }

    /// Writes the events and the tiles; gives the root over them.
    private func writeEvents(
        upTo size: UInt64, to draft: DraftFolder, _ progress: (UInt64) -> Void
    ) throws(BundleError) -> TreeHash {
        let lines = try BundleError.folder { () throws(FolderError) in try draft.file(LedgerBundle.eventsFile) }
        var tiles = TileBuilder()
        while tiles.tree.size < size {
            let last = min(size, tiles.tree.size + 1_024)
            let chunk = try jsonBytes(of: (tiles.tree.size + 1)...last)
            try BundleError.folder { () throws(FolderError) in
                for json in chunk {
                    try lines.append(json)
                    try lines.append(CollectionOfOne(UInt8(ascii: "\n")))
                    try tiles.append(json) { (tile, bytes) throws(FolderError) in try draft.write("\(tile)", bytes) }
                }
            }
            progress(tiles.tree.size)
        }
        try BundleError.folder { () throws(FolderError) in
            try tiles.finish { (tile, bytes) throws(FolderError) in try draft.write("\(tile)", bytes) }
            try lines.finish()
        }
        return tiles.tree.root
    }
}

extension Ledger {
    /// The stored bytes of a few events that the ledger has.
    private func jsonBytes(of range: ClosedRange<UInt64>) throws(BundleError) -> [[UInt8]] {
        do throws(ReadError) {
            var found: [[UInt8]] = []
            let snapshot = try snapshot()
            var events = try snapshot.events(from: range.lowerBound)
            while found.count < range.count, let event = try events.next() { found.append(event.jsonBytes()) }
            return found
        } catch { throw .read(error) }
    }
}

extension BundleError {
    /// Runs what makes folders and files, and wraps what goes wrong with them.
    static func folder<Answer>(_ body: () throws(FolderError) -> Answer) throws(BundleError) -> Answer {
        do throws(FolderError) { return try body() } catch { throw .folder(error) }
    }
}
