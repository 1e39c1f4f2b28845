import ClaimLedger
import ClaimLedgerTesting
import Foundation
import Testing

/// A small log with all its interior nodes stored in order, as a ledger stores them.
struct SampleLog {
    let entries: [[UInt8]]
    let leaves: [TreeHash]
    /// The interior nodes by their numbers.
    let interior: [TreeHash]
    let key: SigningKey

    static let origin = "ledger.example/main"

    init(entries: [[UInt8]], key: SigningKey? = nil) throws {
        self.entries = entries
        leaves = entries.map { TreeHash.leaf($0) }
        var stored: [TreeHash] = []
        var fold = TreeFold()
        for leaf in leaves {
            fold.append(leaf) { place, hash in
                #expect(place.number == UInt64(stored.count), "\(place) is stored out of order")
                stored.append(hash)
            }
        }
        interior = stored
        self.key = try key ?? SigningKey(name: KeyName(Self.origin), seed: [UInt8](repeating: 7, count: 32))
    }

    /// Entries that look like events, short so that every byte can be tried.
    init(size: Int) throws {
        try self.init(
            entries: (0..<size).map { index in
                let number = String(index + 1)
                let sequence = String(repeating: "0", count: 20 - number.utf8.count) + number
                return Array("{\"id\":\"e-\(number)\",\"sequence\":\"\(sequence)\",\"type\":\"submitted\"}".utf8)
            })
    }

    /// What the log has stored at a place; nil beyond its end.
    func node(_ place: TreeNode) -> TreeHash? {
        if place.level == 0 { return place.index < UInt64(leaves.count) ? leaves[Int(place.index)] : nil }
        guard place.lastLeaf < UInt64(leaves.count) else { return nil }
        return interior[Int(place.number)]
    }

    var keys: [VerifierKey] { [key.verifierKey] }

    func root(_ size: Int) throws -> TreeHash { try MerkleTree.root(ofFirst: UInt64(size), node: node) }

    func checkpoint(_ size: Int) throws -> SignedCheckpoint {
        try SignedCheckpoint(size: UInt64(size), root: root(size), signedBy: key)
    }

    func inclusion(_ index: Int, in size: Int) throws -> InclusionProof {
        let path = try MerkleTree.inclusionPath(of: UInt64(index), in: UInt64(size), node: node)
        return InclusionProof(index: UInt64(index), path: path, checkpoint: try checkpoint(size))
    }

    func consistency(from old: Int, to size: Int) throws -> ConsistencyProof {
        let hashes = try MerkleTree.consistencyProof(from: UInt64(old), to: UInt64(size), node: node)
        return ConsistencyProof(oldSize: UInt64(old), hashes: hashes, checkpoint: try checkpoint(size))
    }

    /// Writes the whole log as an export: checkpoint, key, events and tiles.
    func export(to folder: URL) throws {
        func write(_ bytes: [UInt8], _ name: String) throws {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        try write(checkpoint(entries.count).bytes, "checkpoint")
        try write(Array("\(key.verifierKey)\n".utf8), "vkey")
        try write(entries.flatMap { $0 + [UInt8(ascii: "\n")] }, "events.jsonl")
        for tile in TilePath.tiles(ofTreeOfSize: UInt64(entries.count)) {
            switch tile.content {
            case .hashes: try write(tile.hashes(node: node), tile.description)
            case .entries:
                var bundle: [UInt8] = []
                for entry in entries[Int(tile.firstIndex)...].prefix(tile.width) {
                    try EntryBundle.append(entry, to: &bundle)
                }
                try write(bundle, tile.description)
            }
        }
    }
}

extension String {
    /// The bytes that a text of hexadecimal digits stands for.
    var hexadecimalBytes: [UInt8] {
        let digits = Array(utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
        }
    }
}

/// The typed error that a body throws; nil where it throws none or another.
func failure<Failure: Error>(_ type: Failure.Type = Failure.self, of body: () throws -> some Any) -> Failure? {
    do { _ = try body() } catch { return error as? Failure }
    return nil
}
