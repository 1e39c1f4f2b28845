internal import SystemPackage

/// A backup, or any other folder with the two files of a ledger, from which a ledger is to be made again.
public struct LedgerBackup: Sendable {
    /// The folder.
    public let path: String
    /// The signed checkpoint beside the copy; nil where there is none.
    public let signedCheckpoint: SignedCheckpoint?
    /// What the copy must come to: the signed checkpoint's text, or the unsigned one's; nil where there is neither.
    public let checkpoint: Checkpoint?

    /// Reads the checkpoint that lies beside a copy; its signature is the caller's to check.
    ///
    /// - Throws: `BackupError.malformed` and `.unreadable`.
    public init(at path: String) throws(BackupError) {
        self.path = path
        let signed = FilePath(path).appending(BackupFile.signed).string
        let unsigned = FilePath(path).appending(BackupFile.unsigned).string
        if let bytes = try Self.contents(of: signed) {
            do throws(MalformedEvidence) { signedCheckpoint = try SignedCheckpoint(parsing: bytes) } catch {
                throw .malformed(path: signed, error)
            }
            checkpoint = signedCheckpoint?.checkpoint
        } else {
            signedCheckpoint = nil
            guard let bytes = try Self.contents(of: unsigned) else {
                checkpoint = nil
                return
            }
            do throws(MalformedEvidence) { checkpoint = try Checkpoint(parsing: bytes) } catch {
                throw .malformed(path: unsigned, error)
            }
        }
    }

    /// Makes a ledger of the copy's files.
    ///
    /// The files are copied first, then what was copied is verified, and only a sound copy becomes a ledger:
    /// between looking and taking, nothing can change. The ledger keeps its identity.
    ///
    /// - Parameters:
    ///   - target: A folder that does not exist, or is empty; nothing is overwritten.
    ///   - verify: Given the folder of the copied files, says whether they are sound; reports itself what is not.
    /// - Returns: Whether they were sound, and the ledger is there.
    /// - Throws: `BackupError`, and what `verify` throws; there is no ledger then.
    public func restore(to target: String, verify: (String) throws -> Bool) throws -> Bool {
        let draft = try BackupError.folder { () throws(FolderError) in try DraftFolder(for: target) }
        for name in [LedgerDirectory.dataFile, LedgerDirectory.identityFile] {
            try copy(name, to: draft)
        }
        guard try verify(draft.path) else { return false }
        draft.removeFile("lock.mdb")
        try BackupError.folder { () throws(FolderError) in try draft.finish() }
        return true
    }

    private func copy(_ name: String, to draft: DraftFolder) throws(BackupError) {
        let target = try BackupError.folder { () throws(FolderError) in try draft.file(name) }
        do throws(BundleError) {
            var reader = try FileReader(FilePath(path).appending(name).string)
            var piece: [UInt8] = []
            while try reader.read(into: &piece) {
                do throws(FolderError) { try target.append(piece) } catch { throw .folder(error) }
                piece.removeAll(keepingCapacity: true)
            }
        } catch { throw BackupError(error) }
        try BackupError.folder { () throws(FolderError) in try target.finish() }
    }

    /// The bytes of a small file; nil where there is none.
    private static func contents(of path: String) throws(BackupError) -> [UInt8]? {
        do throws(BundleError) { return try LedgerBundle.contents(of: path) } catch {
            if case .missingFile = error { return nil }
            throw BackupError(error)
        }
    }
}

extension BackupError {
    /// What the reading of a file reports.
    fileprivate init(_ error: BundleError) {
        switch error {
        case .missingFile(let path): self = .unreadable(path: path, reason: "there is no such file")
        case .unreadable(let path, let reason): self = .unreadable(path: path, reason: reason)
        case .folder(let error): self = .folder(error)
        default: preconditionFailure("reading and writing a file report these only")
        }
    }
}
