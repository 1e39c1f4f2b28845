#if os(Linux)
    import Glibc
    import Synchronization

    /// Counts what LMDB asks the system to write or flush, and lets one such call fail.
    enum SystemCalls {
        private static let counted = Atomic<Int>(0)
        private static let failing = Atomic<Int>(.max)
        private static let code = Atomic<Int32>(0)

        /// Puts functions of this file in the place of the C library's, for LMDB's calls only, until the process ends.
        ///
        /// - Throws: `TortureFailure` where LMDB does not call them through its table of imports.
        static func standIn() throws(TortureFailure) {
            let imports = try ImportTable(ofLibrary: "liblmdb")
            let write: PositionedWrite = { SystemCalls.fails() ? -1 : Glibc.pwrite($0, $1, $2, $3) }
            let gather: GatheredWrite = { SystemCalls.fails() ? -1 : Glibc.writev($0, $1, $2) }
            let flush: Flush = { SystemCalls.fails() ? -1 : Glibc.fdatasync($0) }
            try imports.replace("pwrite", by: unsafeBitCast(write, to: UInt.self))
            try imports.replace("writev", by: unsafeBitCast(gather, to: UInt.self))
            try imports.replace("fdatasync", by: unsafeBitCast(flush, to: UInt.self))
        }

        /// Counts from one again, and lets the n-th call from now on fail; nil lets none fail.
        static func fail(_ number: Int?, with code: Int32) {
            counted.store(0, ordering: .relaxed)
            Self.code.store(code, ordering: .relaxed)
            failing.store(number ?? .max, ordering: .sequentiallyConsistent)
        }

        /// How many calls there were since.
        static var count: Int { counted.load(ordering: .sequentiallyConsistent) }

        private static func fails() -> Bool {
            let number = counted.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue
            guard number == failing.load(ordering: .sequentiallyConsistent) else { return false }
            errno = code.load(ordering: .relaxed)
            return true
        }
    }

    private typealias PositionedWrite = @convention(c) (Int32, UnsafeRawPointer?, Int, Int) -> Int
    private typealias GatheredWrite = @convention(c) (Int32, UnsafePointer<iovec>?, Int32) -> Int
    private typealias Flush = @convention(c) (Int32) -> Int32
#endif
