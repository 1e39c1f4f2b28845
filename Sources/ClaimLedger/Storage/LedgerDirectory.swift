import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The directory of a ledger: `ledger.json` beside LMDB's `data.mdb` and `lock.mdb`.
struct LedgerDirectory {
    static let identityFile = "ledger.json"
    static let dataFile = "data.mdb"
    /// What the identity is called while a bundle comes in, so that half a ledger is not taken for one.
    static let identityAside = "ledger.json.importing"

    let path: String

    init(_ path: String) { self.path = path }

    private func file(_ name: String) -> FilePath { FilePath(path).appending(name) }

    private enum Entry { case missing, directory, other }

    private func entry(at path: String) throws(LedgerOpenError) -> Entry {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            switch errno {
            case ENOENT: return .missing
            case ENOTDIR: throw .notADirectory(path: self.path)
            case EACCES, EPERM: throw .notPermitted(path: self.path)
            default: throw .notALedger(path: self.path, reason: Errno(rawValue: errno).description)
            }
        }
        return status.st_mode & S_IFMT == S_IFDIR ? .directory : .other
    }

    /// Makes the directory where it is missing, and sees that no ledger stands in it.
    func prepareForCreation() throws(LedgerOpenError) {
        switch try entry(at: path) {
        case .other: throw .cannotCreate(path: path, reason: "something else than a directory stands there")
        case .missing:
            guard unsafe mkdir(path, 0o700) == 0 else {
                throw .cannotCreate(path: path, reason: Errno(rawValue: errno).description)
            }
        case .directory:
            if try entry(at: file(Self.identityFile).string) != .missing { throw .alreadyExists(path: path) }
            if try entry(at: file(Self.dataFile).string) != .missing {
                throw .cannotCreate(
                    path: path,
                    reason: "it holds a \(Self.dataFile) without \(Self.identityFile): remove what is left there")
            }
        }
    }

    /// Writes the identity so that it is there whole, or not at all.
    func writeIdentity(_ identity: LedgerIdentity) throws(LedgerOpenError) {
        do {
            try DurableFile.replace(file(Self.identityFile), with: identity.bytes + [UInt8(ascii: "\n")])
        } catch {
            throw .cannotCreate(path: path, reason: "\(Self.identityFile) cannot be written: \(error)")
        }
    }

    /// Reads the identity of a ledger of a format that this release knows.
    func readIdentity() throws(LedgerOpenError) -> LedgerIdentity {
        switch try entry(at: path) {
        case .missing: throw .missing(path: path)
        case .other: throw .notADirectory(path: path)
        case .directory: break
        }
        guard try entry(at: file(Self.identityFile).string) != .missing else {
            throw .notALedger(path: path, reason: "it holds no \(Self.identityFile)")
        }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        do {
            let descriptor = try FileDescriptor.open(file(Self.identityFile), .readOnly)
            let count = try descriptor.closeAfter {
                try unsafe bytes.withUnsafeMutableBytes { try unsafe descriptor.read(into: $0) }
            }
            bytes.removeLast(bytes.count - count)
        } catch {
            if let error = error as? Errno, error == .permissionDenied { throw .notPermitted(path: path) }
            throw .notALedger(path: path, reason: "\(Self.identityFile) cannot be read: \(error)")
        }
        guard let identity = LedgerIdentity(bytes) else {
            throw .notALedger(path: path, reason: "\(Self.identityFile) does not name a ledger")
        }
        guard identity.format <= LedgerIdentity.currentFormat else {
            throw .newerFormat(path: path, found: identity.format, known: LedgerIdentity.currentFormat)
        }
        return identity
    }
}
