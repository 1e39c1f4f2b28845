// A page of LMDB 0.9 that is not a meta page. Numbers have the byte order of the machine.
//
//   offset  bytes  meaning
//        0      8  the page's own number
//        8      2  unused
//       10      2  kind: 1 branch, 2 leaf, 4 first page of a long value; nothing else is ever on disk
//       12      2  branch and leaf: end of the table of offsets, from the start of the page
//       14      2  branch and leaf: start of the entries, which fill the page to its end
//       12      4  long value: how many pages it takes; its bytes follow at 16 and go on through the pages after
//       16  2 × n  branch and leaf: the offsets of the entries, in the order of their keys
//
// An entry, at an even offset, takes an even number of bytes:
//
//        0      4  leaf: size of the value in two halves, low one first; branch: low 32 bits of a page number
//        4      2  leaf: 0, 1 the value is the number of its first page (8 bytes), 2 the value is a table's record;
//                  branch: high 16 bits of the page number
//        6      2  size of the key, 1 to 511; in a branch the first key is never looked at and may be empty
//        8         the key, then in a leaf the value
//
// The checks below are what LMDB takes for granted: with them no offset or size leads it outside of a page.

/// One page of the data file, as it was read.
struct Page {
    enum Kind: UInt16 { case branch = 1, leaf = 2, longValue = 4 }

    static let headerByteCount = 16
    static let longestKey = 511

    var content: PageBytes

    init(byteCount: Int) { content = PageBytes(count: byteCount) }

    /// How many entries there are; the bounds have been checked.
    var count: Int { (Int(content.u16(12)) - Self.headerByteCount) / 2 }

    /// An entry of a page that has been checked.
    func entry(_ index: Int) -> PageEntry {
        let offset = Int(content.u16(Self.headerByteCount + 2 * index))
        return PageEntry(
            offset: offset, low: content.u32(offset), flags: content.u16(offset + 4),
            keySize: Int(content.u16(offset + 6)))
    }

    /// Throws what is wrong with the first page of a long value, looked at by itself.
    func checkLongValue(_ number: UInt64, needed: UInt64) throws(PageDefect) {
        guard content.u64(0) == number else { throw .ownNumber(content.u64(0)) }
        guard content.u16(10) == Kind.longValue.rawValue else {
            throw .kind(content.u16(10), expected: Kind.longValue.rawValue)
        }
        let pages = UInt64(content.u32(12))
        guard pages >= needed else { throw .longValue(pages: pages, needed: needed) }
    }

    /// How many pages a value of that size takes where it does not fit a leaf.
    static func pages(forValueOf size: Int, pageSize: Int) -> UInt64 {
        UInt64((headerByteCount - 1 + size) / pageSize + 1)
    }
}

/// Where an entry lies in its page, and what it says of its value.
struct PageEntry {
    static let headerByteCount = 8
    static let isLong: UInt16 = 1
    static let isTable: UInt16 = 2

    let offset: Int
    let low: UInt32
    let flags: UInt16
    let keySize: Int

    var key: Range<Int> { offset + Self.headerByteCount..<offset + Self.headerByteCount + keySize }
    /// In a leaf, the size of the value wherever it is.
    var valueSize: Int { Int(low) }
    /// In a leaf, the offset of the value, or of the number of its first page.
    var valueOffset: Int { offset + Self.headerByteCount + keySize }
    /// In a branch, the page it leads to.
    var child: UInt64 { UInt64(low) | UInt64(flags) << 32 }

    /// The bytes it takes of its page.
    func byteCount(in kind: Page.Kind) -> Int {
        guard kind == .leaf else { return Self.headerByteCount + keySize }
        return Self.headerByteCount + keySize + (flags & Self.isLong != 0 ? 8 : valueSize)
    }
}
