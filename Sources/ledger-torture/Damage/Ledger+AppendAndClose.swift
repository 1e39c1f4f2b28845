import ClaimLedger
import ClaimProjections

extension Ledger {
    /// Appends to the ledger at a path, which is closed again; gives the size and the root that it has then.
    static func append(_ events: [PreparedEvent], to path: String) throws -> (size: UInt64, root: TreeHash) {
        let ledger = try Ledger.open(at: path, projections: [LiveClaims.self])
        try ledger.append(events)
        let snapshot = try ledger.snapshot()
        return (snapshot.head, try snapshot.root())
    }
}
