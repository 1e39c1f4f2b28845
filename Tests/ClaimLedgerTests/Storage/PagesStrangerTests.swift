import Testing

@testable import ClaimLedger

/// Files that are not a ledger's, or not this machine's, each with a sentence of its own.
@Suite struct `A data file that is not a ledger's` {
    let folder: LedgerFolder

    init() throws {
        folder = try LedgerFolder()
        _ = try Ledger.create(at: folder.path).head()
    }

    /// Why the ledger is not opened with these bytes for data, without the path and what every text begins with.
    private func reason(_ bytes: [UInt8]) throws -> String? {
        try folder.write(bytes, to: "data.mdb")
        for depth in PageDepth.allCases {
            do {
                _ = try Ledger.open(at: folder.path, access: .readOnly, checking: depth).head()
                return nil
            } catch LedgerOpenError.damaged(_, let reason) { if depth == .allPages { return reason } }
        }
        return nil
    }

    @Test func `is told by its length`() throws {
        let whole = try folder.contents(of: "data.mdb")
        #expect(try reason([]) == "the data file is empty")
        #expect(try reason(Array(whole.prefix(10))) == "the data file is cut short: 10 bytes, at least 1024 needed")
        #expect(try reason(Array(whole.prefix(100))) == "the data file is cut short: 100 bytes, at least 1024 needed")
        #expect(
            try reason(Array(whole.prefix(8_191))) == "the data file is cut short: 8191 bytes, at least 8192 needed")
        let cut = try #require(try reason(Array(whole.prefix(8_192))))
        #expect(cut.contains(/^page [01] \(.*\): leads to page \d+, the file is cut short after 2 pages$/))
    }

    @Test(arguments: [
        ("SQLite format 3\0", "it begins like an SQLite database"),
        ("\u{1F}\u{8B}", "it begins like a gzip file"),
        ("PK\u{3}\u{4}", "it begins like a zip archive"),
        (#"{"specversion":"1.0","id":"1"}"#, "it begins like text"),
        ("", "it begins with zeros"),
        ("\u{7F}ELF", "it does not begin as one does"),
    ])
    func `is told by how it begins`(start: String, words: String) throws {
        var bytes = start == "\u{1F}\u{8B}" ? [0x1F, 0x8B] : Array(start.utf8)
        bytes += [UInt8](repeating: 0, count: 9_000)
        #expect(try reason(bytes) == "not a ledger's data file: \(words)")
    }

    @Test func `is told where it is the lock file`() throws {
        let lock = try folder.contents(of: "lock.mdb")
        #expect(try reason(lock) == "not a ledger's data file: it begins like LMDB's lock file")
    }

    @Test func `is told where it is of another architecture or version`() throws {
        let whole = try folder.contents(of: "data.mdb")
        var swapped = whole
        swapped.replaceSubrange(16..<20, with: whole[16..<20].reversed())
        #expect(try reason(swapped) == "the data file was written on a machine with the other byte order")
        // The header of a page is 12 bytes long there.
        let narrow = Array(whole[4..<12] + whole[12..<16] + whole[16...])
        #expect(try reason(narrow) == "the data file was written on a machine of 32 bits, this one has 64")
        var later = whole
        later[20] = 2
        #expect(try reason(later) == "the data file has LMDB's format 2, not 1")
    }

    @Test(arguments: [512, 1_024, 8_192, 16_384, 32_768])
    func `is not one whose pages have another size that LMDB knows`(size: Int) throws {
        let directory = try TemporaryStorageDirectory()
        directory.write(try emptyFile(pageSize: size))
        let file = try OpenFile("\(directory.path)/data.mdb")
        for depth in PageDepth.allCases {
            let report = try #require(try file.walk(depth))
            #expect(report.isSound)
            #expect(report.pageSizeBytes == size)
        }
    }

    @Test(arguments: [0, 256, 4_095, 65_536, 0xFFFF_FFFF as UInt32])
    func `is one whose pages have a size that LMDB does not know`(size: UInt32) throws {
        var whole = try folder.contents(of: "data.mdb")
        withUnsafeBytes(of: size) { whole.replaceSubrange(40..<44, with: $0) }
        #expect(try reason(whole) == "page 0: page size \(size), not a power of two from 512 to 32768")
    }

    /// The meta pages of a file without an entry, as a machine with pages of that size makes them.
    private func emptyFile(pageSize: Int) throws -> [UInt8] {
        let metas = try folder.contents(of: "data.mdb")
        return (0..<2).flatMap { number in
            var page = Array(metas[number * 4_096..<number * 4_096 + 152])
            page.replaceSubrange(40..<44, with: withUnsafeBytes(of: UInt32(pageSize)) { Array($0) })
            for record in [40, 88] {
                page.replaceSubrange(record + 6..<record + 40, with: [UInt8](repeating: 0, count: 34))
                page.replaceSubrange(record + 40..<record + 48, with: [UInt8](repeating: 0xFF, count: 8))
            }
            page.replaceSubrange(136..<144, with: [1, 0, 0, 0, 0, 0, 0, 0])
            return page + [UInt8](repeating: 0, count: pageSize - page.count)
        }
    }
}
