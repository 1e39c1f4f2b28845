// The folder of a tree as files (C2SP tlog-tiles v0.1.0):
//
//   tile/<L>/<N>[.p/<W>]          hashes, 32 bytes each: 256, or W in a partial tile
//   tile/entries/<N>[.p/<W>]      entries, each 2 bytes of length, big-endian, and its bytes: 256, or W
//
// L is decimal from 0 to 7 (a tree below 2^64 leaves has no more levels); N is in groups of three digits, all but the last behind an "x": 1234067 is x001/x234/067;
// W is decimal from 1 to 255. The hash at place i of tile N at level L is the root of the complete subtree over the
// leaves from (N·256 + i)·256^L: the node at level 8·L and index N·256 + i. Partial tiles stand at the right edge only.

/// Which file of an exported tree: a tile of hashes or a bundle of entries.
public struct TilePath: Hashable, Sendable {
    /// What a tile holds.
    public enum Content: Hashable, Sendable {
        /// Hashes of complete subtrees over 256^level leaves; the level is at most 7.
        case hashes(level: UInt8)
        /// The entries themselves.
        case entries

        /// No tree of less than 2^64 leaves has so many tiles of this content.
        var tileLimit: UInt64 {
            switch self {
            case .entries: 1 << 56
            case .hashes(let level): level < 8 ? 1 << (56 - 8 * UInt64(level)) : 0
            }
        }
    }

    private static let levelForm = "a level from 0 to 7, or entries"
    private static let indexForm = "groups of three digits, all but the last behind an x"

    /// Hashes or entries in a full tile.
    public static let fullWidth = 256

    /// What it holds.
    public let content: Content
    /// Its place among the tiles of its level, from 0.
    public let index: UInt64
    /// Hashes or entries in it, 1 to 256.
    public let width: Int

    /// Names a tile; the width must be from 1 to 256, the level at most 7, the index below 256^(7 − level).
    public init(_ content: Content, index: UInt64, width: Int = TilePath.fullWidth) {
        precondition((1...Self.fullWidth).contains(width), "a tile holds 1 to 256 hashes")
        precondition(index < content.tileLimit, "a tree of less than 2^64 leaves has no such tile")
        self.content = content
        self.index = index
        self.width = width
    }

    /// Reads a path relative to the folder of the export.
    ///
    /// - Throws: `MalformedEvidence` for every text but the one that `description` gives.
    public init(parsing text: String) throws(MalformedEvidence) {
        func fault(_ expected: String) -> MalformedEvidence { MalformedEvidence(.tilePath, .unexpected(expected)) }
        func number(_ text: ArraySlice<UInt8>, below limit: UInt64, _ expected: String) throws(MalformedEvidence)
            -> UInt64
        {
            guard let number = UInt64(canonicalDecimal: text), number < limit else { throw fault(expected) }
            return number
        }
        var parts = Array(text.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
        guard parts.popFirst()?.elementsEqual("tile".utf8) == true else { throw fault("tile/") }
        guard let level = parts.popFirst() else { throw fault(Self.levelForm) }
        content =
            level.elementsEqual("entries".utf8)
            ? .entries : .hashes(level: UInt8(try number(level, below: 8, Self.levelForm)))
        var width = Self.fullWidth
        if let last = parts.last, parts.dropLast().last?.suffix(2).elementsEqual(".p".utf8) == true {
            width = Int(try number(last, below: 256, "a width from 1 to 255"))
            guard width > 0 else { throw fault("a width from 1 to 255") }
            parts = parts.dropLast(2) + [parts[parts.endIndex - 2].dropLast(2)]
        }
        self.width = width
        guard let index = Self.index(of: parts, below: content.tileLimit) else { throw fault(Self.indexForm) }
        self.index = index
    }

    private static func index(of groups: ArraySlice<ArraySlice<UInt8>>, below limit: UInt64) -> UInt64? {
        var index: UInt64 = 0
        for (place, group) in groups.enumerated() {
            let isLast = place == groups.count - 1
            guard isLast || group.first == UInt8(ascii: "x") else { return nil }
            let digits = isLast ? group : group.dropFirst()
            guard digits.count == 3, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
                return nil
            }
            let value = digits.reduce(0) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) }
            // A leading group of zeros would be a second path to the same tile.
            guard groups.count == 1 || place > 0 || value > 0 else { return nil }
            guard index <= (UInt64.max - value) / 1_000 else { return nil }
            index = index * 1_000 + value
        }
        return groups.isEmpty || index >= limit ? nil : index
    }
}

extension TilePath: CustomStringConvertible {
    /// The path relative to the folder of the export, such as `tile/0/x001/234.p/17`.
    public var description: String {
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1_000)
            groups.append((groups.isEmpty ? "" : "x") + String(repeating: "0", count: 3 - digits.count) + digits)
            rest /= 1_000
        } while rest > 0
        let folder =
            switch content {
            case .hashes(let level): "\(level)"
            case .entries: "entries"
            }
        let partial = width == Self.fullWidth ? "" : ".p/\(width)"
        return "tile/\(folder)/" + groups.reversed().joined(separator: "/") + partial
    }
}
