import Testing

@testable import ClaimLedger

/// One change to one place of a sound file, and the fault that a walk over all pages has to report for it.
@Suite struct `A walk over pages` {
    /// Where things lie in the file that `init` makes.
    private struct Places {
        let whole: [UInt8]
        /// Offsets in the file of: the newest meta page, and by table the root page and the table's record.
        let meta: Int
        let roots: [String: Int]
        let records: [String: Int]
        let freeRoot: Int
        let mainRoot: Int
    }

    let directory: TemporaryStorageDirectory
    private let places: Places

    /// Streams have two levels and one long value, events one leaf, as the list of free pages.
    init() throws {
        directory = try TemporaryStorageDirectory()
        do {
            let environment = try Environment.createForTest(directory)
            try environment.appendForTest(1...5)
            let streams = environment[table: "streams"]
            try environment.write { (transaction) throws(StorageError) in
                for number in 0..<200 as Range<UInt64> {
                    try transaction.put(streams, number, [UInt8](repeating: 1, count: 50).span.bytes)
                }
                try transaction.put(streams, 0, [UInt8](repeating: 1, count: 10_000).span.bytes)
            }
            try environment.appendForTest(6...7)
        }
        let whole = directory.contents()
        let file = try OpenFile("\(directory.path)/data.mdb")
        places = try file.read { descriptor in
            let file = try PageFile(descriptor)
            let main = Int(file.meta.main.root) * 4_096
            var (roots, records): ([String: Int], [String: Int]) = ([:], [:])
            for (index, name) in testTables.enumerated() {
                roots[name] = Int(try file.record(of: .named(name)).root) * 4_096
                let entry = main + Int(whole[main + 16 + 2 * index]) + Int(whole[main + 17 + 2 * index]) * 256
                records[name] = entry + 8 + name.utf8.count
            }
            return Places(
                whole: whole, meta: Int(file.meta.number) * 4_096, roots: roots, records: records,
                freeRoot: Int(file.meta.freeList.root) * 4_096, mainRoot: main)
        }
        #expect(try faults() == [])
    }

    private func faults(_ depth: PageDepth = .allPages) throws -> [PageFault] {
        try OpenFile("\(directory.path)/data.mdb").faults(depth)
    }

    private func place(_ table: String) throws -> Int { try #require(places.roots[table]) }
    private func record(_ table: String) throws -> Int { try #require(places.records[table]) }

    /// The offset of an entry of the page at an offset.
    private func entry(_ index: Int, at page: Int) -> Int {
        page + Int(places.whole[page + 16 + 2 * index]) + Int(places.whole[page + 17 + 2 * index]) * 256
    }

    /// The words of the first fault after a number of some size was put at an offset.
    private func words(
        _ number: some FixedWidthInteger, at offset: Int, _ depth: PageDepth = .allPages
    ) throws -> String? {
        var bytes = places.whole
        bytes.replaceSubrange(offset..<offset + number.bitWidth / 8, with: number.littleEndianBytes)
        directory.write(bytes)
        return try faults(depth).first?.description
    }

    @Test func `reports what is wrong with the meta pages, however little it is to look at`() throws {
        let page = places.meta / 4_096
        for depth in PageDepth.allCases {
            #expect(try words(UInt64(7), at: places.meta, depth) == "page \(page): says it is page 7")
            #expect(try words(UInt16(2), at: places.meta + 10, depth) == "page \(page): kind 2, expected 8")
            #expect(try words(UInt32(8_192), at: 4_096 + 40, depth) == "page sizes differ: 4096 and 8192")
            #expect(
                try words(UInt64(8), at: places.meta + 144, depth)?.hasPrefix("transaction numbers ") == true)
            #expect(
                try words(UInt64(1) << 40, at: places.meta + 136, depth)
                    == "last page 1099511627776 cannot be, the file has \(places.whole.count / 4_096) pages")
            #expect(
                try words(UInt16(12), at: places.meta + 44, depth)
                    == "page \(page) (free list): flags 12 of the table's record are not a ledger's")
            #expect(
                try words(UInt16(4), at: places.meta + 92, depth)
                    == "page \(page) (main table): flags 4 of the table's record are not a ledger's")
            #expect(
                try words(UInt16(32), at: places.meta + 94, depth)
                    == "page \(page) (main table): depth 32 of the table's record cannot be")
            #expect(
                try words(UInt64.max, at: places.meta + 128, depth)
                    == "page \(page) (main table): 0 entries found, 2 recorded")
        }
    }

    @Test func `reports what is wrong with the head of a page`() throws {
        let page = try place("events")
        let name = "page \(page / 4_096) (table events): "
        for depth in PageDepth.allCases {
            #expect(try words(UInt64(3), at: page, depth) == name + "says it is page 3")
            #expect(try words(UInt16(1), at: page + 10, depth) == name + "kind 1, expected 2")
            #expect(try words(UInt16(0x12), at: page + 10, depth) == name + "kind 18, expected 2")
            #expect(try words(UInt16(31), at: page + 12, depth)?.hasPrefix(name + "bounds 31 and ") == true)
            #expect(try words(UInt16(14), at: page + 12, depth)?.hasPrefix(name + "bounds 14 and ") == true)
            #expect(try words(UInt16(4_098), at: page + 14, depth) == name + "bounds 30 and 4098 do not fit")
            #expect(try words(UInt16(4_000), at: page + 12, depth)?.hasPrefix(name + "bounds 4000 and ") == true)
            #expect(try words(UInt16(16), at: page + 12, depth) == name + "0 entries, at least 1 expected")
        }
    }

    @Test func `reports what is wrong with an entry`() throws {
        let page = try place("events")
        let name = "page \(page / 4_096) (table events): "
        let second = entry(1, at: page)
        for depth in PageDepth.allCases {
            #expect(try words(UInt16(16), at: page + 18, depth) == name + "entry 1: offset 16 does not fit")
            #expect(try words(UInt16(4_095), at: page + 18, depth) == name + "entry 1: offset 4095 does not fit")
            #expect(
                try words(UInt16(entry(0, at: page) - page), at: page + 18, depth)
                    == name + "entry 1: offset \(entry(0, at: page) - page) does not fit")
            #expect(try words(UInt16(0), at: second + 6, depth) == name + "entry 1: key of 0 bytes")
            #expect(try words(UInt16(512), at: second + 6, depth) == name + "entry 1: key of 512 bytes")
            #expect(try words(UInt16(2_100), at: second, depth) == name + "entry 1: 2116 bytes do not fit")
            #expect(try words(UInt16(1), at: second + 2, depth) == name + "entry 1: 65559 bytes do not fit")
            #expect(try words(UInt16(9), at: second, depth)?.hasPrefix(name + "entries do not fill it") == true)
            #expect(try words(UInt16(4), at: second + 4, depth) == name + "entry 1: flags 4 are not a ledger's")
            #expect(try words(UInt16(2), at: second + 4, depth) == name + "entry 1: flags 2 are not a ledger's")
            #expect(try words(UInt8(9), at: second + 8 + 7, depth) == name + "entry 2: key is not in order")
            #expect(try words(UInt8(1), at: second + 8 + 7, depth) == name + "entry 1: key is not in order")
        }
    }

    @Test func `reports what is wrong with a branch`() throws {
        let page = try place("streams")
        let name = "page \(page / 4_096) (table streams): "
        let (first, second) = (entry(0, at: page), entry(1, at: page))
        let last = places.whole.count / 4_096 - 1
        for depth in PageDepth.allCases {
            #expect(try words(UInt32(1), at: second, depth) == name + "leads to page 1, outside of 2 to \(last)")
            #expect(try words(UInt16(1), at: second + 4, depth)?.hasPrefix(name + "leads to page 42949") == true)
            #expect(try words(UInt16(18), at: page + 12, depth) == name + "1 entries, at least 2 expected")
        }
        let child = UInt32(places.whole[first]) + UInt32(places.whole[first + 1]) * 256
        #expect(
            try words(child, at: second, .branches) == "page \(child) (table streams): in use twice, or in use and free"
        )
        // The separator above, and then below, the keys it stands between.
        #expect(try words(UInt8(200), at: second + 8 + 7, .branches) == name + "entry 2: key is not in order")
        let separator = places.whole[second + 8 + 7]
        #expect(try words(separator + 1, at: second + 8 + 7)?.hasSuffix("entry 0: key is not in order") == true)
        #expect(try words(separator - 1, at: second + 8 + 7) == name + "entry 1: key is not in order")
    }

    @Test func `compares the record of a table with what is there`() throws {
        let streams = try record("streams")
        let page = "page \(places.mainRoot / 4_096) (table streams): "
        #expect(try words(UInt64(2), at: streams + 8, .branches) == page + "1 branch pages found, 2 recorded")
        #expect(try words(UInt64(9), at: streams + 16, .branches) == page + "4 leaf pages found, 9 recorded")
        #expect(try words(UInt64(4), at: streams + 24) == page + "3 pages of long values found, 4 recorded")
        #expect(try words(UInt64(201), at: streams + 32) == page + "200 entries found, 201 recorded")
        #expect(try words(UInt16(1), at: streams + 6, .roots)?.hasSuffix("kind 1, expected 2") == true)
        #expect(try words(UInt16(3), at: streams + 6)?.hasSuffix("kind 2, expected 1") == true)
        let main = places.mainRoot
        let (name, first) = ("page \(main / 4_096) (main table): ", entry(0, at: main))
        #expect(try words(UInt16(0), at: first + 4, .roots) == name + "entry 0: flags 0 are not a ledger's")
        #expect(try words(UInt16(6), at: first + 4, .roots) == name + "entry 0: flags 6 are not a ledger's")
        #expect(try words(UInt16(46), at: first, .roots)?.hasPrefix(name) == true)
    }

    @Test func `reports what is wrong with a long value`() throws {
        // The first leaf of the streams begins with it.
        let branch = try place("streams")
        let leaf = 4_096 * (Int(places.whole[entry(0, at: branch)]) + Int(places.whole[entry(0, at: branch) + 1]) * 256)
        let reference = entry(0, at: leaf) + 16
        let long = 4_096 * (Int(places.whole[reference]) + Int(places.whole[reference + 1]) * 256)
        let name = "page \(long / 4_096) (table streams): "
        #expect(try words(UInt32(2), at: long + 12) == name + "long value of 2 pages, 3 needed")
        #expect(try words(UInt16(2), at: long + 10) == name + "kind 2, expected 4")
        #expect(try words(UInt64(2), at: long) == name + "says it is page 2")
        #expect(try words(UInt32(1) << 30, at: long + 12)?.hasPrefix(name + "leads to page ") == true)
        #expect(try words(UInt64.max - 1, at: reference)?.contains(": leads to page 18446744073709551614, ") == true)
        #expect(try words(UInt32.max, at: entry(0, at: leaf))?.contains(": leads to page ") == true)
        #expect(try words(UInt32(4), at: long + 12)?.hasSuffix("in use twice, or in use and free") == true)
    }

    @Test func `reports what is wrong with the list of free pages`() throws {
        let page = places.freeRoot
        let name = "page \(page / 4_096) (free list): "
        let first = entry(0, at: page)
        let value = first + 16
        let count = places.whole[value]
        #expect(count > 0)
        #expect(try words(UInt64(99), at: first + 8) == name + "entry 1: key is not in order")
        #expect(try words(UInt16(7), at: first + 6) == name + "entry 0: key of 7 bytes")
        #expect(
            try words(UInt64(200), at: value)?.hasPrefix(name + "entry 0: 200 free pages, room for ") == true)
        #expect(try words(UInt64(1), at: value + 8)?.hasPrefix(name + "entry 0: free page 1, not from 2") == true)
        #expect(try words(UInt64.max, at: value + 8)?.hasPrefix(name + "entry 0: free page 1844674407") == true)
        #expect(try words(UInt64(page / 4_096), at: value + 8)?.hasSuffix("in use twice, or in use and free") == true)
        let last = entry(Int(places.whole[page + 12] - 16) / 2 - 1, at: page)
        #expect(try words(UInt64(77), at: last + 8)?.contains("pages freed by transaction 77, the newest is 4") == true)
    }

    @Test(arguments: [
        (PageDefect.tableRecordSize(entry: 3, size: 47), "entry 3: table's record of 47 bytes, not 48"),
        (.freeRecordSize(entry: 3, size: 12), "entry 3: list of free pages of 12 bytes"),
        (.gap(offset: 90), "entries do not fill it: none starts at 90"),
        (.missingTable(.named("events")), "there is no table events"),
        (.cutShort(pagesInFile: 3, needed: 9), "the data file is cut short: 3 pages, at least 9 needed"),
        (.freePage(entry: 1, page: 9, below: 8), "entry 1: free page 9, not from 2 to below 8"),
    ])
    func `says what is wrong in words`(defect: PageDefect, words: String) {
        #expect(defect.description == words)
        #expect(PageFault(defect, page: 7, table: .main).description == "page 7 (main table): " + words)
    }

    @Test func `does not repeat a name that only damage can have made`() {
        #expect("\(PageTable(key: Array("events".utf8)))" == "table events")
        #expect("\(PageTable(key: [0x65, 0x1B]))" == "table with a damaged name")
        #expect("\(PageTable(key: [UInt8](repeating: 0x61, count: 65)))" == "table with a damaged name")
    }

    @Test func `goes on behind damage, up to as many faults as it was asked for`() throws {
        var bytes = places.whole
        for table in testTables { bytes[try place(table) + 10] = 64 }
        directory.write(bytes)
        let file = try OpenFile("\(directory.path)/data.mdb")
        #expect(try file.faults(.allPages).map(\.table) == [.named("events"), .named("streams")])
        #expect(try file.faults(.allPages, limit: 1).count == 1)
    }
}
