import Testing

@testable import ClaimLedger

@Suite struct `Tiles made while entries go by` {
    @Test(arguments: [0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 66_000])
    func `are those that the stored tree gives`(_ size: Int) {
        var builder = TileBuilder()
        var made: [TilePath: [UInt8]] = [:]
        var nodes: [TreeNode: TreeHash] = [:]
        var fold = TreeFold()
        func take(_ tile: TilePath, _ bytes: [UInt8]) {
            #expect(made[tile] == nil)
            made[tile] = bytes
        }
        func entry(_ number: Int) -> [UInt8] { Array("entry \(number)".utf8) }
        for number in 0..<size {
            builder.append(entry(number), emit: take)
            let leaf = TreeHash.leaf(entry(number))
            nodes[TreeNode(level: 0, index: UInt64(number))] = leaf
            fold.append(leaf) { node, hash in nodes[node] = hash }
        }
        builder.finish(emit: take)
        #expect(builder.tree.root == fold.root)
        let expected = Array(TilePath.tiles(ofTreeOfSize: UInt64(size)))
        #expect(Set(made.keys) == Set(expected))
        for tile in expected {
            switch tile.content {
            case .hashes:
                let bytes = try? tile.hashes { (node) throws(Never) in nodes[node] }
                #expect(made[tile] == bytes, "\(tile)")
            case .entries:
                var bundle: [UInt8] = []
                let first = Int(tile.firstIndex)
                for number in first..<(first + tile.width) {
                    bundle += [0, UInt8(entry(number).count)] + entry(number)
                }
                #expect(made[tile] == bundle, "\(tile)")
            }
        }
    }
}
