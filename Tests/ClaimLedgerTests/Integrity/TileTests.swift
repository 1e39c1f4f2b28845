import Testing

@testable import ClaimLedger

@Suite struct `Tiles of a tree` {
    @Test(
        arguments: [
            ("tile/0/000", .hashes(level: 0), 0, 256), ("tile/0/000.p/1", .hashes(level: 0), 0, 1),
            ("tile/6/255.p/255", .hashes(level: 6), 255, 255), ("tile/1/x001/000", .hashes(level: 1), 1_000, 256),
            ("tile/entries/x001/x234/067", .entries, 1_234_067, 256),
            ("tile/entries/x010/000.p/17", .entries, 10_000, 17),
            ("tile/0/x072/x057/x594/x037/x927/935", .hashes(level: 0), (1 << 56) - 1, 256),
            ("tile/7/000", .hashes(level: 7), 0, 256),
        ] as [(String, TilePath.Content, UInt64, Int)])
    func `have one path each`(path: String, content: TilePath.Content, index: UInt64, width: Int) throws {
        let tile = TilePath(content, index: index, width: width)
        #expect("\(tile)" == path)
        #expect(try TilePath(parsing: path) == tile)
    }

    @Test(
        arguments: [
            ("", "tile/"), ("tiles/0/000", "tile/"), ("tile", "LEVEL"),
            ("tile/8/000", "LEVEL"), ("tile/00/000", "LEVEL"),
            ("tile/Entries/000", "LEVEL"), ("tile/0/000.p/0", "a width from 1 to 255"),
            ("tile/0/000.p/256", "a width from 1 to 255"), ("tile/0/000.p/01", "a width from 1 to 255"),
            ("tile/0/000.p/", "a width from 1 to 255"), ("tile/0", "GROUPS"), ("tile/0/", "GROUPS"),
            ("tile/0/00", "GROUPS"), ("tile/0/0000", "GROUPS"), ("tile/0/x000", "GROUPS"),
            ("tile/0/001/000", "GROUPS"), ("tile/0/x000/001", "GROUPS"), ("tile/0/x001/x000", "GROUPS"),
            ("tile/0/000/", "GROUPS"), ("/tile/0/000", "tile/"), ("tile/0/000.p", "GROUPS"), ("tile/0/.p/1", "GROUPS"),
            ("tile/0/../000", "GROUPS"), ("tile/0/000.P/1", "GROUPS"),
            ("tile/0/x072/x057/x594/x037/x927/936", "GROUPS"), ("tile/7/001", "GROUPS"), ("tile/6/256", "GROUPS"),
            ("tile/0/x999/x999/x999/x999/x999/x999/x999/999", "GROUPS"),
        ])
    func `are refused under any other path`(path: String, expected: String) {
        let forms = [
            "LEVEL": "a level from 0 to 7, or entries",
            "GROUPS": "groups of three digits, all but the last behind an x",
        ]
        #expect(reason { try TilePath(parsing: path) } == .unexpected(forms[expected] ?? expected), "\(path)")
    }

    @Test func `of 70000 leaves are those of the specification's example`() {
        let tiles = Array(TilePath.tiles(ofTreeOfSize: 70_000))
        func count(_ content: TilePath.Content, full: Bool) -> Int {
            tiles.count { $0.content == content && ($0.width == 256) == full }
        }
        #expect(count(.hashes(level: 0), full: true) == 273 && count(.entries, full: true) == 273)
        #expect(count(.hashes(level: 1), full: true) == 1)
        #expect(
            tiles.filter { $0.width < 256 }.map(\.description) == [
                "tile/entries/273.p/112", "tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1",
            ])
        #expect(tiles.count == 2 * 274 + 2 + 1)
        #expect(Set(tiles).count == tiles.count)
    }

    @Test(arguments: [0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537] as [UInt64])
    func `hold every hash of every level once, from the left`(size: UInt64) {
        var next: [TilePath.Content: UInt64] = [:]
        for tile in TilePath.tiles(ofTreeOfSize: size) {
            #expect(tile.firstIndex == next[tile.content, default: 0], "\(tile)")
            next[tile.content, default: 0] += UInt64(tile.width)
        }
        var expected: [TilePath.Content: UInt64] = [.entries: size]
        for level in UInt8(0)..<8 { expected[.hashes(level: level)] = size >> (8 * UInt64(level)) }
        #expect(next == expected.filter { $0.value > 0 })
    }

    @Test func `of an enormous tree are listed without being kept`() {
        #expect("\(Array(TilePath.tiles(ofTreeOfSize: .max).prefix(2)))" == "[tile/entries/000, tile/entries/001]")
    }

    @Test func `are made of the roots of complete subtrees`() throws {
        let log = try SampleLog(size: 600)
        let tile = try TilePath(.hashes(level: 1), index: 0, width: 2).hashes(node: log.node)
        let roots = try [0, 256].map { start in
            try SampleLog(entries: Array(log.entries[start..<(start + 256)])).root(256)
        }
        #expect(tile == roots.flatMap(\.bytes))
        #expect(throws: TreeReadError<Never>.missing(TreeNode(level: 8, index: 2))) {
            try TilePath(.hashes(level: 1), index: 0, width: 3).hashes(node: log.node)
        }
    }

    @Test func `of entries hold them behind their lengths`() throws {
        let entries: [[UInt8]] = [[], [1], [UInt8](repeating: 2, count: 65_535)]
        var bundle: [UInt8] = []
        for entry in entries { try EntryBundle.append(entry, to: &bundle) }
        #expect(Array(bundle.prefix(7)) == [0, 0, 0, 1, 1, 0xFF, 0xFF])
        #expect(try EntryBundle.entries(of: bundle) == entries)
        #expect(
            reason { try EntryBundle.append([UInt8](repeating: 0, count: 65_536), to: &bundle) }
                == .entryTooLong(bytes: 65_536))
        #expect(try EntryBundle.entries(of: bundle).count == 3)
        #expect(
            reason { try EntryBundle.entries(of: bundle.dropLast()) } == .truncated(before: "the end of entry 2"))
        #expect(reason { try EntryBundle.entries(of: [0]) } == .truncated(before: "the end of entry 0"))
        #expect(
            reason { try EntryBundle.entries(of: [UInt8](repeating: 0, count: 514)) }
                == .unexpected("at most 256 entries"))
    }
}
