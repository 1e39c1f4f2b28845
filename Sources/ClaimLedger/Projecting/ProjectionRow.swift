// A row of the table `projections`.
//
//   key      name, 0, 4 version (big-endian), 1 slot: 0 the state that is read, 1 the one being built anew
//   value    0  1  layout, 2
//            1  1  standing: 1 follows, 2 stopped
//            2  4  generation of its entries in the table `state`
//            6  8  checkpoint: the sequence of the last event it has taken
//           14  8  the sequence of the event that stopped it, else 0
//           22     why it stopped, UTF-8; then 4: the check of the row (SealedBytes.swift)
//
// Rows of layout 1 had no check, nor had their states: they count as none, and are built anew.
//
// A key of a zero byte and a generation says that the entries of this generation are waiting to be removed.

/// How far a projection has come, and where its state is.
struct ProjectionRow: Equatable {
    /// Where in the table a row stands.
    enum Slot: UInt8 { case current = 0, rebuilding = 1 }

    /// Why a projection takes no more events.
    struct Stop: Equatable {
        var sequence: UInt64
        var reason: String
    }

    var generation: UInt32
    var checkpoint: UInt64 = 0
    var stop: Stop?

    private static let layout: UInt8 = 2

    init(generation: UInt32) { self.generation = generation }

    /// Reads the row under a key; nil where the bytes are none.
    init?(_ sealed: [UInt8], key: [UInt8]) {
        guard let value = SealedBytes.open(sealed, key: key), value.count >= 22, value[0] == Self.layout,
            value[1] == 1 || value[1] == 2
        else { return nil }
        let bytes = value.rawBytes
        generation = bytes.littleEndian(2, as: UInt32.self)
        checkpoint = bytes.littleEndian(6, as: UInt64.self)
        if value[1] == 2 {
            stop = Stop(
                sequence: bytes.littleEndian(14, as: UInt64.self),
                reason: String(decoding: value[22...], as: UTF8.self))
        }
    }

    /// Reads the row of a projection; nil where the ledger has none.
    init?(_ type: any StoredProjection.Type, _ slot: Slot, in table: TableAccess) throws(StorageError) {
        let key = Self.key(type, slot)
        guard let value = try table.value(key), value.first != 1 else { return nil }
        guard let row = ProjectionRow(value, key: key) else {
            throw StorageError(
                kind: .damaged, code: 0, operation: "reading the progress of a projection, which a rebuild makes anew")
        }
        self = row
    }

    /// The row as it is stored under a key.
    func bytes(key: [UInt8]) -> [UInt8] {
        var bytes = [Self.layout, stop == nil ? 1 : 2]
        bytes.appendLittleEndian(generation)
        bytes.appendLittleEndian(checkpoint)
        bytes.appendLittleEndian(stop?.sequence ?? 0)
        bytes.append(contentsOf: (stop?.reason ?? "").utf8)
        return SealedBytes.seal(bytes, key: key)
    }

    static func key(_ type: any StoredProjection.Type, _ slot: Slot) -> [UInt8] {
        var key = prefix(type.name)
        key.appendBigEndian(type.version)
        key.append(slot.rawValue)
        return key
    }

    /// What the keys of all versions of a projection begin with.
    static func prefix(_ name: String) -> [UInt8] {
        let bytes = Array(name.utf8)
        precondition((1...100).contains(bytes.count) && !bytes.contains(0), "a projection's name has 1 to 100 bytes")
        return bytes + [0]
    }

    static func discardKey(_ generation: UInt32) -> [UInt8] {
        var key: [UInt8] = [0]
        key.appendBigEndian(generation)
        return key
    }
}
