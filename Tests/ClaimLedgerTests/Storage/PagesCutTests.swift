#if os(Linux)
    import ClaimLedgerTesting
    import Glibc
    import Testing

    @testable import ClaimLedger

    /// A file that lost its end is refused at every depth, or all that is in use is still there; another process tries.
    @Suite struct `A data file that is cut short` {
        @Test(arguments: SeededGenerator.seeds([3, 4]))
        func `is refused, or complete, and never ends the process`(seed: UInt64) async throws {
            await #expect(processExitsWith: .success) { [seed = seed as UInt64] in
                alarm(300)
                let damage = try PagesDamage(seed: seed)
                var generator = SeededGenerator(seed: seed)
                let lengths =
                    stride(from: 0, to: damage.whole.count, by: 4_096)
                    + (0..<100).map { _ in Int.random(in: 0..<damage.whole.count, using: &generator) }
                var accepted = 0
                for length in lengths {
                    for depth in PageDepth.allCases {
                        damage.write(Array(damage.whole.prefix(length)))
                        if damage.useThroughLMDB(checking: depth) { accepted += 1 }
                    }
                }
                // Only few pages at the end are free.
                guard accepted < lengths.count else { exit(EXIT_FAILURE) }
            }
        }

        @Test func `is refused by a ledger at every length, or read to the end`() async throws {
            let folder = try LedgerFolder()
            try PagesSample.makeLedger(in: folder, events: 60)
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                alarm(300)
                try openCut(path)
            }
        }
    }

    private func openCut(_ path: String) throws {
        let file = open(path + "/data.mdb", O_RDWR)
        let count = Int(lseek(file, 0, SEEK_END))
        for length in stride(from: count - 1, through: 0, by: -2_048) {
            ftruncate(file, off_t(length))
            do {
                let ledger = try Ledger.open(at: path, access: .readOnly)
                guard try ledger.storedNotes().count == 60 else { exit(3) }
            } catch let error as LedgerOpenError {
                guard case .damaged = error else { exit(4) }
            }
        }
    }
#endif
