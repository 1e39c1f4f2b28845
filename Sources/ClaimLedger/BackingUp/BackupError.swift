/// Why a backup was not made, or not restored.
public enum BackupError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The folder cannot be made.
    case folder(FolderError)
    /// The data cannot be copied.
    case copy(StorageError)
    /// What was copied is not sound; the report says why.
    case notSound(VerificationReport)
    /// The copy cannot be opened.
    case open(LedgerOpenError)
    /// The copy is not of the ledger, or nothing may be signed for it.
    case evidence(EvidenceError)
    /// The checkpoint in the copy does not have its form.
    case malformed(path: String, MalformedEvidence)
    /// A file of the copy cannot be read.
    case unreadable(path: String, reason: String)

    /// What does not fit, and what to do.
    public var description: String {
        switch self {
        case .folder(let error): error.description
        case .copy(let error): error.description
        case .notSound(let report):
            (report.findings.map(\.description) + ["the copy does not verify, so nothing was made of it"])
                .joined(separator: "\n")
        case .open(let error): error.description
        case .evidence(let error): error.description
        case .malformed(let path, let error): "\(path): \(error)"
        case .unreadable(let path, let reason): "\(path): \(reason)"
        }
    }
}
