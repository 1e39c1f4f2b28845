public import ClaimLedger

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A real ledger in a directory of its own that is removed with the value.
public final class TemporaryLedger {
    /// Empty at first, and open to append.
    public let ledger: Ledger
    /// The directory of the ledger.
    public var path: String { ledger.path }

    /// Makes an empty ledger under the system's folder for temporary files.
    ///
    /// - Parameters:
    ///   - projections: Whose state follows within each append.
    ///   - clock: Where `recordedtime` comes from.
    /// - Throws: `LedgerOpenError` where it cannot be made.
    public init(
        projections: [any StoredProjection.Type] = [], clock: @escaping @Sendable () -> Instant = Instant.systemNow
    ) throws(LedgerOpenError) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/claim-ledger-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let path = made else { throw .cannotCreate(path: folder, reason: String(cString: strerror(errno))) }
        do { ledger = try Ledger.create(at: path, projections: projections, clock: clock) } catch {
            rmdir(path)
            throw error
        }
    }

    deinit {
        for file in ["data.mdb", "lock.mdb", "ledger.json"] { unlink(path + "/" + file) }
        rmdir(path)
    }
}
