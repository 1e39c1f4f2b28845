extension PageWalk {
    /// Checks an entry of the list of free pages: a transaction, and the pages it freed.
    ///
    /// The value is a count and as many page numbers of 8 bytes, descending; it may have unused room behind them.
    mutating func walkFreeList(
        _ entry: PageEntry, _ index: Int, of leaf: borrowing Page, _ number: UInt64, _ tree: inout TreeCount
    ) throws(Stop) {
        let transaction = leaf.content.u64(entry.key.lowerBound)
        if transaction == 0 || transaction > file.meta.transaction {
            let defect = PageDefect.freeTransaction(
                entry: index, transaction: transaction, newest: file.meta.transaction)
            try note(.fault(PageFault(defect, page: number, table: .freeList)), &tree)
        }
        guard entry.valueSize >= 8, entry.valueSize.isMultiple(of: 8) else {
            let defect = PageDefect.freeRecordSize(entry: index, size: entry.valueSize)
            return try note(.fault(PageFault(defect, page: number, table: .freeList)), &tree)
        }
        var list = FreePageList(entry: index, valueSize: entry.valueSize, below: file.meta.lastPage + 1)
        guard entry.flags & PageEntry.isLong != 0 else {
            try take(&list, leaf, from: entry.valueOffset, to: entry.valueOffset + entry.valueSize, number, &tree)
            return
        }
        let faults = report.faults.count
        try walkLongValue(entry, of: leaf, number, &tree)
        guard tree.depth == .allPages, report.faults.count == faults else { return }
        let first = leaf.content.u64(entry.valueOffset)
        var (page, start) = (takePage(), Page.headerByteCount)
        defer { spare.append(page) }
        var (left, next) = (entry.valueSize, first)
        while left > 0 {
            do throws(PageFile.Failure) {
                guard try file.read(next, into: &page.content) else {
                    throw .fault(file.pastEnd(next, from: number, .freeList))
                }
            } catch { return try note(error, &tree) }
            report.pagesRead += 1
            let end = min(file.pageSize, start + left)
            guard try take(&list, page, from: start, to: end, number, &tree) else { return }
            left -= end - start
            next += 1
            start = 0
        }
    }

    /// Takes numbers of free pages from a stretch of a page; false where the record is found damaged.
    @discardableResult
    private mutating func take(
        _ list: inout FreePageList, _ page: borrowing Page, from start: Int, to end: Int, _ number: UInt64,
        _ tree: inout TreeCount
    ) throws(Stop) -> Bool {
        for offset in stride(from: start, to: end - 7, by: 8) {
            let free: UInt64?
            do throws(PageDefect) { free = try list.next(page.content.u64(offset)) } catch {
                try note(.fault(PageFault(error, page: number, table: .freeList)), &tree)
                return false
            }
            guard let free else { continue }
            report.freePages += 1
            guard try reach(free, &tree) else { return false }
        }
        return true
    }
}

/// The numbers of one record of the list of free pages, as they come.
private struct FreePageList {
    private let entry: Int
    private let valueSize: Int
    private var below: UInt64
    /// How many numbers are still to come; nil before the count.
    private var left: UInt64?

    init(entry: Int, valueSize: Int, below: UInt64) {
        self.entry = entry
        self.valueSize = valueSize
        self.below = below
    }

    /// Takes the next word of the record: a free page, or nil for the count and for unused room.
    mutating func next(_ word: UInt64) throws(PageDefect) -> UInt64? {
        guard let left else {
            let room = UInt64(valueSize / 8 - 1)
            guard word <= room else { throw .freeCount(entry: entry, count: word, room: room) }
            self.left = word
            return nil
        }
        guard left > 0 else { return nil }
        guard word >= 2, word < below else { throw .freePage(entry: entry, page: word, below: below) }
        self.left = left - 1
        below = word
        return word
    }
}
