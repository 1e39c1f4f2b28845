/// An entry found by reading pages; its value is read when it is asked for.
struct FoundEntry {
    let page: Page
    let number: UInt64
    let index: Int
    let table: PageTable

    var entry: PageEntry { page.entry(index) }
    /// A copy of the key.
    var key: [UInt8] { Array(page.content.bytes[entry.key]) }
    /// Size of the value in bytes.
    var valueSize: Int { entry.valueSize }
}

extension PageFile {
    /// The value under a key of a table.
    ///
    /// Reads and checks as many pages as the trees are deep, and those of a long value.
    ///
    /// - Returns: The bytes, or nil where the table has no such key.
    /// - Throws: `.fault` where the table is missing, or a page on the way is damaged.
    func value(_ key: [UInt8], in table: String) throws(Failure) -> [UInt8]? {
        let table = PageTable(key: table.utf8)
        guard let found = try find(key, in: try record(of: table), table) else { return nil }
        return try value(of: found)
    }

    /// The entry with the highest key of a table, nil for an empty table; costs and throws as `value`.
    func last(in table: String) throws(Failure) -> FoundEntry? {
        let table = PageTable(key: table.utf8)
        guard let leaf = try leaf(of: try record(of: table), table, choosing: { $0.count - 1 }) else { return nil }
        return FoundEntry(page: leaf.page, number: leaf.number, index: leaf.page.count - 1, table: table)
    }

    /// The value of an entry, which for a long one is read page by page.
    func value(of found: FoundEntry) throws(Failure) -> [UInt8] {
        let (entry, size) = (found.entry, found.valueSize)
        guard entry.flags & PageEntry.isLong != 0 else {
            return Array(found.page.content.bytes[entry.valueOffset..<entry.valueOffset + size])
        }
        var value: [UInt8] = []
        var page = Page(byteCount: pageSize)
        let first = found.page.content.u64(entry.valueOffset)
        _ = try checkLongValue(first, size: size, from: found.number, found.table, reading: &page)
        for number in first..<first + Page.pages(forValueOf: size, pageSize: pageSize) {
            guard try read(number, into: &page.content) else { break }
            let start = number == first ? Page.headerByteCount : 0
            value += page.content.bytes[start..<min(pageSize, start + size - value.count)]
        }
        return value
    }

    /// Sees that a long value has its pages; reads the first of them.
    ///
    /// - Returns: How many pages it has. That may be more than it needs: a shorter value written in the same
    ///   transaction stays where the longer one was.
    func checkLongValue(
        _ first: UInt64, size: Int, from parent: UInt64, _ table: PageTable, reading page: inout Page
    ) throws(Failure) -> UInt64 {
        let needed = Page.pages(forValueOf: size, pageSize: pageSize)
        try check(first, count: needed, from: parent, table)
        guard try read(first, into: &page.content) else { throw .fault(pastEnd(first, from: parent, table)) }
        let count = UInt64(page.content.u32(12))
        do throws(PageDefect) {
            try page.checkLongValue(first, needed: needed)
        } catch { throw .fault(PageFault(error, page: first, table: table)) }
        try check(first, count: count, from: first, table)
        return count
    }

    /// Throws where a page leads to pages that cannot be, or that the file does not hold.
    func check(_ number: UInt64, count: UInt64 = 1, from parent: UInt64, _ table: PageTable) throws(Failure) {
        guard number >= 2, number <= meta.lastPage, count <= meta.lastPage - number + 1 else {
            throw .fault(PageFault(.reference(to: number, last: meta.lastPage), page: parent, table: table))
        }
        guard number + count <= metas.pagesInFile else {
            throw .fault(pastEnd(number + count - 1, from: parent, table))
        }
    }

    func pastEnd(_ number: UInt64, from parent: UInt64, _ table: PageTable) -> PageFault {
        PageFault(.referencePastEnd(to: number, pagesInFile: metas.pagesInFile), page: parent, table: table)
    }

    /// What the file says of a named table.
    func record(of table: PageTable) throws(Failure) -> TableRecord {
        try check(meta.main, .main, from: meta.number)
        guard case .named(let name) = table, let found = try find(Array(name.utf8), in: meta.main, .main) else {
            throw .fault(PageFault(.missingTable(table)))
        }
        let record = TableRecord(found.page.content, at: found.entry.valueOffset)
        try check(record, table, from: found.number)
        return record
    }

    /// Throws where the record of a table cannot be true.
    func check(_ record: TableRecord, _ table: PageTable, from page: UInt64) throws(Failure) {
        do throws(PageDefect) { try record.check(table) } catch {
            throw .fault(PageFault(error, page: page, table: table))
        }
    }

    private func find(_ key: [UInt8], in record: TableRecord, _ table: PageTable) throws(Failure) -> FoundEntry? {
        let order = table.keyOrder
        func compare(_ page: Page, _ index: Int) -> Int {
            order.compare(page.content.bytes, page.entry(index).key, key, key.indices)
        }
        let leaf = try leaf(of: record, table) { page in (1..<page.count).last { compare(page, $0) <= 0 } ?? 0 }
        guard let leaf, let index = (0..<leaf.page.count).first(where: { compare(leaf.page, $0) == 0 }) else {
            return nil
        }
        return FoundEntry(page: leaf.page, number: leaf.number, index: index, table: table)
    }

    /// Goes down from the root of a table, each page checked, by the entry that is chosen in each branch.
    private func leaf(
        of record: TableRecord, _ table: PageTable, choosing choose: (Page) -> Int
    ) throws(Failure) -> (page: Page, number: UInt64)? {
        guard !record.isEmpty else { return nil }
        var checker = PageChecker(pageSize: pageSize)
        var page = Page(byteCount: pageSize)
        var (number, parent) = (record.root, meta.number)
        for level in (1...record.depth).reversed() {
            try check(number, from: parent, table)
            guard try read(number, into: &page.content) else { throw .fault(pastEnd(number, from: parent, table)) }
            do throws(PageDefect) { try checker.check(page, number, level > 1 ? .branch : .leaf, table) } catch {
                throw .fault(PageFault(error, page: number, table: table))
            }
            guard level > 1 else { break }
            parent = number
            number = page.entry(choose(page)).child
        }
        return (page, number)
    }
}
