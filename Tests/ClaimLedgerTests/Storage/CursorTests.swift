import Testing

@testable import ClaimLedger

@Suite struct `A cursor` {
    let directory: TemporaryStorageDirectory
    let environment: Environment
    let events: Table

    init() throws {
        directory = try TemporaryStorageDirectory()
        environment = try Environment.createForTest(directory)
        events = environment[table: "events"]
        try environment.appendForTest([10, 20, 30, 40])
    }

    /// Seeks if told to, makes the steps (`>` next, `<` previous), and compares the keys met, 0 standing for nil.
    private func check(
        seek: UInt64?, _ steps: String, _ expected: [UInt64], at location: SourceLocation = #_sourceLocation
    ) throws {
        let transaction = try environment.beginRead()
        var cursor = try transaction.cursor(events)
        if let seek { cursor.seek(seek) }
        var keys: [UInt64] = []
        for step in steps {
            if let entry = step == ">" ? try cursor.next() : try cursor.previous() {
                keys.append(try entry.number)
            } else {
                keys.append(0)
            }
        }
        #expect(keys == expected, sourceLocation: location)
    }

    @Test func `without a seek it starts at either end`() throws {
        try check(seek: nil, ">>>>>", [10, 20, 30, 40, 0])
        try check(seek: nil, "<<<<<", [40, 30, 20, 10, 0])
    }

    @Test func `after a seek forward is at or above and backward strictly below`() throws {
        try check(seek: 20, ">>", [20, 30])
        try check(seek: 20, "<<", [10, 0])
        try check(seek: 21, ">>", [30, 40])
        try check(seek: 21, "<<", [20, 10])
        try check(seek: 0, ">", [10])
        try check(seek: 0, "<<", [0, 0])
        try check(seek: 41, ">>", [0, 0])
        try check(seek: 41, "<<", [40, 30])
        try check(seek: .max, "<", [40])
    }

    @Test func `it turns round on the entry returned last`() throws {
        try check(seek: nil, ">>><<", [10, 20, 30, 20, 10])
        try check(seek: nil, "<<>", [40, 30, 40])
        try check(seek: nil, ">>>>>><", [10, 20, 30, 40, 0, 0, 40])
        try check(seek: nil, "<<<<<<>", [40, 30, 20, 10, 0, 0, 10])
    }

    @Test func `an empty table has nothing in either direction`() throws {
        let transaction = try environment.beginRead()
        var cursor = try transaction.cursor(environment[table: "streams"])
        for _ in 0..<2 {
            #expect(try keyText(cursor.next()) == nil)
            #expect(try keyText(cursor.previous()) == nil)
            cursor.seek(5)
        }
    }

    @Test func `keys of bytes are sought in byte order`() throws {
        let streams = environment[table: "streams"]
        try environment.write { (transaction) throws(StorageError) in
            for name in ["b", "a", "aa", "c"] {
                try transaction.put(streams, key: Array(name.utf8).span.bytes, Array(name.utf8).span.bytes)
            }
        }
        let transaction = try environment.beginRead()
        var cursor = try transaction.cursor(streams)
        cursor.seek(key: Array("ab".utf8).span.bytes)
        #expect(try keyText(cursor.next()) == "b")
        #expect(try keyText(cursor.previous()) == "aa")
        cursor.seek(key: [UInt8]().span.bytes)
        #expect(try keyText(cursor.previous()) == nil)
        #expect(try keyText(cursor.next()) == "a")
        #expect(failure { _ = try transaction.cursor(streams).firstNumber() } == .damaged)
    }

    @Test func `two entries may be held at once`() throws {
        let transaction = try environment.beginRead()
        var cursor = try transaction.cursor(events)
        guard let first = try cursor.next(), let second = try cursor.next() else {
            Issue.record("two entries were expected")
            return
        }
        #expect(text(first.value) == "event 10")
        #expect(text(second.value) == "event 20")
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `any walk agrees with a sorted list`(seed: UInt64) throws {
        var random = seed
        func draw(_ bound: UInt64) -> UInt64 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (random >> 33) % bound
        }
        let keys = (0..<2_000).map { 100 + 7 * $0 } as [UInt64]
        try environment.appendForTest(keys)
        let all = [10, 20, 30, 40] + keys
        let transaction = try environment.beginRead()
        var cursor = try transaction.cursor(events)
        // The gap before `all[gap]`, or the entry `all[on]` when `on` is set.
        var gap = 0
        var on: Int?
        cursor.seek(0)
        for _ in 0..<5_000 {
            switch draw(5) {
            case 0:
                let key = draw(15_000)
                cursor.seek(key)
                on = nil
                gap = all.firstIndex { $0 >= key } ?? all.count
            case 1, 2:
                let index = on.map { $0 + 1 } ?? gap
                let met = try number(cursor.next())
                #expect(met == (index < all.count ? all[index] : nil))
                (on, gap) = index < all.count ? (index, index) : (nil, all.count)
            default:
                let index = (on ?? gap) - 1
                let met = try number(cursor.previous())
                #expect(met == (index >= 0 ? all[index] : nil))
                (on, gap) = index >= 0 ? (index, index) : (nil, 0)
            }
        }
    }
}

extension Cursor {
    fileprivate consuming func firstNumber() throws(StorageError) -> UInt64? { try number(next()) }
}
