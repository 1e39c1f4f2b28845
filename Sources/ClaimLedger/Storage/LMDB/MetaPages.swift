// The two meta pages of a data file, pages 0 and 1; commits write one after the other, and the one with the higher
// transaction number counts. Numbers have the byte order of the machine. From the start of the page:
//
//   offset  bytes  meaning
//        0      8  the page's own number, 0 or 1
//       10      2  kind, 8 for a meta page
//       16      4  magic, beefc0de
//       20      4  version, 1
//       40      4  page size in bytes, the same in both
//       40     48  the free list's record (Pages/TableRecord.swift)
//       88     48  the main table's record
//      136      8  last page in use
//      144      8  transaction number: 0 in a new file, then even in page 0, odd in page 1 and apart by one

/// What one meta page says.
struct MetaPage: Equatable {
    static let byteCount = 152
    /// Where the magic ends, without which a file cannot be told from any other.
    static let magicEnd = 20
    static let leastPageSize = 512
    private static let magic: UInt32 = 0xBEEF_C0DE

    let number: UInt64
    let pageSize: Int
    let freeList: TableRecord
    let main: TableRecord
    let lastPage: UInt64
    let transaction: UInt64

    /// Reads a meta page from its first 152 bytes, whose magic has been checked; throws what shows that it is none.
    init(_ bytes: PageBytes, number: UInt64) throws(PageDefect) {
        guard bytes.u32(20) == 1 else { throw .otherVersion(bytes.u32(20)) }
        guard bytes.u64(0) == number else { throw .ownNumber(bytes.u64(0)) }
        guard bytes.u16(10) == 8 else { throw .kind(bytes.u16(10), expected: 8) }
        let size = Int(bytes.u32(40))
        guard size.nonzeroBitCount == 1, (Self.leastPageSize...32_768).contains(size) else { throw .pageSize(size) }
        self.number = number
        pageSize = size
        freeList = TableRecord(bytes, at: 40)
        main = TableRecord(bytes, at: 88)
        lastPage = bytes.u64(136)
        transaction = bytes.u64(144)
    }

    /// Throws what a file may be that does not have the magic where it belongs.
    static func checkMagic(_ bytes: PageBytes) throws(PageDefect) {
        if bytes.u32(16) != magic { throw stranger(bytes) }
    }

    private static func stranger(_ bytes: PageBytes) -> PageDefect {
        if bytes.u32(16) == magic.byteSwapped { return .otherByteOrder }
        // With words of 4 bytes the page's header is 4 bytes shorter.
        if [magic, magic.byteSwapped].contains(bytes.u32(12)) { return .otherWordSize }
        if bytes.u32(0) == magic { return .foreign(.lockFile) }
        return .foreign(PageDefect.Stranger(startingWith: bytes.bytes))
    }
}

/// Both meta pages, which fit each other and the file.
struct MetaPages: Equatable {
    let first: MetaPage
    let second: MetaPage
    /// Whole pages in the file.
    let pagesInFile: UInt64

    /// Most pages that one commit may leave unwritten at the end of the file, because it took and freed them.
    private static let mostUnwritten: UInt64 = 131_072

    /// Puts two meta pages together; throws where they contradict each other or the file's length.
    init(_ first: MetaPage, _ second: MetaPage, fileByteCount: Int) throws(PageDefect) {
        self.first = first
        self.second = second
        pagesInFile = UInt64(fileByteCount / first.pageSize)
        guard first.pageSize == second.pageSize else {
            throw .pageSizes(first: first.pageSize, second: second.pageSize)
        }
        let (one, other) = (first.transaction, second.transaction)
        guard one == 0 && other == 0 || one % 2 == 0 && other % 2 == 1 && (one &+ 1 == other || other &+ 1 == one)
        else { throw .transactions(first: one, second: other) }
        guard newest.lastPage >= 1, newest.lastPage < pagesInFile + Self.mostUnwritten else {
            throw .lastPage(newest.lastPage, pagesInFile: pagesInFile)
        }
    }

    /// The one that counts.
    var newest: MetaPage { second.transaction > first.transaction ? second : first }

    /// The one of a certain transaction, nil where later ones have replaced it.
    func page(of transaction: UInt64) -> MetaPage? {
        [newest, first, second].first { $0.transaction == transaction }
    }
}
