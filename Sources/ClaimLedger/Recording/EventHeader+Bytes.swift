extension EventHeader {
    /// Reads and checks the header at the start of a record's bytes.
    ///
    /// - Throws: `RecordDamage` with the broken condition.
    package init(record: [UInt8], sequence: UInt64) throws(RecordDamage) {
        try self.init(reading: record.rawBytes, sequence: sequence)
    }

    /// The header as it is stored, with a leaf hash at its end.
    package func bytes(leafHash: TreeHash) -> [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes, leafHash: leafHash)
        return bytes
    }
}
