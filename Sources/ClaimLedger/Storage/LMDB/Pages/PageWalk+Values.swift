extension PageWalk {
    /// Takes note of damage, unless it is only that a writer has been faster.
    mutating func note(_ failure: PageFile.Failure, _ tree: inout TreeCount) throws(Stop) {
        tree.isDamaged = true
        guard case .fault(let fault) = failure else { throw Stop(failure) }
        if !isPinned {
            let isOvertaken: Bool
            do throws(PageFile.Failure) { isOvertaken = try file.isOvertaken() } catch { throw Stop(error) }
            if isOvertaken { throw .overtaken }
        }
        report.faults.append(fault)
        if report.faults.count >= limit { throw .limit }
    }

    /// Marks a page as reached; false where it cannot be one, or was reached before.
    mutating func arrive(
        _ number: UInt64, level: Int, from parent: UInt64, _ tree: inout TreeCount
    ) throws(Stop) -> Bool {
        do throws(PageFile.Failure) { try file.check(number, from: parent, tree.table) } catch {
            try note(error, &tree)
            return false
        }
        if level == 1 { tree.leafPages += 1 }
        return try reach(number, &tree)
    }

    mutating func reach(_ number: UInt64, _ tree: inout TreeCount) throws(Stop) -> Bool {
        if reached.insert(number) { return true }
        try note(.fault(PageFault(.reachedTwice, page: number, table: tree.table)), &tree)
        return false
    }

    /// Checks the pages of a long value, all of them where the walk goes as far.
    mutating func walkLongValue(
        _ entry: PageEntry, of leaf: borrowing Page, _ number: UInt64, _ tree: inout TreeCount
    ) throws(Stop) {
        let first = leaf.content.u64(entry.valueOffset)
        var count: UInt64 = 0
        do throws(PageFile.Failure) {
            if tree.depth == .allPages {
                var page = takePage()
                defer { spare.append(page) }
                report.pagesRead += 1
                count = try file.checkLongValue(
                    first, size: entry.valueSize, from: number, tree.table, reading: &page)
            } else {
                let needed = Page.pages(forValueOf: entry.valueSize, pageSize: file.pageSize)
                try file.check(first, count: needed, from: number, tree.table)
            }
        } catch { return try note(error, &tree) }
        tree.longValuePages += count
        for page in first..<first + count where try !reach(page, &tree) { return }
    }

    /// Room for a page; to be given back to `spare`.
    mutating func takePage() -> Page { spare.popLast() ?? Page(byteCount: file.pageSize) }
}

extension PageWalk.Stop {
    init(_ failure: PageFile.Failure) {
        guard case .storage(let error) = failure else {
            self = .overtaken
            return
        }
        self = .storage(error)
    }
}
