internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// How many events of a bundle one transaction takes.
private let batchEvents = 4_096
/// How many bytes of them.
private let batchBytes = 4 * 1_024 * 1_024

extension Ledger {
    /// Makes a ledger of a bundle: the same bytes at the same places, recorded when they were.
    ///
    /// Everything is checked on the way: each line, its place, every tile, and the root against the checkpoint. The
    /// ledger appears when all of it is on disk; a process that is killed meanwhile leaves a draft, which is not taken for
    /// a ledger. Cost: a parse, two hashes and an append for each event.
    ///
    /// - Parameters:
    ///   - path: A folder that does not exist, or is empty.
    ///   - bundle: Where the events come from.
    ///   - progress: Called with the sequence reached, every few thousand events.
    /// - Returns: What came in.
    /// - Throws: `BundleError`; there is no ledger then.
    @discardableResult
    public static func create(
        at path: String, from bundle: LedgerBundle, progress: (UInt64) -> Void = { _ in }
    ) throws(BundleError) -> BundleReceipt {
        let draft = try BundleError.folder { () throws(FolderError) in try DraftFolder(for: path) }
        let receipt = try {
            () throws(BundleError) in
            let (ledger, receipt) = try makeLedger(at: draft.path, from: bundle, progress)
            try ledger.rename(LedgerDirectory.identityAside, to: LedgerDirectory.identityFile)
            return receipt
        }()
        // The lock file is made anew by whoever opens the ledger.
        draft.removeFile("lock.mdb")
        try BundleError.folder { () throws(FolderError) in try draft.finish() }
        return receipt
    }

    /// Stores the events of a bundle in this ledger, which must be empty; see `create(at:from:)`.
    ///
    /// All of it is checked in a ledger beside this one first, so that a bundle that is refused leaves this one empty.
    /// While its own events come in, the ledger's `ledger.json` is set aside: a process that is killed meanwhile leaves
    /// a folder that is not taken for a ledger. Nobody else may append until this returns.
    ///
    /// - Parameters:
    ///   - bundle: Where the events come from.
    ///   - progress: Called with the sequence reached, every few thousand events; all of them twice.
    /// - Returns: What came in.
    /// - Throws: `BundleError`.
    @discardableResult
    public func importBundle(
        _ bundle: LedgerBundle, progress: (UInt64) -> Void = { _ in }
    ) throws(BundleError) -> BundleReceipt {
        let head: UInt64
        do throws(ReadError) { head = try self.head() } catch { throw .read(error) }
        guard head == 0 else { throw .notEmpty(path: path, events: head) }
        do {
            let trial = try BundleError.folder { () throws(FolderError) in
                try DraftFolder(for: FilePath(path).string + ".trial")
            }
            _ = try Self.makeLedger(at: trial.path, from: bundle, progress)
        }
        try rename(LedgerDirectory.identityFile, to: LedgerDirectory.identityAside)
        let receipt = try fill(from: bundle, progress)
        try rename(LedgerDirectory.identityAside, to: LedgerDirectory.identityFile)
        return receipt
    }

    /// Whether an import of a bundle into the ledger at a path was ended before it was complete.
    public static func isUnfinishedImport(at path: String) -> Bool {
        let folder = FilePath(path)
        return unsafe access(folder.appending(LedgerDirectory.identityAside).string, F_OK) == 0
            && access(folder.appending(LedgerDirectory.identityFile).string, F_OK) != 0
    }

    private static func makeLedger(
        at path: String, from bundle: LedgerBundle, _ progress: (UInt64) -> Void
    ) throws(BundleError) -> (Ledger, BundleReceipt) {
        let ledger: Ledger
        do throws(LedgerOpenError) { ledger = try Ledger.create(at: path) } catch { throw .open(error) }
        // Some of the events make a sound ledger too: until all are there, it is not to look like one.
        try ledger.rename(LedgerDirectory.identityFile, to: LedgerDirectory.identityAside)
        return (ledger, try ledger.fill(from: bundle, progress))
    }

    private func rename(_ name: String, to other: String) throws(BundleError) {
        let folder = FilePath(path)
        guard unsafe systemRename(folder.appending(name).string, folder.appending(other).string) == 0 else {
            throw .folder(FolderError(path: folder.appending(name).string, errno))
        }
        do throws(StorageError) { try FileSystem.synchronizeDirectory(path) } catch {
            throw .folder(FolderError(path: path, error.code))
        }
    }

    /// Appends all events of a bundle and compares what they come to with its checkpoint.
    private func fill(from bundle: LedgerBundle, _ progress: (UInt64) -> Void) throws(BundleError) -> BundleReceipt {
        let stated = bundle.checkpoint.checkpoint
        var lines = try EventLines(bundle.eventsPath)
        var tiles = TileBuilder()
        // A changed event changes tiles too: the root is what says so, and is told first.
        var tileFault: BundleError?
        func check(_ tile: TilePath, _ bytes: [UInt8]) {
            guard tileFault == nil else { return }
            do throws(BundleError) { try bundle.checkTile(tile, bytes) } catch { tileFault = error }
        }
        while true {
            let batch = try Self.batch(of: &lines, bundle)
            guard !batch.isEmpty else { break }
            for placed in batch { tiles.append(placed.bytes, emit: check) }
            try appendVerbatim(batch, bundle)
            progress(tiles.tree.size)
        }
        tiles.finish(emit: check)
        guard tiles.tree.size == stated.size else {
            throw .sizeDiffers(events: tiles.tree.size, checkpoint: stated.size)
        }
        let computed = tiles.tree.root
        guard computed == stated.root else {
            throw .rootDiffers(size: stated.size, computed: computed, checkpoint: stated.root)
        }
        if let tileFault { throw tileFault }
        try checkStored(stated)
        return BundleReceipt(events: stated.size, root: computed)
    }

    /// Whether the stored tree is that of the checkpoint.
    private func checkStored(_ stated: Checkpoint) throws(BundleError) {
        let snapshot: LedgerSnapshot
        do throws(ReadError) { snapshot = try self.snapshot() } catch { throw .read(error) }
        guard snapshot.head == stated.size else {
            throw .ledger(.beyondHead(size: stated.size, head: snapshot.head))
        }
        do throws(EvidenceError) { _ = try snapshot.matching(stated) } catch { throw .ledger(error) }
    }

    private static func batch(
        of lines: inout EventLines, _ bundle: LedgerBundle
    ) throws(BundleError) -> [PlacedEvent] {
        var batch: [PlacedEvent] = []
        var bytes = 0
        while batch.count < batchEvents, bytes < batchBytes, let line = try lines.next() {
            do throws(EventFormatError) { batch.append(try PlacedEvent(parsing: line)) } catch {
                throw .malformedLine(path: bundle.eventsPath, line: lines.line, reason: error.description)
            }
            bytes += line.count
        }
        return batch
    }

    private func appendVerbatim(_ batch: [PlacedEvent], _ bundle: LedgerBundle) throws(BundleError) {
        try environment.write { (transaction) throws(BundleError) in
            var fault: PlaceFault?
            var line: UInt64 = 0
            do throws(AppendError) {
                var session = try AppendSession(tables, transaction, clock: .earliest)
                for placed in batch where fault == nil {
                    line = session.head + 1
                    fault = try session.appendVerbatim(placed, &transaction)
                }
                try session.finish(&transaction)
            } catch { throw .append(error) }
            if let fault { throw .malformedLine(path: bundle.eventsPath, line: line, reason: fault.reason) }
        }
        noteCommit()
    }
}

// The method above hides the system's function.
private let systemRename = unsafe rename
