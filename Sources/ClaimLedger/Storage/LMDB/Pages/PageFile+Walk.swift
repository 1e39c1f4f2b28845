internal import CLMDB

extension PageFile {
    /// Looks at the pages of a file that others may be writing to.
    ///
    /// The cost grows with the depth; at `.allPages` the whole file is read.
    ///
    /// - Parameters:
    ///   - descriptor: Open for reading.
    ///   - depth: How far to go.
    ///   - limit: How many faults to collect, at least 1.
    /// - Returns: What was found in the newest commit; nil where writers replaced its pages time after time.
    /// - Throws: `.fault` where the meta pages are damaged; `.storage` where the file cannot be read.
    package static func walk(
        _ descriptor: Int32, depth: PageDepth, limit: Int = 100
    ) throws(Failure) -> PageReport? {
        // A long walk that was overtaken once is likely to be again, and whoever waits has a snapshot to turn to.
        for _ in 0..<(depth == .roots ? 16 : 2) {
            let file = try reading(descriptor) { file in file }
            do throws(PageWalk.Stop) {
                return try PageWalk.report(on: file, depth: depth, isPinned: false, limit: limit)
            } catch {
                if case .storage(let error) = error { throw .storage(error) }
            }
        }
        return nil
    }

    /// Throws the first damage of the meta pages and the first pages of the tables, at a fixed cost.
    static func checkRoots(_ descriptor: Int32) throws(StorageError) {
        do throws(Failure) {
            guard let report = try walk(descriptor, depth: .roots, limit: 1) else {
                throw .storage(StorageError(kind: .busy, code: 0, operation: "checking the pages"))
            }
            if let fault = report.faults.first { throw .fault(fault) }
        } catch { throw StorageError(error) }
    }
}

extension StorageError {
    /// The fault of the storage, or damage in the few words a storage error has.
    init(_ failure: PageFile.Failure) {
        switch failure {
        case .storage(let error): self = error
        case .fault(let fault): self.init(fault)
        }
    }
}

extension Environment {
    /// Looks at the pages of the newest commit, which a snapshot keeps from being replaced meanwhile.
    ///
    /// Reads the file beside the map, so that damage ends no process. The cost grows with the depth. While it lasts,
    /// commits of others make the file grow.
    ///
    /// - Parameters:
    ///   - depth: How far to go.
    ///   - limit: How many faults to collect, at least 1.
    /// - Returns: What was found.
    /// - Throws: `.fault` where the meta pages are damaged; `.storage` as `beginRead`, or where the file cannot be
    ///   read.
    @available(*, noasync)
    package func walkPages(_ depth: PageDepth, limit: Int = 100) throws(PageFile.Failure) -> PageReport {
        var failed: PageFile.Failure?
        for _ in 0..<16 {
            do throws(PageFile.Failure) {
                if let report = try walkSnapshot(depth, limit) { return report }
            } catch {
                // Two commits came between snapshot and meta page, or a meta page was being written.
                if case .storage(let error) = error, error.kind != .busy { throw .storage(error) }
                guard failed != error || error == Self.overtaken else { throw error }
                failed = error
            }
        }
        throw Self.overtaken
    }

    private static let overtaken = PageFile.Failure.storage(
        StorageError(kind: .busy, code: 0, operation: "checking the pages"))

    /// Walks a snapshot taken for it; nil where a writer replaced its pages all the same.
    private func walkSnapshot(_ depth: PageDepth, _ limit: Int) throws(PageFile.Failure) -> PageReport? {
        let transaction: ReadTransaction
        do throws(StorageError) { transaction = try beginRead() } catch { throw .storage(error) }
        return try walk(transaction, depth, limit)
    }

    /// Walks a snapshot, which lasts as long as it is lent to this, and LMDB's descriptor with it.
    private func walk(
        _ transaction: borrowing ReadTransaction, _ depth: PageDepth, _ limit: Int
    ) throws(PageFile.Failure) -> PageReport? {
        var descriptor: Int32 = -1
        let code = unsafe mdb_env_get_fd(handle, &descriptor)
        do throws(StorageError) { try StorageError.check(code, "checking the pages") } catch { throw .storage(error) }
        let file = try PageFile(descriptor, transaction: UInt64(transaction.id))
        do throws(PageWalk.Stop) {
            // Without the lock file no writer knows of the snapshot.
            return try PageWalk.report(on: file, depth: depth, isPinned: usesLockFile, limit: limit)
        } catch {
            if case .storage(let error) = error { throw .storage(error) }
            return nil
        }
    }
}
