// What LMDB keeps of a table: in the meta pages for the list of free pages and the main table, in the main table's
// leaves for every other.
//
//   offset  bytes  meaning (numbers in the byte order of the machine)
//        0      4  unused (page size, where it is the free list's)
//        4      2  flags: 0; 8 for the free list, and 0x4000 where it was made as a single file
//        6      2  depth: 0 without pages, 1 for a lone leaf
//        8      8  branch pages
//       16      8  leaf pages
//       24      8  pages of long values
//       32      8  entries
//       40      8  root page, all ones for none

/// What the file says of one table.
struct TableRecord: Equatable {
    static let byteCount = 48
    static let noPage = UInt64.max
    /// LMDB's cursors hold a path of 32 pages.
    static let deepest = 31

    let flags: UInt16
    let depth: Int
    let branchPages: UInt64
    let leafPages: UInt64
    let longValuePages: UInt64
    let entries: UInt64
    let root: UInt64

    /// Reads the record at an offset, which has 48 bytes behind it.
    init(_ bytes: PageBytes, at offset: Int) {
        flags = bytes.u16(offset + 4)
        depth = Int(bytes.u16(offset + 6))
        branchPages = bytes.u64(offset + 8)
        leafPages = bytes.u64(offset + 16)
        longValuePages = bytes.u64(offset + 24)
        entries = bytes.u64(offset + 32)
        root = bytes.u64(offset + 40)
    }

    var isEmpty: Bool { root == Self.noPage }

    /// Throws where the record cannot be true, whatever the pages are.
    func check(_ table: PageTable) throws(PageDefect) {
        let areFlagsSound = table == .freeList ? flags & ~0x4000 == 8 : flags == 0
        guard areFlagsSound else { throw .tableFlags(flags) }
        if isEmpty {
            guard entries == 0 else { throw .count(.entries, found: 0, recorded: entries) }
            guard depth == 0 else { throw .tableDepth(depth) }
        } else {
            guard depth >= 1, depth <= Self.deepest else { throw .tableDepth(depth) }
            guard entries > 0 else { throw .count(.entries, found: 1, recorded: 0) }
        }
    }
}

/// Which table a page belongs to.
package enum PageTable: Hashable, Sendable {
    /// The pages that later commits may use again.
    case freeList
    /// The table that names the others.
    case main
    /// A table with a name.
    case named(String)

    /// A table by the key of its record; a name that only damage can have made is not repeated.
    init(key: some Collection<UInt8>) {
        let isPlain = key.count <= 64 && key.allSatisfy { (0x21...0x7E).contains($0) }
        self = .named(isPlain ? String(decoding: key, as: UTF8.self) : "with a damaged name")
    }

    var keyOrder: KeyOrder { self == .freeList ? .numbers : .bytes }
}
