#if os(Linux)
    import Glibc
    import Testing

    @testable import ClaimLedger

    /// Faults of the disk, made by pointing LMDB's own descriptors at something that cannot be written.
    @Suite struct `A failing disk` {
        let directory: TemporaryStorageDirectory

        init() throws { directory = try TemporaryStorageDirectory() }

        @Test func `a full disk refuses the commit and later ones succeed`() throws {
            let environment = try Environment.createForTest(directory)
            try environment.appendForTest(1...3)
            try whileWriting(directory.path, metas: false, to: "/dev/full", O_WRONLY) {
                #expect(failure { try environment.appendForTest([4]) } == .storageFull)
                #expect(failure { _ = try environment.beginRead() } == nil)
            }
            try environment.appendForTest([4])
            #expect(try environment.scanForTest() == [1, 2, 3, 4])
        }

        @Test(arguments: ["/dev/full", "/dev/null"])
        func `a meta page that cannot be written leaves the outcome unknown and the environment unusable`(path: String)
            throws
        {
            do {
                let environment = try Environment.createForTest(directory)
                try environment.appendForTest(1...3)
                let flags = path == "/dev/full" ? O_WRONLY : O_RDONLY
                try whileWriting(directory.path, metas: true, to: path, flags) {
                    #expect(failure { try environment.appendForTest([4]) } == .outcomeUnknown)
                }
                #expect(failure { try environment.appendForTest([4]) } == .outcomeUnknown)
                #expect(failure { _ = try environment.beginRead() } == .outcomeUnknown)
                #expect(failure { try environment.copy(to: -1, compacting: false) } == .outcomeUnknown)
            }
            let environment = try Environment.openForTest(directory)
            #expect(try environment.scanForTest() == [1, 2, 3])
            try environment.appendForTest([4])
            #expect(try environment.scanForTest() == [1, 2, 3, 4])
        }

        @Test func `any other fault of a commit makes the environment unusable`() throws {
            do {
                let environment = try Environment.createForTest(directory)
                var transaction = try environment.beginRead()
                try whileWriting(directory.path, metas: false, to: "/dev/null", O_RDONLY) {
                    #expect(failure { try environment.appendForTest([1]) } == .outcomeUnknown)
                }
                #expect(failure { try transaction.renew() } == .outcomeUnknown)
                #expect(failure { try environment.appendForTest([1]) } == .outcomeUnknown)
            }
            #expect(try Environment.openForTest(directory).scanForTest().isEmpty)
        }
    }
#endif
