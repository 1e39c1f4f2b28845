#if os(Linux)
    import ClaimCommands
    import ClaimLedger
    import ClaimLedgerTesting
    import Foundation
    import Testing

    /// A process that imports is killed half-way: whole batches stand, and importing again completes them.
    @Suite struct `An import that is killed` {
        private static let count = 10_500
        @Sendable private static func clock() -> Instant { Instant(year: 2026, month: 1, day: 1) }

        /// Each round kills a child at another moment of the appending, after so many milliseconds.
        @Test(arguments: SeededGenerator.seeds(1...4).prefix(1))
        func `leaves whole batches, and is completed by importing again`(seed: UInt64) async throws {
            let folder = try TemporaryFolder()
            do { _ = try Ledger.create(at: folder.ledger, clock: Self.clock).identity }
            var generator = SeededGenerator(seed: seed)
            let delay = Int.random(in: 0..<1_500, using: &generator)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = folder.ledger as String, delay = delay as Int] in
                try importAndDie(at: path, delay: delay)
            }
            let ledger = try Ledger.open(at: folder.ledger, clock: Self.clock)
            let head = try Int(ledger.head())
            #expect(head.isMultiple(of: AppendBatch.eventLimit) || head == Self.count, "\(head) after \(delay) ms")
            let report = try Importer(ledger: ledger).run([manyEvents()])
            #expect(report.appended == Self.count - head)
            #expect(report.alreadyPresent == head)
            #expect(report.lastSequence == UInt64(Self.count))
            try expectWhole(ledger, count: Self.count, lookingAtEvery: 100)
        }

        /// The same with the program itself, killed at any moment and so often until it has come through.
        @Test(
            .enabled(
                if: LedgerReplay.isLongRun, "set LEDGER_LONG_TESTS=1 to kill the program itself, for a minute or two"),
            .enabled(if: LedgerReplay.exists, "ledger-replay is not beside the tests"),
            arguments: SeededGenerator.seeds(1...4)
        )
        func `by the program itself is completed by running it again`(seed: UInt64) throws {
            let count = 60_000
            let folder = try TemporaryFolder()
            let file = try folder.write(Lines.many(count).asFile, to: "events.jsonl")
            func arguments(_ ledger: String) -> [String] {
                ["import", "--quiet", "--create", "--ledger", ledger, file]
            }
            // How long it takes to the end says between which moments to choose.
            let duration = try ContinuousClock().measure {
                _ = try LedgerReplay.run(arguments(folder.path + "/whole"), killedAfterMilliseconds: nil)
            }
            let milliseconds = UInt32(duration / .milliseconds(1))
            var generator = SeededGenerator(seed: seed)
            var heads: [UInt64] = [0]
            for _ in 0..<6 {
                let delay = UInt32.random(in: 0...milliseconds, using: &generator)
                let finished = try LedgerReplay.run(arguments(folder.ledger), killedAfterMilliseconds: delay)
                guard FileManager.default.fileExists(atPath: folder.ledger + "/ledger.json") else { continue }
                let head = try Ledger.open(at: folder.ledger, access: .readOnly).head()
                #expect(head.isMultiple(of: 10_000), "\(head) after \(delay) ms")
                #expect(head >= heads.last ?? 0)
                heads.append(head)
                if finished { break }
            }
            try removeUnfinishedLedger(folder)
            #expect(try LedgerReplay.run(arguments(folder.ledger), killedAfterMilliseconds: nil))
            let ledger = try Ledger.open(at: folder.ledger, access: .readOnly)
            #expect(try ledger.head() == UInt64(count), "went through \(heads)")
            try expectWhole(ledger, count: count, lookingAtEvery: 1_000)
        }

        /// Every event is there once, in order; reading an id costs a parse, so not all are looked at.
        private func expectWhole(_ ledger: Ledger, count: Int, lookingAtEvery step: Int) throws {
            var place = 0
            var versions: [UInt32: UInt32] = [:]
            try ledger.forEachEvent { event in
                versions[event.header.streamIndex, default: 0] += 1
                guard event.header.streamVersion == versions[event.header.streamIndex] else { return false }
                if place.isMultiple(of: step), try event.event().id.text != "\(place)" { return false }
                place += 1
                return true
            }
            #expect(place == count)
        }

        /// A process killed while it makes the ledger leaves data without an identity, which `create` does not touch.
        private func removeUnfinishedLedger(_ folder: TemporaryFolder) throws {
            let files = FileManager.default
            guard files.fileExists(atPath: folder.ledger), !files.fileExists(atPath: folder.ledger + "/ledger.json")
            else { return }
            try files.removeItem(atPath: folder.ledger)
        }
    }

    private func manyEvents() -> MemoryInput {
        MemoryInput(name: "many", bytes: Array(Lines.many(10_500).asFile.utf8))
    }

    /// Imports until the appending has gone on for so long, and never ends otherwise.
    private func importAndDie(at path: String, delay: Int) throws {
        let ledger = try Ledger.open(at: path, clock: { Instant(year: 2026, month: 1, day: 1) })
        let importer = Importer(ledger: ledger) { progress in
            guard progress.phase == .checking, progress.done >= 10_000 else { return }
            Thread.detachNewThread {
                usleep(UInt32(delay) * 1_000)
                kill(getpid(), SIGKILL)
            }
        }
        _ = try importer.run([manyEvents()])
        while true { pause() }
    }

    /// The program, as it was built beside the tests.
    private enum LedgerReplay {
        static let isLongRun = ProcessInfo.processInfo.environment["LEDGER_LONG_TESTS"] == "1"
        static let exists = FileManager.default.isExecutableFile(atPath: path)
        private static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "ledger-replay").path

        /// Runs it, and kills it after a while unless it has ended; gives whether it came to a good end.
        static func run(_ arguments: [String], killedAfterMilliseconds delay: UInt32?) throws -> Bool {
            let process = Process()
            process.executableURL = URL(filePath: path)
            process.arguments = arguments
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            if let delay {
                usleep(delay * 1_000)
                if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            }
            process.waitUntilExit()
            return process.terminationReason == .exit && process.terminationStatus == 0
        }
    }
#endif
