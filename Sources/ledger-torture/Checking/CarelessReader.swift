import ClaimLedger

/// Reads a ledger's data file as a program would that asks LMDB and believes what it gets: all defences switched off.
enum CarelessReader {
    /// How many events there seem to be, and the root of the tree over what seems to be their JSON.
    static func read(_ path: String) throws -> (size: UInt64, root: TreeHash) {
        let environment = try Environment.open(
            directory: path, tables: ["events"], access: .readOnly, preflight: { _ in })
        let events = environment[table: "events"]
        let transaction = try environment.beginRead()
        var cursor = try transaction.cursor(events)
        cursor.seek(0)
        var tree = TreeFold()
        while let entry = try cursor.next() {
            let json = entry.value.withUnsafeBytes { Array($0.dropFirst(headerSize)) }
            tree.append(.leaf(json))
        }
        return (tree.size, tree.root)
    }

    private static let headerSize = 72
}
