#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The two meta pages of a data file and the roots they name, checked before LMDB maps anything.
///
/// LMDB trusts its file: an empty one becomes a new database in place, one cut short is appended to or ends the process
/// with SIGBUS. So these are read with `pread` first. The cost does not depend on the size of the file.
///
/// Pages 0 and 1 are the meta pages; the one with the higher transaction number counts. Numbers have the byte order of
/// the machine. From the start of a meta page:
///
///     10  u16  page flags, 8 for a meta page        40   48 bytes  the free list's table
///     16  u32  magic, beefc0de                      88   48 bytes  the main table, which names the others
///     20  u32  version, 1                           136  u64       last page in use
///     40  u32  page size in bytes                   144  u64       transaction number
///
/// A table: `u16` flags at 4, `u16` depth at 6, `u64` entries at 32, `u64` root page at 40 (all ones: no root).
/// A page: `u64` its own number at 0, `u16` kind at 10 (1 branch, 2 leaf), `u16` bounds of its free part at 12 and 14.
///
/// A legal file may be longer than its last page (space reserved ahead) and, says LMDB, shorter (pages never written),
/// so the length is compared only with what is needed: both meta pages and both root pages.
struct MetaPages {
    private let descriptor: Int32
    private var pageSize = 0
    private var lastPage: UInt64 = 0
    private var transaction: UInt64 = 0

    /// Throws `.damaged` unless the file starts as LMDB's files do and holds its two root pages.
    static func check(_ descriptor: Int32) throws(StorageError) {
        var failed: UInt64?
        // A writer in another process may be turning the very pages over; only damage that stays put is damage.
        for _ in 0..<8 {
            var pages = MetaPages(descriptor: descriptor)
            let newest = try pages.readMetas()
            if try pages.rootsAreSound(newest) { return }
            if failed == pages.transaction { throw damaged("checking the root pages") }
            failed = pages.transaction
        }
        throw StorageError(kind: .busy, code: 0, operation: "checking the root pages")
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    private static func damaged(_ operation: StaticString) -> StorageError {
        StorageError(kind: .damaged, code: 0, operation: operation)
    }

    /// Reads both meta pages and returns the newer one.
    private mutating func readMetas() throws(StorageError) -> Bytes {
        let operation: StaticString = "checking the meta pages"
        var newest: Bytes?
        for number in 0..<2 {
            guard let meta = try read(152, at: number * pageSize) else { throw Self.damaged(operation) }
            guard meta.u16(10) & 8 != 0, meta.u32(16) == 0xBEEF_C0DE, meta.u32(20) == 1 else {
                throw Self.damaged(operation)
            }
            let size = Int(meta.u32(40))
            let isPossible = size.nonzeroBitCount == 1 && (512...32_768).contains(size)
            guard isPossible, number == 0 || size == pageSize else { throw Self.damaged(operation) }
            pageSize = size
            if newest == nil || meta.u64(144) > transaction {
                newest = meta
                transaction = meta.u64(144)
                lastPage = meta.u64(136)
            }
        }
        // The second meta page must be there as a whole, so a file has at least two pages.
        guard let newest, try read(1, at: 2 * pageSize - 1) != nil else { throw Self.damaged(operation) }
        return newest
    }

    /// Whether the free list and the main table have flags of ours and a sound root.
    private func rootsAreSound(_ meta: Bytes) throws(StorageError) -> Bool {
        let freeFlags = meta.u16(44)
        guard freeFlags & 8 != 0, freeFlags & ~0x4008 == 0, meta.u16(92) == 0 else { return false }
        guard try rootIsSound(meta, record: 40) else { return false }
        return try rootIsSound(meta, record: 88)
    }

    /// Whether the table at an offset has the root page it says.
    private func rootIsSound(_ meta: Bytes, record: Int) throws(StorageError) -> Bool {
        let depth = meta.u16(record + 6)
        let root = meta.u64(record + 40)
        if root == .max { return meta.u64(record + 32) == 0 }
        guard depth > 0, depth < 32, root >= 2, root <= lastPage, root < UInt64(Int.max) / UInt64(pageSize) - 1,
            let page = try read(pageSize, at: Int(root) * pageSize)
        else { return false }
        let kind = page.u16(10) & 0x6F
        let lower = Int(page.u16(12))
        let upper = Int(page.u16(14))
        return page.u64(0) == root && kind == (depth == 1 ? 2 : 1)
            && lower > 16 && lower.isMultiple(of: 2) && lower <= upper && upper <= pageSize
    }

    /// Bytes of the file, or nil if it ends before them.
    private func read(_ count: Int, at offset: Int) throws(StorageError) -> Bytes? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(offset + filled))
            }
            if got == 0 { return nil }
            if got < 0, errno != EINTR { throw StorageError(code: errno, operation: "reading the data file") }
            filled += max(0, got)
        }
        return Bytes(bytes)
    }
}

/// Part of the file, with numbers in the byte order of the machine.
private struct Bytes {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func u16(_ offset: Int) -> UInt16 { number(offset) }
    func u32(_ offset: Int) -> UInt32 { number(offset) }
    func u64(_ offset: Int) -> UInt64 { number(offset) }

    /// Loads a number; an offset outside of the bytes is a programmer error and stops the process.
    private func number<N: FixedWidthInteger & BitwiseCopyable>(_ offset: Int) -> N {
        unsafe bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: N.self)
    }
}
