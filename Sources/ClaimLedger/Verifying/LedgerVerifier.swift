/// The state of one verification on its way through the ledger.
struct LedgerVerifier {
    /// The latest event of a stream, as far as the verification has come.
    struct Seen {
        var version: UInt32
        var sequence: UInt64
    }

    struct StreamKey: Hashable {
        let kind: Stream.Kind
        let index: UInt32
    }

    private let options: VerificationOptions
    /// The next sequence to look at.
    private(set) var next: UInt64 = 1
    private(set) var first: UInt64 = 1
    private var tree = TreeFold()
    private var latestRecording = Instant.earliest
    private(set) var streams: [StreamKey: Seen] = [:]
    private(set) var sources = SourceLookups()
    private var pendingCheckpoints: [Checkpoint]
    private var heldCheckpoints: [UInt64] = []
    /// The events whose bytes are not those that were hashed at append, in order: what is above them differs too.
    private var changed: [UInt64] = []
    var findings: [VerificationFinding] = []
    private var unlisted = 0
    /// Per event with a finding, where that stands in `findings`: what rests on such an event is no fault of its own.
    private var placeOfFinding: [UInt64: Int] = [:]
    /// Streams whose entry in the look-up table is wrong, so that it is told once.
    private var misled: Set<StreamKey> = []

    init(_ options: VerificationOptions) {
        self.options = options
        pendingCheckpoints = options.checkpoints.sorted { $0.size < $1.size }
    }

    var report: VerificationReport {
        VerificationReport(
            first: first, last: next - 1, root: tree.root, depth: .everything, checkpoints: heldCheckpoints,
            findings: findings, unlisted: unlisted)
    }

    mutating func note(_ finding: VerificationFinding) {
        if findings.count < options.findingLimit { findings.append(finding) } else { unlisted += 1 }
    }

    /// Notes a finding about a record; `changed` is given where the tree above cannot fit any more.
    private mutating func note(_ finding: VerificationFinding, at sequence: UInt64? = nil, changing changed: UInt64?) {
        let isListed = findings.count < options.findingLimit
        note(finding)
        if let sequence = sequence ?? changed { placeOfFinding[sequence] = isListed ? findings.count - 1 : .max }
        if let changed { self.changed.append(changed) }
    }

    /// Takes up where an earlier verification ended, if its checkpoint is this ledger's.
    mutating func begin(_ snapshot: borrowing LedgerSnapshot, head: UInt64) throws(ReadError) {
        guard let since = options.since else { return }
        guard since.size <= head else { return note(Self.shorter(since, head: head)) }
        do throws(TreeReadError<ReadError>) {
            let fold = try TreeFold(size: since.size) { (node) throws(ReadError) in try snapshot.treeHash(of: node) }
            guard fold.root == since.root else {
                return note(
                    VerificationFinding(
                        .root, place: "checkpoint of size \(since.size)",
                        "the stored root is \(fold.root), the checkpoint says \(since.root); verifying from the first event"
                    ))
            }
            tree = fold
            first = since.size + 1
            next = first
            heldCheckpoints.append(since.size)
        } catch {
            note(VerificationFinding(.node, "the tree at \(since.size) cannot be read: \(ReadError(error))"))
        }
    }

    /// Looks at the events up to a sequence that the ledger reaches.
    mutating func take(upTo last: UInt64, _ snapshot: borrowing LedgerSnapshot) throws(ReadError) {
        while next <= last {
            let sequence = next
            checkCheckpoints(at: sequence - 1)
            if let record = try snapshot.rawRecord(at: sequence) {
                try look(at: record, sequence, snapshot)
            } else {
                note(VerificationFinding(.missingRecord, at: sequence, "there is no record"), changing: sequence)
                try grow(by: .ofEmptyTree, sequence, snapshot)
            }
            next += 1
        }
    }

    // MARK: One event

    private mutating func look(
        at record: [UInt8], _ sequence: UInt64, _ snapshot: borrowing LedgerSnapshot
    ) throws(ReadError) {
        let json = Array(record.dropFirst(EventHeader.byteCount))
        let leaf = TreeHash.leaf(json)
        var faults: [VerificationFinding] = []
        let stored = TreeHash(record.dropFirst(EventHeader.leafHashOffset).prefix(TreeHash.byteCount))
        if leaf != stored {
            faults.append(
                VerificationFinding(
                    .leafHash, at: sequence,
                    "the hash differs: stored \(stored.map { "\($0)" } ?? "nothing"), computed \(leaf)"))
        }
        switch RecordCheck(record, json, sequence) {
        case .faulty(let finding): faults.append(finding)
        case .sound(let header, let event):
            faults += try checkLookups(of: event, header, sequence, snapshot)
            if faults.isEmpty { faults += try checkOrder(header, sequence, snapshot) }
        }
        if let root = faults.first {
            let isChanged = [.leafHash, .header, .event].contains(root.code)
            note(VerificationFinding(merging: faults, root), at: sequence, changing: isChanged ? sequence : nil)
        }
        try grow(by: leaf, sequence, snapshot)
    }

    /// Whether the event follows the one before it, in the ledger and in its stream.
    private mutating func checkOrder(
        _ header: EventHeader, _ sequence: UInt64, _ snapshot: borrowing LedgerSnapshot
    ) throws(ReadError) -> [VerificationFinding] {
        var faults: [VerificationFinding] = []
        let key = StreamKey(kind: header.streamKind, index: header.streamIndex)
        var before = streams[key]
        if before == nil, header.previousInStream > 0, header.previousInStream < first {
            // Before the range that is verified: its header is believed.
            let earlier = try snapshot.event(at: header.previousInStream)?.header
            if let earlier, earlier.streamKind == header.streamKind, earlier.streamIndex == header.streamIndex {
                before = Seen(version: earlier.streamVersion, sequence: header.previousInStream)
            }
        }
        let expected = Seen(version: (before?.version ?? 0) + 1, sequence: before?.sequence ?? 0)
        // An event before it that is itself faulty cannot be held against this one.
        let restsOnFault = placeOfFinding[header.previousInStream] != nil
        let follows = header.streamVersion == expected.version && header.previousInStream == expected.sequence
        if !follows, !restsOnFault {
            faults.append(
                VerificationFinding(
                    .streamOrder, at: sequence,
                    "version \(header.streamVersion) behind event \(header.previousInStream), expected version "
                        + "\(expected.version) behind event \(expected.sequence)"))
        }
        streams[key] = Seen(version: header.streamVersion, sequence: sequence)
        if header.recordedTime < latestRecording {
            faults.append(
                VerificationFinding(
                    .recordedTime, at: sequence,
                    "recorded \(header.recordedTime), the event before it \(latestRecording)"))
        }
        latestRecording = max(latestRecording, header.recordedTime)
        return faults
    }

    /// Whether the look-up tables lead to the event, and the header to its stream.
    private mutating func checkLookups(
        of event: PreparedEvent, _ header: EventHeader, _ sequence: UInt64, _ snapshot: borrowing LedgerSnapshot
    ) throws(ReadError) -> [VerificationFinding] {
        var faults: [VerificationFinding] = []
        let found = try snapshot.sequence(of: event.id, from: event.source)
        if sources.takes(event.source, at: sequence, isFound: found == sequence) {
            faults.append(
                VerificationFinding(
                    .index, at: sequence, place: "table identities",
                    "source and id lead to \(found.map { "record \($0)" } ?? "nothing")"))
        }
        let key = StreamKey(kind: header.streamKind, index: header.streamIndex)
        let index = try snapshot.storedIndex(of: event.stream)
        guard index != header.streamIndex, !misled.contains(key) else { return faults }
        let words =
            "\(event.stream) is stream \(index.map { "\($0)" } ?? "unknown"), the header says \(header.streamIndex)"
        // All events of a stream bear the table out, or its first one is where it is seen that none does.
        if header.streamVersion == 1 {
            misled.insert(key)
            faults.append(VerificationFinding(.index, at: sequence, place: "table streams", words))
        } else {
            faults.append(VerificationFinding(.headerDiffers, at: sequence, words))
        }
        return faults
    }

    // MARK: The tree

    private mutating func grow(
        by leaf: TreeHash, _ sequence: UInt64, _ snapshot: borrowing LedgerSnapshot
    ) throws(ReadError) {
        var completed: [(node: TreeNode, hash: TreeHash)] = []
        tree.append(leaf) { node, hash in completed.append((node, hash)) }
        for (node, hash) in completed {
            let stored = try snapshot.treeHash(of: node)
            guard stored != hash else { continue }
            let start = (node.index << UInt64(node.level)) + 1
            if let change = changed.last(where: { (start...sequence).contains($0) }) {
                follow(from: change, "node \(node) of the tree does not go with it")
            } else {
                note(
                    VerificationFinding(
                        .node, place: "node \(node)",
                        "stored \(stored.map { "\($0)" } ?? "nothing"), computed \(hash)"))
            }
        }
    }

    mutating func follow(from sequence: UInt64, _ consequence: String) {
        guard let place = placeOfFinding[sequence], place < findings.count else { return }
        findings[place].consequences.append(consequence)
    }

    private mutating func checkCheckpoints(at size: UInt64) {
        while let checkpoint = pendingCheckpoints.first, checkpoint.size <= size {
            pendingCheckpoints.removeFirst()
            // Those inside what an earlier verification covered rest on it.
            guard checkpoint.size == tree.size else { continue }
            if checkpoint.root == tree.root {
                heldCheckpoints.append(checkpoint.size)
            } else if let change = changed.last {
                follow(from: change, "the root at \(checkpoint.size) is not that of the checkpoint")
            } else {
                note(
                    VerificationFinding(
                        .root, place: "checkpoint of size \(checkpoint.size)",
                        "computed \(tree.root), the checkpoint says \(checkpoint.root)"))
            }
        }
    }

    private static func shorter(_ checkpoint: Checkpoint, head: UInt64) -> VerificationFinding {
        VerificationFinding(
            .shorter, place: "checkpoint of size \(checkpoint.size)", "the ledger ends at \(head)")
    }

    // MARK: The end

    /// Compares what was counted on the way with what is noted beside the events.
    mutating func finish(_ snapshot: borrowing LedgerSnapshot) throws(ReadError) {
        checkCheckpoints(at: next - 1)
        for checkpoint in pendingCheckpoints { note(Self.shorter(checkpoint, head: next - 1)) }
        // Others may have appended since: what is noted now may only be further on.
        let isFinal = snapshot.head == next - 1
        let inOrder = streams.sorted { ($0.key.kind.rawValue, $0.key.index) < ($1.key.kind.rawValue, $1.key.index) }
        for (key, seen) in inOrder {
            let stored = try snapshot.storedHead(key.kind, index: key.index)
            guard stored?.version != seen.version || stored?.lastSequence != seen.sequence else { continue }
            if let stored, placeOfFinding[stored.lastSequence] != nil { continue }
            if !isFinal, let stored, stored.version > seen.version { continue }
            note(
                VerificationFinding(
                    .heads, at: seen.sequence, place: "stream \(key.index) of kind \(key.kind)",
                    "noted as version \(stored?.version ?? 0) at \(stored?.lastSequence ?? 0), found version "
                        + "\(seen.version) at \(seen.sequence)"))
        }
        for (sequence, words) in sources.consequences { follow(from: sequence, words) }
        try checkTables(snapshot, isWhole: first == 1 && isFinal)
        try checkSignedNotes(snapshot)
    }
}

extension VerificationFinding {
    /// One finding of several about the same record: the first is the cause, the others follow from it.
    init(merging all: [VerificationFinding], _ root: VerificationFinding) {
        self.init(
            root.code, at: root.sequence, place: root.place, root.message,
            consequences: all.dropFirst().map { "\($0.code.rawValue) \($0.message)" })
    }
}
