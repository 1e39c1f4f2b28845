#if os(Linux)
    import ClaimLedgerTesting
    import Glibc
    import Testing

    @testable import ClaimLedger

    /// Reads and writes data files that may be damaged, in a process that may die of it.
    struct PagesDamage {
        let directory: TemporaryStorageDirectory
        let whole: [UInt8]

        /// Makes the file to be damaged, the same for a seed each time; in memory, where the system has room there.
        init(seed: UInt64) throws {
            directory = try TemporaryStorageDirectory(inMemory: true)
            try PagesSample.make(in: directory, seed: seed, commits: 12)
            whole = directory.contents()
        }

        /// Takes the file that the process which started this one has made.
        init(of parent: String) {
            directory = TemporaryStorageDirectory(of: parent)
            whole = directory.contents()
        }

        /// Puts the file there, changed.
        func write(_ bytes: [UInt8]) { directory.write(bytes) }

        /// Flips a bit of the file, or flips it back.
        func toggle(_ flip: Flip) {
            let descriptor = open("\(directory.path)/data.mdb", O_RDWR | O_CLOEXEC)
            defer { close(descriptor) }
            var byte: UInt8 = 0
            pread(descriptor, &byte, 1, off_t(flip.offset))
            byte ^= 1 << flip.bit
            pwrite(descriptor, &byte, 1, off_t(flip.offset))
        }

        /// Lets LMDB use the file with a bit flipped, and puts the file back where that may have changed it.
        func use(_ flip: Flip, checking depth: PageDepth?) {
            toggle(flip)
            if useThroughLMDB(checking: depth) { write(whole) } else { toggle(flip) }
        }

        /// Lets LMDB read every byte of every entry both ways, look keys up, and change and remove entries.
        ///
        /// - Parameter depth: How much is checked first; nil for nothing at all.
        /// - Returns: Whether it was opened.
        func useThroughLMDB(checking depth: PageDepth?) -> Bool {
            let environment: Environment
            do throws(StorageError) {
                environment = try Environment.open(
                    directory: directory.path, tables: testTables, access: .readWrite
                ) { (descriptor) throws(StorageError) in
                    guard let depth else { return }
                    do throws(PageFile.Failure) {
                        let report = try PageFile.walk(descriptor, depth: depth, limit: 1)
                        if let fault = report?.faults.first { throw .fault(fault) }
                    } catch { throw StorageError(error) }
                }
            } catch { return false }
            for table in testTables {
                do { try readAll(environment, table) } catch {}
                do throws(StorageError) { try change(environment, environment[table: table]) } catch {}
            }
            return true
        }

        private func readAll(_ environment: Environment, _ name: String) throws(StorageError) {
            let transaction = try environment.beginRead()
            let table = environment[table: name]
            var forward = try transaction.cursor(table)
            var sum: UInt64 = 0
            while let entry = try forward.next() {
                for offset in 0..<entry.value.byteCount { sum &+= UInt64(entry.value.byte(offset)) }
                if entry.key.byteCount == 0 { continue }
                sum &+= UInt64(try transaction.get(table, key: entry.key)?.byteCount ?? 0)
            }
            var backward = try transaction.cursor(table)
            while let entry = try backward.previous() { sum &+= UInt64(entry.key.byteCount) }
            precondition(sum != 1, "The bytes are used.")
        }

        private func change(_ environment: Environment, _ table: Table) throws(StorageError) {
            for round in 0..<3 as Range<UInt64> {
                try environment.write { (transaction) throws(StorageError) in
                    for number in 0..<8 as Range<UInt64> {
                        let key = round * 97 + number * 13 + 1
                        try transaction.put(table, key, [UInt8](repeating: 3, count: Int(number) * 700).span.bytes)
                    }
                    let access = TableAccess(transaction, table)
                    defer { access.end() }
                    for key in [[0, 0, 0, 0, 0, 0, 0, UInt8(round) + 5], [1], [2, 1]] { try access.remove(key) }
                }
            }
        }
    }

    /// One bit of a file.
    struct Flip: Hashable {
        let offset: Int
        let bit: UInt8

        /// Bits of the whole file, and as many where structure is: meta pages, heads of pages, heads of entries.
        static func seeded(_ seed: UInt64, count: Int, of whole: [UInt8]) -> [Flip] {
            var generator = SeededGenerator(seed: seed)
            let pages = whole.count / 4_096
            return (0..<count).map { index in
                let page = Int.random(in: 0..<pages, using: &generator) * 4_096
                let offset =
                    switch index % 4 {
                    case 0, 1: Int.random(in: 0..<whole.count, using: &generator)
                    case 2: page % 8_192 + Int.random(in: 0..<152, using: &generator)
                    default: page + headOffset(in: whole[page..<page + 4_096], &generator)
                    }
                return Flip(offset: offset, bit: UInt8.random(in: 0..<8, using: &generator))
            }
        }

        private static func headOffset(in page: ArraySlice<UInt8>, _ generator: inout SeededGenerator) -> Int {
            let lower = Int(page[page.startIndex + 12]) | Int(page[page.startIndex + 13]) << 8
            let count = (min(max(lower, 16), 4_096) - 16) / 2
            guard count > 0, generator.next() % 3 > 0 else { return Int.random(in: 0..<18, using: &generator) }
            let slot = page.startIndex + 16 + 2 * Int.random(in: 0..<count, using: &generator)
            let entry = Int(page[slot]) | Int(page[slot + 1]) << 8
            return min(4_095, generator.next() % 3 == 0 ? slot - page.startIndex : entry + Int(generator.next() % 8))
        }
    }
#endif
