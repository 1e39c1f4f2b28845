/// Opens the data file of a ledger once it is found to be that ledger's, and sound as far as asked.
///
/// All of it is read with `pread` before LMDB maps the file, so that a file that is cut, foreign or damaged gives an
/// error and no signal: meta pages and roots, the identity record, the head of the events. That takes some twenty pages
/// whatever the size of the file.
struct LedgerPreflight {
    let path: String
    /// What the directory says the ledger is.
    let identity: LedgerIdentity
    let depth: PageDepth

    /// Checks and opens.
    ///
    /// - Throws: `.damaged` with the first thing found wrong, `.notPermitted`, or `.storage`.
    func open(_ access: Environment.Access) throws(LedgerOpenError) -> Environment {
        var refusal: LedgerOpenError?
        var isChecked = false
        let environment: Environment
        do {
            environment = try Environment.open(directory: path, tables: LedgerTables.names, access: access) {
                (descriptor) throws(StorageError) in
                do throws(LedgerOpenError) { isChecked = try check(descriptor) } catch {
                    refusal = error
                    throw StorageError(kind: .damaged, code: 0, operation: "checking the data file")
                }
            }
        } catch {
            throw refusal ?? LedgerOpenError(error, path: path)
        }
        // Writers elsewhere were always faster; they do not replace what a snapshot holds.
        if !isChecked {
            do throws(PageFile.Failure) { try throwFirst(of: environment.walkPages(depth, limit: 1)) } catch {
                throw LedgerOpenError(error, path: path)
            }
        }
        return environment
    }

    /// Looks at a data file; false where writers were too fast to look at more than the essentials.
    private func check(_ descriptor: Int32) throws(LedgerOpenError) -> Bool {
        let report: PageReport?
        let found: (identity: [UInt8]?, head: FoundEntry?)
        do throws(PageFile.Failure) {
            report = try PageFile.walk(descriptor, depth: depth, limit: 1)
            try throwFirst(of: report)
            found = try PageFile.reading(descriptor) { (file) throws(PageFile.Failure) in
                (try file.value(LedgerTables.identity, in: "meta"), try file.last(in: "events"))
            }
        } catch { throw LedgerOpenError(error, path: path) }
        if let head = found.head { try checkHead(key: head.key, recordSize: head.valueSize) }
        guard let stored = found.identity.flatMap({ LedgerIdentity($0) }) else {
            throw .damaged(path: path, reason: "the data hold no identity record")
        }
        guard stored == identity else {
            throw .damaged(
                path: path,
                reason:
                    "\(LedgerDirectory.identityFile) names ledger \(identity.ledger), the data are those of \(stored.ledger)"
            )
        }
        return report != nil
    }

    private func throwFirst(of report: PageReport?) throws(PageFile.Failure) {
        if let fault = report?.faults.first { throw .fault(fault) }
    }

    /// Throws where the last event has no sequence for a key, or a size that no record has.
    private func checkHead(key: [UInt8], recordSize: Int) throws(LedgerOpenError) {
        guard key.count == 8, key.contains(where: { $0 != 0 }) else {
            throw .damaged(path: path, reason: "the key of the last event is not a sequence")
        }
        let sizes = EventHeader.byteCount + 2...EventHeader.byteCount + PreparedEvent.byteLimit
        guard sizes.contains(recordSize) else {
            throw .damaged(
                path: path,
                reason:
                    "the record of the last event has \(recordSize) bytes, not \(sizes.lowerBound) to \(sizes.upperBound)"
            )
        }
    }
}

extension LedgerOpenError {
    /// Why the data file of a ledger was not opened.
    init(_ failure: PageFile.Failure, path: String) {
        switch failure {
        case .storage(let error): self.init(error, path: path)
        case .fault(let fault): self = .damaged(path: path, reason: fault.description)
        }
    }
}
