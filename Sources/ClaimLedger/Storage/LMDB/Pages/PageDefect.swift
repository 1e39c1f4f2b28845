/// What can be wrong with a page, a table's record or the file as a whole; entries are counted from 0.
package enum PageDefect: Error, Equatable, Sendable {
    /// What a file that is not LMDB's looks like.
    package enum Stranger: Sendable, Equatable, CaseIterable {
        case sqlite, gzip, zip, lockFile, text, zeros, unknown
    }

    /// What a table's record counts.
    package enum Count: Sendable, Equatable { case entries, branchPages, leafPages, longValuePages }

    /// The file has no byte.
    case empty
    /// The file ends within its meta pages.
    case tooShort(bytes: Int, needed: Int)
    /// The file ends before a page that is in use.
    case cutShort(pagesInFile: UInt64, needed: UInt64)
    /// The file does not start as LMDB's do.
    case foreign(Stranger)
    /// The magic has its bytes reversed.
    case otherByteOrder
    /// The magic stands where a machine of 32 bits puts it.
    case otherWordSize
    /// The format is of another LMDB.
    case otherVersion(UInt32)
    /// The page size is none that LMDB knows.
    case pageSize(Int)
    /// The meta pages disagree on the page size.
    case pageSizes(first: Int, second: Int)
    /// The meta pages are not those of two commits, one after the other.
    case transactions(first: UInt64, second: UInt64)
    /// The last page is the first itself, or far behind the end of the file.
    case lastPage(UInt64, pagesInFile: UInt64)

    /// The main table does not name a table.
    case missingTable(PageTable)
    /// A table has another kind of keys or values than ours.
    case tableFlags(UInt16)
    /// A table is deeper than LMDB can go, or has levels without pages.
    case tableDepth(Int)
    /// A table's record counts something else than there is.
    case count(Count, found: UInt64, recorded: UInt64)

    /// A page leads to one that cannot be.
    case reference(to: UInt64, last: UInt64)
    /// A page leads to one behind the end of the file.
    case referencePastEnd(to: UInt64, pagesInFile: UInt64)
    /// Two ways lead to the page, or one and the list of free pages.
    case reachedTwice
    /// The page says it is another.
    case ownNumber(UInt64)
    /// The page is of another kind than its place asks for.
    case kind(UInt16, expected: UInt16)
    /// The ends of offsets and entries contradict each other.
    case bounds(lower: Int, upper: Int)
    /// The page has too few entries.
    case entryCount(Int, least: Int)
    /// No entry starts where the one before it ends.
    case gap(offset: Int)

    /// An entry starts outside of its page's entries, at an odd offset, or where another does.
    case entryOffset(entry: Int, offset: Int)
    /// A key is empty, too long, or no number where it should be one.
    case keySize(entry: Int, size: Int)
    /// An entry ends outside of its page, or is longer than LMDB makes them.
    case entrySize(entry: Int, size: Int)
    /// A key does not stand behind the one before it, in the page or in the table.
    case keyOrder(entry: Int)
    /// An entry is of a sort that the table does not have.
    case entryFlags(entry: Int, flags: UInt16)
    /// The record of a table has another size.
    case tableRecordSize(entry: Int, size: Int)
    /// A long value has fewer pages than its bytes take.
    case longValue(pages: UInt64, needed: UInt64)
    /// Pages were freed by a transaction that has not been.
    case freeTransaction(entry: Int, transaction: UInt64, newest: UInt64)
    /// A record of free pages does not consist of whole numbers.
    case freeRecordSize(entry: Int, size: Int)
    /// A record of free pages counts more than it holds.
    case freeCount(entry: Int, count: UInt64, room: UInt64)
    /// A free page cannot be, or is not below the one before it.
    case freePage(entry: Int, page: UInt64, below: UInt64)
}

extension PageDefect {
    /// Whether it is said of the file, whichever page showed it.
    var isOfTheFile: Bool {
        switch self {
        case .empty, .tooShort, .cutShort, .foreign, .otherByteOrder, .otherWordSize, .otherVersion: true
        default: false
        }
    }
}

/// Damage found in one place of a data file.
package struct PageFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The page that holds what is wrong; nil where it is the file as a whole.
    package let page: UInt64?
    /// The table the page belongs to; nil where none is known.
    package let table: PageTable?
    /// What is wrong there.
    package let defect: PageDefect

    /// Names damage.
    init(_ defect: PageDefect, page: UInt64? = nil, table: PageTable? = nil) {
        self.defect = defect
        self.page = page
        self.table = table
    }

    /// Where, what, and the values that disagree; keys and values of entries never appear.
    package var description: String {
        guard let page else { return defect.description }
        let owner = table.map { " (\($0))" } ?? ""
        return "page \(page)\(owner): \(defect)"
    }
}

extension StorageError {
    /// Damage, in the few words a storage error has.
    init(_ fault: PageFault) {
        let operation: StaticString = fault.page == nil ? "checking the data file" : "checking the pages"
        self.init(kind: .damaged, code: 0, operation: operation)
    }
}
