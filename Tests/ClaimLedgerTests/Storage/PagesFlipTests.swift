#if os(Linux)
    import ClaimLedgerTesting
    import Glibc
    import Testing

    @testable import ClaimLedger

    /// What passes the checks, LMDB survives; another process tries.
    @Suite struct `A data file with one bit flipped` {
        private static let isLongRun = getenv("LEDGER_LONG_TESTS").map { String(cString: $0) } == "1"
        private static let count = isLongRun ? 8_000 : 600

        @Test(arguments: SeededGenerator.seeds([1, 2]))
        func `ends no process once a walk over all pages let it pass`(seed: UInt64) async {
            let count = Self.count
            await #expect(processExitsWith: .success) { [seed = seed as UInt64, count = count as Int] in
                // A loop without end is a fault as well.
                alarm(300)
                let damage = try PagesDamage(seed: seed)
                for flip in Flip.seeded(seed, count: count, of: damage.whole) {
                    damage.use(flip, checking: .allPages)
                }
            }
        }

        @Test(arguments: SeededGenerator.seeds([1, 2]))
        func `is caught by a deeper walk where a shallower one caught it`(seed: UInt64) throws {
            let damage = try PagesDamage(seed: seed)
            let flips = Flip.seeded(seed, count: Self.count, of: damage.whole)
            var caught = [0, 0, 0]
            let file = try OpenFile("\(damage.directory.path)/data.mdb")
            for flip in flips {
                damage.toggle(flip)
                let found = try PageDepth.allCases.map { try !file.faults($0, limit: 1).isEmpty }
                damage.toggle(flip)
                for index in 0..<3 where found[index] { caught[index] += 1 }
                #expect(!found[0] || found[1], "seed \(seed), byte \(flip.offset), bit \(flip.bit)")
                #expect(!found[1] || found[2], "seed \(seed), byte \(flip.offset), bit \(flip.bit)")
            }
            // Half of the flips are aimed at structure.
            #expect(caught[0] > flips.count / 20)
            #expect(caught[2] > flips.count / 5)
            if Self.isLongRun { print("seed \(seed): of \(flips.count) flips, caught at each depth: \(caught)") }
        }

        /// How much the checks are worth: prints how many processes die at each depth.
        @Test(
            .enabled(if: isLongRun, "set LEDGER_LONG_TESTS=1 to let processes die, for some minutes"),
            arguments: [-1, 0, 1, 2])
        func `ends processes where less is checked`(depth: Int) async throws {
            let damage = try PagesDamage(seed: 1)
            let home = damage.directory.path
            var deaths = 0
            var next = 0
            while next < 2_000 {
                damage.write(damage.whole)
                let result = await #expect(
                    processExitsWith: .failure, observing: [\.exitStatus]
                ) { [next = next as Int, depth = depth as Int, home = home as String] in
                    alarm(300)
                    let damage = PagesDamage(of: home)
                    // How far it came, for its parent to read.
                    let descriptor = open(home + "/copy.mdb", O_WRONLY | O_CREAT, 0o600)
                    for (index, flip) in Flip.seeded(99, count: 2_000, of: damage.whole).enumerated().dropFirst(next) {
                        var index = Int64(index)
                        pwrite(descriptor, &index, 8, 0)
                        damage.use(flip, checking: depth < 0 ? nil : PageDepth.allCases[depth])
                    }
                    exit(EXIT_FAILURE)
                }
                guard case .signal = try #require(result).exitStatus else { break }
                deaths += 1
                var index: Int64 = 0
                let descriptor = open(home + "/copy.mdb", O_RDONLY)
                pread(descriptor, &index, 8, 0)
                close(descriptor)
                next = Int(index) + 1
            }
            print("depth \(depth): \(deaths) of 2000 flips ended the process")
            #expect(depth == 2 ? deaths == 0 : depth >= 0 || deaths > 0)
        }
    }
#endif
