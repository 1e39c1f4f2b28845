/// Makes the files of a tree (C2SP tlog-tiles) while its entries go by; keeps at most one tile of each level.
struct TileBuilder {
    /// The tree over the entries so far.
    private(set) var tree = TreeFold()
    private var bundle: [UInt8] = []
    /// The incomplete tile of each level, lowest first; empty ones included.
    private var hashes: [[TreeHash]] = []

    /// Adds the next entry, of at most `EntryBundle.entryByteLimit` bytes.
    ///
    /// - Parameters:
    ///   - entry: The event's bytes.
    ///   - emit: Called with each tile that the entry completes.
    /// - Throws: What `emit` throws.
    mutating func append<Failure>(
        _ entry: [UInt8], emit: (TilePath, [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        do throws(MalformedEvidence) { try EntryBundle.append(entry, to: &bundle) } catch {
            preconditionFailure("no event is larger than an entry may be")
        }
        let leaf = TreeHash.leaf(entry)
        let index = tree.size / UInt64(TilePath.fullWidth)
        tree.append(leaf)
        if tree.size.isMultiple(of: UInt64(TilePath.fullWidth)) {
            try emit(TilePath(.entries, index: index), bundle)
            bundle.removeAll(keepingCapacity: true)
        }
        var next: TreeHash? = leaf
        var level = 0
        while let hash = next {
            if level == hashes.count { hashes.append([]) }
            hashes[level].append(hash)
            next = nil
            if hashes[level].count == TilePath.fullWidth {
                next = Self.root(of: hashes[level])
                try emit(tile(level), Self.bytes(of: hashes[level]))
                hashes[level].removeAll(keepingCapacity: true)
            }
            level += 1
        }
    }

    /// Emits the partial tiles at the right edge.
    func finish<Failure>(emit: (TilePath, [UInt8]) throws(Failure) -> Void) throws(Failure) {
        let width = Int(tree.size % UInt64(TilePath.fullWidth))
        if width > 0 {
            try emit(TilePath(.entries, index: tree.size / UInt64(TilePath.fullWidth), width: width), bundle)
        }
        for level in hashes.indices where !hashes[level].isEmpty {
            try emit(tile(level), Self.bytes(of: hashes[level]))
        }
    }

    /// The tile at a level that the hash added last is in, as wide as it is by now.
    private func tile(_ level: Int) -> TilePath {
        let width = hashes[level].count
        let index = ((tree.size >> (8 * UInt64(level))) - 1) / UInt64(TilePath.fullWidth)
        return TilePath(.hashes(level: UInt8(level)), index: index, width: width)
    }

    private static func bytes(of hashes: [TreeHash]) -> [UInt8] {
        hashes.reduce(into: []) { $1.append(to: &$0) }
    }

    /// The root of the complete subtree over a full tile.
    private static func root(of hashes: [TreeHash]) -> TreeHash {
        var fold = TreeFold()
        // A tree over interior nodes is built like one over leaves.
        for hash in hashes { fold.append(hash) }
        return fold.root
    }
}
