#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A data file read page by page with `pread`, never through a map: whatever is in it, reading it ends with an answer.
///
/// LMDB trusts its file. An empty one becomes a new database in place; one cut short is appended to, or ends the
/// process with a signal; so do wrong offsets. What is read here first is the state of one commit. A writer elsewhere may
/// replace its pages from the second commit after it on; `reading` and `PageWalk` allow for that.
package struct PageFile {
    /// Why a data file could not be read.
    package enum Failure: Error, Equatable, Sendable {
        /// It is damaged.
        case fault(PageFault)
        /// The system refused, or writers were always faster.
        case storage(StorageError)
    }

    let descriptor: Int32
    let metas: MetaPages
    /// The meta page of the commit that is read.
    let meta: MetaPage

    var pageSize: Int { meta.pageSize }
    /// Whether pages up to the last one are missing, as free ones may be.
    var isShort: Bool { metas.pagesInFile <= meta.lastPage }

    /// Reads the meta pages of a file.
    ///
    /// - Parameters:
    ///   - descriptor: Open for reading for as long as this is used.
    ///   - transaction: The commit to read; nil for the newest.
    /// - Throws: `.fault` where the file does not start as a ledger's does; `.storage` of kind `.busy` where that
    ///   commit is no longer there.
    init(_ descriptor: Int32, transaction: UInt64? = nil) throws(Failure) {
        self.descriptor = descriptor
        let metas = try Self.readMetas(descriptor)
        self.metas = metas
        guard let meta = transaction.map({ metas.page(of: $0) }) ?? metas.newest else {
            throw .storage(StorageError(kind: .busy, code: 0, operation: "checking the pages"))
        }
        self.meta = meta
    }

    /// Whether the pages of this commit may have been replaced by now.
    ///
    /// A commit uses pages that the one before the last before it, or an earlier one, freed.
    func isOvertaken() throws(Failure) -> Bool {
        do throws(Failure) {
            return try Self.readMetas(descriptor).newest.transaction > meta.transaction + 1
        } catch {
            // They are being written.
            guard case .fault = error else { throw error }
            return true
        }
    }

    /// Runs a body on the newest commit, again where a writer replaced pages under it.
    ///
    /// Only damage that stays is damage.
    ///
    /// - Throws: What the body throws; `.storage` of kind `.busy` where it was overtaken time after time.
    static func reading<Result>(
        _ descriptor: Int32, _ body: (borrowing PageFile) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var failed: Failure?
        for _ in 0..<16 {
            let file: PageFile
            do throws(Failure) { file = try PageFile(descriptor) } catch {
                // Meta pages that are just being written may not fit each other.
                guard case .fault = error, failed != error else { throw error }
                failed = error
                continue
            }
            do throws(Failure) {
                let result = try body(file)
                if try !file.isOvertaken() { return result }
            } catch {
                guard case .fault = error, try file.isOvertaken() else { throw error }
            }
        }
        throw .storage(StorageError(kind: .busy, code: 0, operation: "reading the pages"))
    }

    /// Fills a page with the bytes at its number; false where the file ends before its end.
    func read(_ number: UInt64, into content: inout PageBytes) throws(Failure) -> Bool {
        guard number < metas.pagesInFile else { return false }
        return try Self.read(descriptor, into: &content, at: Int(number) * pageSize) == pageSize
    }

    private static func readMetas(_ descriptor: Int32) throws(Failure) -> MetaPages {
        let byteCount = try byteCount(of: descriptor)
        guard byteCount > 0 else { throw .fault(PageFault(.empty)) }
        let first = try readMeta(0, descriptor, at: 0, byteCount)
        guard byteCount >= 2 * first.pageSize else {
            throw .fault(PageFault(.tooShort(bytes: byteCount, needed: 2 * first.pageSize)))
        }
        let second = try readMeta(1, descriptor, at: first.pageSize, byteCount)
        do throws(PageDefect) { return try MetaPages(first, second, fileByteCount: byteCount) } catch {
            throw .fault(PageFault(error))
        }
    }

    private static func readMeta(
        _ number: UInt64, _ descriptor: Int32, at offset: Int, _ byteCount: Int
    ) throws(Failure) -> MetaPage {
        var content = PageBytes(count: MetaPage.byteCount)
        let count = try read(descriptor, into: &content, at: offset)
        do throws(PageDefect) {
            // A file too short for its page size to be read is compared with the smallest there is.
            let tooShort = PageDefect.tooShort(bytes: byteCount, needed: 2 * MetaPage.leastPageSize)
            guard count >= MetaPage.magicEnd else { throw tooShort }
            try MetaPage.checkMagic(content)
            guard count == MetaPage.byteCount else { throw tooShort }
            return try MetaPage(content, number: number)
        } catch {
            // What is wrong with the very start of the file is said of the file.
            throw .fault(PageFault(error, page: error.isOfTheFile ? nil : number))
        }
    }

    private static func byteCount(of descriptor: Int32) throws(Failure) -> Int {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw .storage(StorageError(code: errno, operation: "reading the data file"))
        }
        return Int(status.st_size)
    }

    /// Reads as many bytes as fit; fewer only where the file ends.
    private static func read(
        _ descriptor: Int32, into content: inout PageBytes, at offset: Int
    ) throws(Failure) -> Int {
        var filled = 0
        while filled < content.count {
            let got = unsafe content.bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, off_t(offset + filled))
            }
            if got == 0 { break }
            if got < 0, errno != EINTR {
                throw .storage(StorageError(code: errno, operation: "reading the data file"))
            }
            filled += max(0, got)
        }
        return filled
    }
}
