#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What the pages of a data file say of themselves, read beside LMDB and before it is asked anything.
package enum PageFindings {
    /// How many faults are listed at the most.
    static let limit = 100

    /// Findings F002 about the ledger in a folder; reads the whole file.
    ///
    /// - Returns: Nothing where the file cannot be read, which opening it will tell; nil where writers replaced pages
    ///   faster than they could be read: then `Ledger.pageFindings` has a snapshot to look at.
    package static func findings(ofLedgerAt path: String) -> [VerificationFinding]? {
        do throws(StorageError) {
            let file = "\(path)/\(LedgerDirectory.dataFile)"
            let descriptor = try FileSystem.open(file, O_RDONLY, "checking the pages")
            defer { close(descriptor) }
            do throws(PageFile.Failure) {
                return try PageFile.walk(descriptor, depth: .allPages, limit: limit)?.faults.map(finding)
            } catch { return findings(of: error) }
        } catch { return [] }
    }

    static func finding(_ fault: PageFault) -> VerificationFinding {
        VerificationFinding(.page, "\(fault)")
    }

    static func findings(of failure: PageFile.Failure) -> [VerificationFinding] {
        switch failure {
        case .fault(let fault): [finding(fault)]
        case .storage(let error): [VerificationFinding(.storage, error.description)]
        }
    }
}

extension Ledger {
    /// Findings F002 about the pages of one snapshot, which writers leave as it is; reads the whole file.
    package func pageFindings() -> [VerificationFinding] {
        do throws(PageFile.Failure) {
            return try environment.walkPages(.allPages, limit: PageFindings.limit).faults.map(PageFindings.finding)
        } catch { return PageFindings.findings(of: error) }
    }
}
