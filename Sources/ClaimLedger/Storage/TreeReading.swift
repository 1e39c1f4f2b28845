extension TableReading where Self: ~Copyable {
    /// The stored hash of a complete subtree: of a leaf from its event's header, else from the table of nodes.
    func treeHash(_ tables: LedgerTables, of node: TreeNode) throws(ReadError) -> TreeHash? {
        if node.level == 0 {
            let sequence = node.index + 1
            let record = try record(tables, at: sequence)
            guard record.byteCount >= EventHeader.byteCount else {
                throw .damaged(sequence: sequence, reason: "\(record.byteCount) bytes are too few for a record")
            }
            return TreeHash(record, at: EventHeader.leafHashOffset)
        }
        let value: RawSpan?
        do { value = try get(tables.nodes, node.number) } catch { throw .storage(error) }
        guard let value, value.byteCount == TreeHash.byteCount else { return nil }
        return TreeHash(value, at: 0)
    }

    /// The tree over the first events, ready to grow; reads a node for each one bit of the size.
    func treeFold(_ tables: LedgerTables, size: UInt64) throws(AppendError) -> TreeFold {
        do throws(TreeReadError<ReadError>) {
            return try TreeFold(size: size) { (node) throws(ReadError) in try treeHash(tables, of: node) }
        } catch { throw AppendError(ReadError(error)) }
    }
}

extension ReadError {
    /// A node that is missing is damage of the last event beneath it.
    init(_ error: TreeReadError<ReadError>) {
        switch error {
        case .source(let error): self = error
        case .missing(let node):
            self = .damaged(sequence: node.lastLeaf + 1, reason: "node \(node) of the tree is missing")
        }
    }
}
