/// What a walk has met of one table so far, and its last key.
struct TreeCount {
    /// What a key stands for.
    enum Role {
        /// In a leaf.
        case entry
        /// In a branch: at or below every key of the page after it, above every key before it.
        case separator
    }

    let table: PageTable
    let isFreeList: Bool
    /// How far the walk goes in this table.
    let depth: PageDepth
    /// Whether pages were left out because of damage, so that counts say nothing.
    var isDamaged = false
    var branchPages: UInt64 = 0
    var leafPages: UInt64 = 0
    var longValuePages: UInt64 = 0
    var entries: UInt64 = 0
    private let order: KeyOrder
    private var lastKey: [UInt8] = []
    private var lastRole: Role?

    init(_ table: PageTable, _ depth: PageDepth) {
        self.table = table
        self.depth = depth
        isFreeList = table == .freeList
        order = table.keyOrder
    }

    /// Takes the next key of the whole table; false where it does not stand after the one before.
    mutating func accepts(_ key: Range<Int>, of page: borrowing Page, as role: Role) -> Bool {
        var isInOrder = true
        if let lastRole {
            let comparison = order.compare(lastKey, lastKey.indices, page.content.bytes, key)
            isInOrder = comparison < 0 || comparison == 0 && lastRole == .separator && role == .entry
        }
        remember(key, of: page, as: role)
        return isInOrder
    }

    /// Takes a key as the last one.
    mutating func remember(_ key: Range<Int>, of page: borrowing Page, as role: Role) {
        lastKey.removeAll(keepingCapacity: true)
        lastKey.append(contentsOf: page.content.bytes[key])
        lastRole = role
    }

    /// What can be compared with the table's record once the table has been walked.
    func comparisons(with record: TableRecord) -> [(count: PageDefect.Count, found: UInt64, recorded: UInt64)] {
        if isDamaged || depth == .roots { return [] }
        let pages: [(PageDefect.Count, UInt64, UInt64)] = [
            (.branchPages, branchPages, record.branchPages), (.leafPages, leafPages, record.leafPages),
        ]
        if depth == .branches { return pages }
        return pages + [
            (.entries, entries, record.entries), (.longValuePages, longValuePages, record.longValuePages),
        ]
    }
}
