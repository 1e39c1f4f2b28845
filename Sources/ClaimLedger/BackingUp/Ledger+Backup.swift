internal import SystemPackage

// A backup is a folder that can be opened as a ledger, with one file more:
//
//   ledger.json            the ledger's identity
//   data.mdb               all tables, without free pages
//   checkpoint             size and root of the copy, signed
//   checkpoint.unsigned    the same without a signature, where no key was given: shows damage, not deceit

/// What a backup holds.
public struct BackupReceipt: Sendable {
    /// What the verification of the copy looked at.
    public let report: VerificationReport
    /// Size and root of the copy, signed; nil where no key was given.
    public let checkpoint: SignedCheckpoint?
}

/// The names of a backup's own files.
enum BackupFile {
    static let signed = "checkpoint"
    static let unsigned = "checkpoint.unsigned"
}

extension Ledger {
    /// Makes a consistent, compact copy beside the ledger's writers, verifies it, and adds its checkpoint.
    ///
    /// The folder appears when all of it is on disk and the copy was recomputed from its bytes without a finding. Holds
    /// a reader slot while it copies, so the file grows for what is appended meanwhile.
    ///
    /// - Parameters:
    ///   - path: A folder that does not exist, or is empty; the one around it exists.
    ///   - key: Signs the copy's checkpoint; nil for an unsigned one. The ledger must be open to append for that.
    ///   - last: The latest checkpoint signed for this origin, as it was kept outside the ledger.
    ///   - progress: Called with the sequence that the verification has reached.
    /// - Returns: What was verified and signed.
    /// - Throws: `BackupError`; there is no backup then.
    public func backUp(
        to path: String, signedBy key: SigningKey? = nil, continuing last: Checkpoint? = nil,
        progress: (UInt64) -> Void = { _ in }
    ) throws(BackupError) -> BackupReceipt {
        let draft = try BackupError.folder { () throws(FolderError) in try DraftFolder(for: path) }
        let file = try BackupError.folder { () throws(FolderError) in try draft.file(LedgerDirectory.dataFile) }
        do throws(StorageError) { try environment.copy(to: file.descriptor, compacting: true) } catch {
            throw .copy(error)
        }
        try BackupError.folder { () throws(FolderError) in
            try file.finish()
            try draft.write(LedgerDirectory.identityFile, identity.bytes + [UInt8(ascii: "\n")])
        }
        let report = try Self.verifiedCopy(at: draft.path, progress)
        let signed = try key.map { (key) throws(BackupError) in try sign(report, by: key, continuing: last) }
        try BackupError.folder { () throws(FolderError) in
            if let signed {
                try draft.write(BackupFile.signed, signed.bytes)
            } else {
                try draft.write(BackupFile.unsigned, unsignedCheckpoint(of: report).text)
            }
            draft.removeFile("lock.mdb")
            try draft.finish()
        }
        return BackupReceipt(report: report, checkpoint: signed)
    }

    /// Recomputes a copy from its bytes.
    private static func verifiedCopy(
        at path: String, _ progress: (UInt64) -> Void
    ) throws(BackupError) -> VerificationReport {
        let copy: Ledger
        do throws(LedgerOpenError) { copy = try Ledger.open(at: path, access: .readOnly) } catch { throw .open(error) }
        let report = copy.verify(progress: progress)
        guard report.isSound else { throw .notSound(report) }
        return report
    }

    /// Signs what the copy holds, which may be less than the ledger holds by now.
    private func sign(
        _ report: VerificationReport, by key: SigningKey, continuing last: Checkpoint?
    ) throws(BackupError) -> SignedCheckpoint {
        do throws(EvidenceError) {
            // Whatever keeps the ledger from signing keeps it from signing for its copy.
            let latest = try signCheckpoint(by: key, continuing: last)
            let snapshot: LedgerSnapshot
            do throws(ReadError) { snapshot = try self.snapshot() } catch { throw .read(error) }
            let copied = Checkpoint(origin: key.name, size: report.last, root: report.root ?? .ofEmptyTree)
            _ = try snapshot.matching(copied)
            guard copied != latest.checkpoint else { return latest }
            do throws(SigningError) {
                return try SignedCheckpoint(size: copied.size, root: copied.root, signedBy: key)
            } catch { throw .signing(error) }
        } catch { throw .evidence(error) }
    }

    /// Size and root under the ledger's id, as nobody's name is known.
    private func unsignedCheckpoint(of report: VerificationReport) -> Checkpoint {
        let name: KeyName
        do throws(MalformedEvidence) { name = try KeyName("ledger/\(identity.ledger)") } catch {
            preconditionFailure("a UUID is part of a name")
        }
        return Checkpoint(origin: name, size: report.last, root: report.root ?? .ofEmptyTree)
    }
}

extension BackupError {
    /// Runs what makes folders and files, and wraps what goes wrong with them.
    static func folder<Answer>(_ body: () throws(FolderError) -> Answer) throws(BackupError) -> Answer {
        do throws(FolderError) { return try body() } catch { throw .folder(error) }
    }
}

extension Optional {
    /// `map` with a typed error.
    fileprivate func map<Answer, Failure>(
        _ transform: (Wrapped) throws(Failure) -> Answer
    ) throws(Failure) -> Answer? {
        guard let self else { return nil }
        return try transform(self)
    }
}
