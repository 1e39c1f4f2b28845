/// Checks one page after another; keeps what it needs for that.
struct PageChecker {
    private let pageSize: Int
    private let longestEntry: Int
    /// For each even offset of the page at hand, the bytes taken by the entry there; 0 for none.
    private var taken: [UInt16]

    init(pageSize: Int) {
        self.pageSize = pageSize
        // LMDB wants two entries to fit a page.
        longestEntry = ((pageSize - Page.headerByteCount) / 2 & ~1) - 2
        taken = [UInt16](repeating: 0, count: pageSize / 2)
    }

    /// Looks at a branch or leaf page by itself.
    ///
    /// - Parameters:
    ///   - page: As read.
    ///   - number: Where it was read.
    ///   - kind: Branch or leaf.
    ///   - table: Whose page it is.
    /// - Throws: The first thing that is wrong; without it every offset and size leads to a place inside of the page.
    mutating func check(
        _ page: borrowing Page, _ number: UInt64, _ kind: Page.Kind, _ table: PageTable
    ) throws(PageDefect) {
        let content = page.content
        guard content.u64(0) == number else { throw .ownNumber(content.u64(0)) }
        guard content.u16(10) == kind.rawValue else { throw .kind(content.u16(10), expected: kind.rawValue) }
        let (lower, upper) = (Int(content.u16(12)), Int(content.u16(14)))
        guard lower >= Page.headerByteCount, lower.isMultiple(of: 2), lower <= upper, upper.isMultiple(of: 2),
            upper <= pageSize
        else { throw .bounds(lower: lower, upper: upper) }
        // LMDB leaves a lone entry in a branch of the free list for a while, and nowhere else.
        let least = kind == .branch && table != .freeList ? 2 : 1
        guard page.count >= least else { throw .entryCount(page.count, least: least) }
        do throws(PageDefect) { try checkEntries(page, kind, table, from: upper) } catch {
            for index in taken.indices { taken[index] = 0 }
            throw error
        }
    }

    private mutating func checkEntries(
        _ page: borrowing Page, _ kind: Page.Kind, _ table: PageTable, from upper: Int
    ) throws(PageDefect) {
        let order = table.keyOrder
        // The main table's entries are the records of tables, and no other table's are.
        let flags = table == .main ? PageEntry.isTable...PageEntry.isTable : 0...PageEntry.isLong
        var previous: Range<Int>?
        for index in 0..<page.count {
            let entry = try entry(index, of: page, kind, order, from: upper)
            if kind == .leaf {
                guard flags.contains(entry.flags) else { throw .entryFlags(entry: index, flags: entry.flags) }
                guard table != .main || entry.valueSize == TableRecord.byteCount else {
                    throw .tableRecordSize(entry: index, size: entry.valueSize)
                }
            }
            // The first key of a branch stands for everything before the second.
            guard kind == .leaf || index > 0 else { continue }
            if let previous, order.compare(page.content.bytes, previous, page.content.bytes, entry.key) >= 0 {
                throw .keyOrder(entry: index)
            }
            previous = entry.key
        }
        var offset = upper
        for _ in 0..<page.count {
            guard offset < pageSize, taken[offset / 2] > 0 else { throw .gap(offset: offset) }
            let count = Int(taken[offset / 2])
            taken[offset / 2] = 0
            offset += count
        }
        guard offset == pageSize else { throw .gap(offset: offset) }
    }

    /// An entry that lies inside of its page with key and value, and begins where no other does.
    private mutating func entry(
        _ index: Int, of page: borrowing Page, _ kind: Page.Kind, _ order: KeyOrder, from upper: Int
    ) throws(PageDefect) -> PageEntry {
        let offset = Int(page.content.u16(Page.headerByteCount + 2 * index))
        guard offset >= upper, offset.isMultiple(of: 2), offset + PageEntry.headerByteCount <= pageSize,
            taken[offset / 2] == 0
        else { throw .entryOffset(entry: index, offset: offset) }
        let entry = page.entry(index)
        let isUsed = kind == .leaf || index > 0
        let sizes = !isUsed ? 0...Page.longestKey : order == .numbers ? 8...8 : 1...Page.longestKey
        guard sizes.contains(entry.keySize) else { throw .keySize(entry: index, size: entry.keySize) }
        let size = entry.byteCount(in: kind)
        // Only a leaf's entries are held to the limit: a branch has to take any key.
        guard offset + size <= pageSize, kind == .branch || size <= longestEntry else {
            throw .entrySize(entry: index, size: size)
        }
        taken[offset / 2] = UInt16(size + size % 2)
        return entry
    }
}
