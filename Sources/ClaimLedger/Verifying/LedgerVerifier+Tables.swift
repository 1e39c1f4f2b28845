extension LedgerVerifier {
    /// Compares the counts of streams and sources with the tables, and the sizes of the tables with each other.
    ///
    /// Cost: a few lookups for each kind of stream, whatever the size of the ledger. All of it is of one snapshot, so
    /// that what others append meanwhile makes no difference.
    ///
    /// - Parameters:
    ///   - snapshot: The ledger as it stands.
    ///   - isWhole: Whether every event of the snapshot was looked at.
    /// - Throws: `ReadError.storage`.
    mutating func checkTables(_ snapshot: borrowing LedgerSnapshot, isWhole: Bool) throws(ReadError) {
        let counts = try StoredCounts(snapshot)
        checkCounters(counts)
        // A lost record or entry is told where it is missed; what is left over shows here alone.
        guard findings.isEmpty else { return }
        let head = snapshot.head
        let nodes = TreeNode.interiorCount(leaves: head)
        let sizes: [(table: String, found: UInt64, expected: UInt64)] = [
            ("events", counts.events, head), ("identities", counts.identities, head), ("nodes", counts.nodes, nodes),
            ("heads", counts.heads, counts.streamsNoted), ("streams", counts.streams, counts.streamsNoted),
        ]
        for (table, found, expected) in sizes where found != expected {
            note(VerificationFinding(.index, place: "table \(table)", "\(found) entries, expected \(expected)"))
        }
        guard isWhole, findings.isEmpty else { return }
        for kind in Stream.Kind.allCases {
            let found = streams.keys.count { $0.kind == kind }
            let noted = counts.noted[kind] ?? 0
            guard noted != found else { continue }
            note(
                VerificationFinding(
                    .index, place: "table heads", "\(noted) streams of kind \(kind) noted, \(found) have events"))
        }
        if counts.sources != sources.count {
            note(
                VerificationFinding(
                    .index, place: "table sources", "\(counts.sources) sources noted, \(sources.count) have events"))
        }
    }

    private mutating func checkCounters(_ counts: StoredCounts) {
        let place = "table meta, counters"
        guard let counters = counts.counters else {
            return note(VerificationFinding(.heads, place: place, "they are missing, or have another length"))
        }
        var differences: [String] = []
        for kind in Stream.Kind.allCases {
            let noted = counts.noted[kind] ?? 0
            guard counters.streams(of: kind) != noted else { continue }
            differences.append("\(counters.streams(of: kind)) streams of kind \(kind) counted, \(noted) noted")
        }
        if UInt64(counters.sources) != counts.sources {
            differences.append("\(counters.sources) sources counted, \(counts.sources) noted")
        }
        guard !differences.isEmpty else { return }
        note(VerificationFinding(.heads, place: place, differences.joined(separator: "; ")))
    }

    /// Compares what the ledger notes as signed with its tree.
    mutating func checkSignedNotes(_ snapshot: borrowing LedgerSnapshot) throws(ReadError) {
        for (origin, text) in try snapshot.signedNotes() {
            let place = "the note of what was signed last as \(origin)"
            let checkpoint: Checkpoint
            do { checkpoint = try Checkpoint(parsing: text) } catch {
                note(VerificationFinding(.checkpoint, place: place, "it is no checkpoint: \(error)"))
                continue
            }
            guard checkpoint.size <= snapshot.head else {
                note(
                    VerificationFinding(
                        .shorter, place: place, "it is of size \(checkpoint.size), the ledger ends at \(snapshot.head)")
                )
                continue
            }
            let root: TreeHash?
            do throws(EvidenceError) { root = try snapshot.root(ofFirst: checkpoint.size) } catch { root = nil }
            guard root != checkpoint.root else { continue }
            let words = "the root at \(checkpoint.size) is not the one that was signed"
            let causes: [VerificationFinding.Code] = [.missingRecord, .header, .leafHash, .node]
            if let cause = findings.firstIndex(where: { causes.contains($0.code) }) {
                findings[cause].consequences.append("\(place): \(words)")
            } else {
                note(VerificationFinding(.root, place: place, words))
            }
        }
    }
}

/// How much there is in the tables of a ledger, and how much the ledger counts.
private struct StoredCounts {
    /// Nil where the counters are missing or have another length.
    let counters: LedgerCounters?
    /// Per kind of stream: one more than the last index that has a head.
    let noted: [Stream.Kind: UInt32]
    let events, streams, heads, sources, identities, nodes: UInt64

    /// How many streams have a head, if their indices are dense.
    var streamsNoted: UInt64 { noted.values.reduce(0) { $0 + UInt64($1) } }

    init(_ snapshot: borrowing LedgerSnapshot) throws(ReadError) {
        let tables = snapshot.tables
        let stored = try snapshot.transaction.bytes(tables.meta, key: LedgerTables.counters)
        counters = stored.flatMap { LedgerCounters($0) }
        do throws(StorageError) {
            events = UInt64(try snapshot.transaction.count(tables.events))
            streams = UInt64(try snapshot.transaction.count(tables.streams))
            heads = UInt64(try snapshot.transaction.count(tables.heads))
            sources = UInt64(try snapshot.transaction.count(tables.sources))
            identities = UInt64(try snapshot.transaction.count(tables.identities))
            nodes = UInt64(try snapshot.transaction.count(tables.nodes))
            var noted: [Stream.Kind: UInt32] = [:]
            var cursor = try snapshot.transaction.cursor(tables.heads)
            for kind in Stream.Kind.allCases {
                let behind = [kind.rawValue + 1]
                cursor.seek(key: behind.rawBytes)
                guard let entry = try cursor.previous() else { continue }
                let key = entry.key.copiedBytes()
                guard key.count == 5, key[0] == kind.rawValue else { continue }
                noted[kind] = key.dropFirst().reduce(0) { $0 << 8 | UInt32($1) } &+ 1
            }
            self.noted = noted
        } catch { throw .storage(error) }
    }
}

extension LedgerSnapshot {
    /// What the ledger notes as signed last, by origin in the order of the bytes; the texts as they are stored.
    fileprivate func signedNotes() throws(ReadError) -> [(origin: String, text: [UInt8])] {
        var notes: [(origin: String, text: [UInt8])] = []
        let prefix = LedgerTables.signed
        do throws(StorageError) {
            var cursor = try transaction.cursor(tables.meta)
            cursor.seek(key: prefix.rawBytes)
            while let entry = try cursor.next() {
                let key = entry.key.copiedBytes()
                guard key.starts(with: prefix) else { break }
                let origin = String(decoding: key.dropFirst(prefix.count), as: UTF8.self)
                notes.append((origin, entry.value.copiedBytes()))
            }
        } catch { throw .storage(error) }
        return notes
    }
}
