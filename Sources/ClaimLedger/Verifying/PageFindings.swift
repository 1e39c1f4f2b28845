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
                return try PageFile.walk(descriptor, depth: .allPages, limit: limit).map { findings(of: $0.faults) }
            } catch { return findings(of: error) }
        } catch { return [] }
    }

    /// One finding for each cause: all pages that a cut has taken away are one.
    static func findings(of faults: [PageFault]) -> [VerificationFinding] {
        var findings: [VerificationFinding] = []
        var cut: (place: Int, more: Int)?
        for fault in faults {
            if fault.defect.isPastEnd, let first = cut {
                cut = (first.place, first.more + 1)
                continue
            }
            if fault.defect.isPastEnd { cut = (findings.count, 0) }
            findings.append(VerificationFinding(.page, "\(fault)"))
        }
        if let cut, cut.more > 0 {
            let least = faults.count < limit ? "" : "at least "
            let pages = cut.more == 1 ? "1 more page behind the end is" : "\(cut.more) more pages behind the end are"
            findings[cut.place].consequences.append("\(least)\(pages) missing")
        }
        return findings
    }

    static func findings(of failure: PageFile.Failure) -> [VerificationFinding] {
        switch failure {
        case .fault(let fault): findings(of: [fault])
        case .storage(let error): [VerificationFinding(.storage, error.description)]
        }
    }
}

extension Ledger {
    /// Findings F002 about the pages of one snapshot, which writers leave as it is; reads the whole file.
    package func pageFindings() -> [VerificationFinding] {
        do throws(PageFile.Failure) {
            return PageFindings.findings(of: try environment.walkPages(.allPages, limit: PageFindings.limit).faults)
        } catch { return PageFindings.findings(of: error) }
    }
}

extension PageDefect {
    /// Whether the file ends before something that should be in it.
    fileprivate var isPastEnd: Bool {
        switch self {
        case .cutShort, .referencePastEnd: true
        default: false
        }
    }
}
