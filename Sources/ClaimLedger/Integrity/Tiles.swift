extension TilePath {
    /// The hash tiles and entry bundles that a tree of a size consists of, one at a time.
    ///
    /// Entries first, then hashes from level 0 up; each level from the left, full tiles before the partial one.
    public static func tiles(ofTreeOfSize size: UInt64) -> some Sequence<TilePath> {
        let entries = row(.entries, count: size)
        let levels = (0..<UInt8(8)).lazy.flatMap { row(.hashes(level: $0), count: size >> (8 * UInt64($0))) }
        return [AnySequence(entries), AnySequence(levels)].lazy.flatMap(\.self)
    }

    private static func row(_ content: Content, count: UInt64) -> some Sequence<TilePath> {
        let full = UInt64(fullWidth)
        let last = count / full
        return (0..<(last + (count % full == 0 ? 0 : 1))).lazy.map { index in
            TilePath(content, index: index, width: index < last ? fullWidth : Int(count % full))
        }
    }

    /// The index of the first of its hashes at its level, or of the first entry.
    public var firstIndex: UInt64 { index * UInt64(Self.fullWidth) }

    /// The bytes of a hash tile, by one read for each hash; the tree must be large enough for it.
    package func hashes<Failure>(
        node: (TreeNode) throws(Failure) -> TreeHash?
    ) throws(TreeReadError<Failure>) -> [UInt8] {
        guard case .hashes(let level) = content else { preconditionFailure("a bundle of entries holds no hashes") }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * TreeHash.byteCount)
        for place in 0..<UInt64(width) {
            let place = TreeNode(level: 8 * level, index: firstIndex + place)
            let hash: TreeHash?
            do { hash = try node(place) } catch { throw .source(error) }
            guard let hash else { throw .missing(place) }
            hash.append(to: &bytes)
        }
        return bytes
    }
}

/// The bytes of a bundle of entries: for each its length in two bytes, most significant first, and itself.
public enum EntryBundle {
    /// An entry's bytes, at the most; no event is larger.
    public static let entryByteLimit = 65_535

    /// Adds an entry at the end of a bundle.
    ///
    /// - Throws: `MalformedEvidence` for an entry of more than 65,535 bytes.
    public static func append(_ entry: [UInt8], to bundle: inout [UInt8]) throws(MalformedEvidence) {
        guard let length = UInt16(exactly: entry.count) else {
            throw MalformedEvidence(.entryBundle, .entryTooLong(bytes: entry.count))
        }
        bundle.appendBigEndian(length)
        bundle += entry
    }

    /// Reads the entries of a bundle.
    ///
    /// - Throws: `MalformedEvidence` where the bytes end inside an entry or hold more than 256 of them.
    public static func entries(of bundle: [UInt8]) throws(MalformedEvidence) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        var rest = bundle[...]
        while !rest.isEmpty {
            guard entries.count < TilePath.fullWidth else {
                throw MalformedEvidence(.entryBundle, .unexpected("at most \(TilePath.fullWidth) entries"))
            }
            let length = rest.prefix(2).reduce(0) { $0 << 8 | Int($1) }
            guard rest.count >= 2 + length else {
                throw MalformedEvidence(.entryBundle, .truncated(before: "the end of entry \(entries.count)"))
            }
            entries.append(Array(rest.dropFirst(2).prefix(length)))
            rest = rest.dropFirst(2 + length)
        }
        return entries
    }
}
