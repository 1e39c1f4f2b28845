/// Walks the pages of one commit, table by table in the order of keys, and collects what is wrong.
///
/// A page that is damaged is reported, and what lies below it is left out. Memory: a bit for each page of the file, a
/// few pages, and the faults.
struct PageWalk {
    /// Why a walk ended before its end.
    enum Stop: Error {
        /// As many faults as were asked for.
        case limit
        /// A writer has replaced pages of this commit.
        case overtaken
        case storage(StorageError)
    }

    let file: PageFile
    let depth: PageDepth
    /// Whether a reader's slot keeps writers from replacing pages of this commit.
    let isPinned: Bool
    let limit: Int
    var report: PageReport
    var reached: PageSet
    private var checker: PageChecker
    /// Room for pages, used again and again; one for each level in use.
    var spare: [Page] = []

    /// Looks at the pages of one commit.
    ///
    /// - Parameters:
    ///   - file: The commit.
    ///   - depth: How far to go.
    ///   - isPinned: Whether a reader's slot keeps its pages from being replaced.
    ///   - limit: How many faults to collect, at least 1.
    /// - Returns: What was found.
    /// - Throws: `.overtaken`, only where nothing is pinned; `.storage`.
    static func report(
        on file: PageFile, depth: PageDepth, isPinned: Bool, limit: Int
    ) throws(Stop) -> PageReport {
        var walk = PageWalk(file, depth, isPinned, limit)
        do throws(Stop) {
            try walk.walkTable(file.meta.freeList, .freeList, from: file.meta.number)
            try walk.checkMissingPages()
            try walk.walkTable(file.meta.main, .main, from: file.meta.number)
        } catch {
            guard case .limit = error else { throw error }
        }
        if depth == .allPages, walk.report.isSound {
            walk.report.lostPages = file.meta.lastPage - 1 - walk.reached.count
        }
        return walk.report
    }

    private init(_ file: PageFile, _ depth: PageDepth, _ isPinned: Bool, _ limit: Int) {
        self.file = file
        self.depth = depth
        self.isPinned = isPinned
        self.limit = limit
        report = PageReport(
            depth: depth, transaction: file.meta.transaction, pageSizeBytes: file.pageSize, lastPage: file.meta.lastPage
        )
        reached = PageSet(upTo: depth == .roots && !file.isShort ? nil : file.meta.lastPage)
        checker = PageChecker(pageSize: file.pageSize)
    }

    /// How far to go in a table: everywhere in the main table, which is small, and in the list of free pages, unless
    /// only roots are asked for and no page is missing.
    private func depth(in table: PageTable) -> PageDepth {
        switch table {
        case .main: .allPages
        case .freeList: depth == .roots && !file.isShort ? .roots : .allPages
        case .named: depth
        }
    }

    /// Throws where pages past the end of the file are not free: LMDB leaves only those unwritten.
    private mutating func checkMissingPages() throws(Stop) {
        guard file.isShort, report.isSound else { return }
        let missing = file.metas.pagesInFile...file.meta.lastPage
        var tree = TreeCount(.freeList, .roots)
        for page in missing where reached.insert(page) {
            let defect = PageDefect.cutShort(pagesInFile: file.metas.pagesInFile, needed: page + 1)
            return try note(.fault(PageFault(defect)), &tree)
        }
    }

    /// Walks a table as its record says, and compares the record's counts as far as the walk goes.
    mutating func walkTable(_ record: TableRecord, _ table: PageTable, from page: UInt64) throws(Stop) {
        var tree = TreeCount(table, depth(in: table))
        do throws(PageFile.Failure) { try file.check(record, table, from: page) } catch {
            return try note(error, &tree)
        }
        guard !record.isEmpty, try arrive(record.root, level: record.depth, from: page, &tree) else { return }
        try walkPage(record.root, level: record.depth, from: page, &tree)
        for (count, found, recorded) in tree.comparisons(with: record) where found != recorded {
            let defect = PageDefect.count(count, found: found, recorded: recorded)
            try note(.fault(PageFault(defect, page: page, table: table)), &tree)
        }
    }

    /// Reads and checks a page that has been arrived at, and goes down as far as the walk does.
    private mutating func walkPage(
        _ number: UInt64, level: Int, from parent: UInt64, _ tree: inout TreeCount
    ) throws(Stop) {
        var page = takePage()
        defer { spare.append(page) }
        do throws(PageFile.Failure) {
            guard try file.read(number, into: &page.content) else {
                throw .fault(file.pastEnd(number, from: parent, tree.table))
            }
            report.pagesRead += 1
        } catch { return try note(error, &tree) }
        do throws(PageDefect) { try checker.check(page, number, level > 1 ? .branch : .leaf, tree.table) } catch {
            return try note(.fault(PageFault(error, page: number, table: tree.table)), &tree)
        }
        if level > 1 {
            tree.branchPages += 1
            try walkBranch(page, number, level: level, &tree)
        } else {
            try walkLeaf(page, number, &tree)
        }
    }

    private mutating func walkBranch(
        _ page: borrowing Page, _ number: UInt64, level: Int, _ tree: inout TreeCount
    ) throws(Stop) {
        let goesDown = tree.depth == .allPages || tree.depth == .branches && level > 2
        for index in 0..<page.count {
            let entry = page.entry(index)
            if index > 0, !tree.accepts(entry.key, of: page, as: .separator) {
                try note(.fault(PageFault(.keyOrder(entry: index), page: number, table: tree.table)), &tree)
            }
            if try arrive(entry.child, level: level - 1, from: number, &tree), goesDown {
                try walkPage(entry.child, level: level - 1, from: number, &tree)
            }
        }
    }

    private mutating func walkLeaf(_ page: borrowing Page, _ number: UInt64, _ tree: inout TreeCount) throws(Stop) {
        // Inside of the page the order has been checked.
        if !tree.accepts(page.entry(0).key, of: page, as: .entry) {
            try note(.fault(PageFault(.keyOrder(entry: 0), page: number, table: tree.table)), &tree)
        }
        tree.remember(page.entry(page.count - 1).key, of: page, as: .entry)
        tree.entries += UInt64(page.count)
        let isMain = tree.table == .main
        for index in 0..<page.count {
            let entry = page.entry(index)
            if tree.isFreeList {
                try walkFreeList(entry, index, of: page, number, &tree)
            } else if isMain {
                let record = TableRecord(page.content, at: entry.valueOffset)
                try walkTable(record, PageTable(key: page.content.bytes[entry.key]), from: number)
            } else if entry.flags & PageEntry.isLong != 0 {
                try walkLongValue(entry, of: page, number, &tree)
            }
        }
    }
}
