import Dispatch
import Synchronization

/// Recomputes every hash of a ledger from the events' bytes, on all cores, and reads nothing else.
///
/// Blocks of leaves are complete subtrees of one height, so each can be computed by itself; what stands above them is a
/// hash for every 4,096 events.
struct HashVerification {
    /// The height of a block's subtree.
    private static let level: UInt8 = 12
    private static let leavesPerBlock: UInt64 = 1 << level
    /// How many blocks go by between two reports of progress.
    private static let blocksPerRound: UInt64 = 16

    private let ledger: Ledger
    private let head: UInt64

    init(_ ledger: Ledger, head: UInt64) {
        self.ledger = ledger
        self.head = head
    }

    /// The root over all events up to the head, or nil where any stored hash is not the computed one.
    func root(progress: (UInt64) -> Void) throws(ReadError) -> TreeHash? {
        let blocks = head / Self.leavesPerBlock
        var tree = TreeFold()
        var next: UInt64 = 0
        while next < blocks {
            let round = next..<min(next + Self.blocksPerRound, blocks)
            guard try add(blockRoots(round), to: &tree) else { return nil }
            next = round.upperBound
            progress(next * Self.leavesPerBlock)
        }
        guard try addRest(to: &tree) else { return nil }
        progress(head)
        return tree.root
    }

    /// The roots of some blocks; nil for one in which a hash differs, or cannot be read.
    private func blockRoots(_ blocks: Range<UInt64>) -> [TreeHash?] {
        let found = Mutex<[Int: TreeHash]>([:])
        DispatchQueue.concurrentPerform(iterations: blocks.count) { place in
            let block = blocks.lowerBound + UInt64(place)
            guard let snapshot = try? ledger.snapshot(), let root = try? Self.root(of: block, snapshot) else { return }
            found.withLock { $0[place] = root }
        }
        return found.withLock { found in blocks.indices.map { found[Int($0 - blocks.lowerBound)] } }
    }

    private static func root(of block: UInt64, _ snapshot: borrowing LedgerSnapshot) throws -> TreeHash? {
        let first = block * leavesPerBlock
        var events = try snapshot.events(from: first + 1)
        var nodes = try snapshot.nodes(from: TreeNode.interiorCount(leaves: first))
        var tree = TreeFold()
        var isSound = true
        while tree.size < leavesPerBlock, let event = try events.next() {
            let leaf = TreeHash.leaf(event.json)
            guard leaf == event.leafHash else { return nil }
            var failure: ReadError?
            tree.append(leaf) { _, hash in
                do throws(ReadError) { if try nodes.next() != hash { isSound = false } } catch { failure = error }
            }
            if let failure { throw failure }
            guard isSound else { return nil }
        }
        return tree.size == leavesPerBlock ? tree.root : nil
    }

    /// Adds complete blocks, and compares the nodes above them.
    private func add(_ roots: [TreeHash?], to tree: inout TreeFold) throws(ReadError) -> Bool {
        let snapshot = try ledger.snapshot()
        for root in roots {
            guard let root else { return false }
            guard try holds(in: snapshot, { tree.append(root, level: Self.level, completed: $0) }) else { return false }
        }
        return true
    }

    /// Adds the leaves behind the last complete block.
    private func addRest(to tree: inout TreeFold) throws(ReadError) -> Bool {
        let snapshot = try ledger.snapshot()
        var events = try snapshot.events(from: tree.size + 1)
        while tree.size < head, let event = try events.next() {
            let leaf = TreeHash.leaf(event.json)
            guard leaf == event.leafHash, try holds(in: snapshot, { tree.append(leaf, completed: $0) }) else {
                return false
            }
        }
        return tree.size == head
    }

    /// Whether all nodes that a growing tree completes are stored as they are computed.
    private func holds(
        in snapshot: borrowing LedgerSnapshot, _ grow: ((TreeNode, TreeHash) -> Void) -> Void
    ) throws(ReadError) -> Bool {
        var completed: [(node: TreeNode, hash: TreeHash)] = []
        grow { completed.append(($0, $1)) }
        for (node, hash) in completed {
            guard try snapshot.treeHash(of: node) == hash else { return false }
        }
        return true
    }
}
