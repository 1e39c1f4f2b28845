import ClaimLedger
import ClaimProjections

/// Reads every event of a ledger once and compares it with all that the ledger derives from it.
///
/// Each event must come out of its own JSON again byte for byte, header included; stand in its stream where it says; be
/// found by its identity; and be the leaf that the tree has. It goes on after a finding, but not after damage that keeps
/// events from being read. Cost: a parse and about ten lookups for each event.
struct LedgerCheck {
    private(set) var findings: [Finding] = []
    /// How many events were read.
    private(set) var events: UInt64 = 0
    /// The root of the tree over what was read.
    var root: TreeHash { tree.root }
    private var tree = TreeFold()
    private var versions: [Stream: (index: UInt32, version: UInt32, sequence: UInt64)] = [:]
    private var streamsOfKind: [Stream.Kind: UInt32] = [:]
    private var recorded: Instant?

    /// Checks a ledger as it stands.
    ///
    /// - Parameters:
    ///   - ledger: Open in any way.
    ///   - each: Called for each event, with what it says; adds findings of its own.
    /// - Returns: What was found.
    /// - Throws: `ReadError` where the events cannot be read to their end.
    static func run(
        _ ledger: Ledger, each: (borrowing EventView, ClaimEvent) throws -> [Finding] = { _, _ in [] }
    ) throws -> LedgerCheck {
        var check = LedgerCheck()
        let snapshot = try ledger.snapshot()
        var cursor = try snapshot.events()
        while let view = try cursor.next() {
            let event = try view.event()
            check.events = view.sequence
            try check.compare(view, event, snapshot)
            check.findings += try each(view, event)
        }
        if check.events != snapshot.head {
            check.findings.append(Finding("head", "\(snapshot.head) is the last event, \(check.events) were read"))
        }
        try check.compareStreams(snapshot)
        return check
    }

    private mutating func compare(
        _ view: borrowing EventView, _ event: ClaimEvent, _ snapshot: borrowing LedgerSnapshot
    ) throws {
        let sequence = view.sequence
        let header = view.header
        let place = EventPlace(
            sequence: sequence, recordedTime: header.recordedTime, streamIndex: header.streamIndex,
            streamVersion: header.streamVersion, previousInStream: header.previousInStream)
        let json = view.jsonBytes()
        do {
            let (again, sameHeader) = try PreparedEvent(event).withView(at: place) { copy in
                (copy.jsonBytes(), copy.header == header)
            }
            if again != json { find(sequence, "its JSON is not the canonical form of what it says") }
            if !sameHeader { find(sequence, "its header is not the one that its JSON gives") }
        } catch { find(sequence, "its JSON gives no record: \(error)") }
        compareStream(event, header, sequence)
        if let recorded, header.recordedTime < recorded {
            find(sequence, "recorded \(header.recordedTime), which is before the event before it, \(recorded)")
        }
        recorded = header.recordedTime
        let found = try snapshot.sequence(of: event.id, from: event.source)
        if found != sequence { find(sequence, "its identity leads to \(found.map(String.init) ?? "nothing")") }
        tree.append(.leaf(json))
        do throws(EvidenceError) {
            let stored = try snapshot.root(ofFirst: sequence)
            if stored != tree.root { find(sequence, "the stored tree has the root \(stored), the events \(tree.root)") }
        } catch {
            guard case .read(let error) = error else { throw error }
            find(sequence, error.description)
        }
    }

    private mutating func compareStream(_ event: ClaimEvent, _ header: EventHeader, _ sequence: UInt64) {
        let known = versions[event.stream]
        let kind = event.stream.kind
        let index = known?.index ?? streamsOfKind[kind, default: 0]
        if known == nil { streamsOfKind[kind, default: 0] += 1 }
        let expected = (known?.version ?? 0) + 1
        if header.streamVersion != expected {
            find(sequence, "version \(header.streamVersion) of \(event.stream), expected \(expected)")
        }
        if header.previousInStream != known?.sequence ?? 0 {
            find(sequence, "its stream's previous event is \(known?.sequence ?? 0), not \(header.previousInStream)")
        }
        if header.streamIndex != index || header.streamKind != kind {
            find(sequence, "its stream is number \(index) of its kind, not \(header.streamIndex)")
        }
        versions[event.stream] = (index, header.streamVersion, sequence)
    }

    private mutating func compareStreams(_ snapshot: borrowing LedgerSnapshot) throws {
        for (stream, expected) in versions {
            do throws(ReadError) {
                let version = try snapshot.version(of: stream)
                if version != expected.version {
                    findings.append(
                        Finding("\(stream)", "stored at version \(version), its events make \(expected.version)"))
                }
                let last = try snapshot.sequences(of: stream, from: expected.version)
                if last != [expected.sequence] {
                    findings.append(Finding("\(stream)", "stored to end at \(last), it ends at \(expected.sequence)"))
                }
                let index = try snapshot.index(of: stream)
                if index != expected.index {
                    findings.append(
                        Finding(
                            "\(stream)", "stored as number \(index.map(String.init) ?? "none"), not \(expected.index)"))
                }
            } catch { findings.append(Finding("\(stream)", error.description)) }
        }
        for kind in Stream.Kind.allCases {
            let stored = try snapshot.streamCount(of: kind)
            let expected = streamsOfKind[kind, default: 0]
            if stored != expected {
                findings.append(Finding("streams of kind \(kind)", "\(stored) are counted, \(expected) have events"))
            }
        }
    }

    private mutating func find(_ sequence: UInt64, _ text: String) { findings.append(Finding(at: sequence, text)) }
}

extension LedgerCheck {
    /// Compares the stored state of the claims with a replay.
    static func compareClaims(_ ledger: Ledger) throws -> [Finding] {
        let head = try ledger.head()
        guard let progress = try ledger.progress(of: LiveClaims.self) else {
            return [Finding("stored claims", "the ledger keeps none")]
        }
        guard progress.checkpoint == head else {
            return [Finding("stored claims", "they stand at \(progress.checkpoint), the ledger at \(head)")]
        }
        let compared = try ledger.compareProjection(LiveClaims.self)
        return compared.difference.map { [Finding("stored claims", "\($0)")] } ?? []
    }
}
