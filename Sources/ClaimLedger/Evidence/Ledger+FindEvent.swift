extension Ledger {
    /// The sequences of the events with an id, from whatever source, in their order.
    ///
    /// Cost: two lookups for each source of the ledger.
    package func sequences(ofEvent id: EventID) throws(ReadError) -> [UInt64] {
        do throws(StorageError) {
            let transaction = try environment.beginRead()
            var sources = try transaction.cursor(tables.sources)
            var found: [UInt64] = []
            while let entry = try sources.next() {
                guard let number = UInt32(littleEndianBytes: entry.value.copiedBytes()) else { continue }
                let key = LedgerTables.identityKey(source: number, id: id)
                let value = try transaction.get(tables.identities, key: key.rawBytes)?.copiedBytes()
                if let sequence = value.flatMap({ UInt64(littleEndianBytes: $0) }) { found.append(sequence) }
            }
            return found.sorted()
        } catch { throw .storage(error) }
    }
}
