import ClaimLedger

/// What a ledger has to hold, kept in plain arrays: the other opinion that a simulation compares it with.
struct Oracle {
    /// Each event as it was exported when it was acknowledged; it never changes.
    private(set) var lines: [[UInt8]] = []
    /// The events themselves, in order.
    private(set) var events: [ClaimEvent] = []
    /// The latest version of each stream.
    private(set) var versions: [Stream: UInt32] = [:]
    /// The sequences of what each command recorded.
    var commands: [EventID: [UInt64]] = [:]

    /// How many events there are.
    var count: UInt64 { UInt64(events.count) }

    /// The version of a stream, 0 where it has no event.
    func version(of stream: Stream) -> UInt32 { versions[stream] ?? 0 }

    /// Takes over what was acknowledged now: it must be these events, right behind those before.
    ///
    /// - Throws: `TortureFailure` where the ledger has something else there.
    mutating func take(_ expected: [ClaimEvent], from ledger: Ledger) throws {
        let snapshot = try ledger.snapshot()
        guard snapshot.head == count + UInt64(expected.count) else {
            throw TortureFailure("the ledger ends at \(snapshot.head), expected \(count + UInt64(expected.count))")
        }
        for event in expected {
            guard let view = try snapshot.event(at: count + 1) else { throw TortureFailure("\(count + 1) is missing") }
            guard try view.event() == event else { throw TortureFailure("\(count + 1) holds another event") }
            let version = version(of: event.stream) + 1
            guard view.header.streamVersion == version else {
                throw TortureFailure("\(count + 1) has version \(view.header.streamVersion), expected \(version)")
            }
            lines.append(view.jsonBytes())
            events.append(event)
            versions[event.stream] = version
        }
    }

    /// Compares a ledger as a whole, event by event and byte by byte.
    func compare(_ ledger: Ledger) throws {
        guard try ledger.head() == count else {
            throw TortureFailure("the ledger ends at \(try ledger.head()), expected \(count)")
        }
        try ledger.forEachEvent { view in
            guard view.jsonBytes() == lines[Int(view.sequence) - 1] else {
                throw TortureFailure("\(view.sequence) is not what it was when it was acknowledged")
            }
            return true
        }
        let snapshot = try ledger.snapshot()
        for (stream, version) in versions {
            let found = try snapshot.version(of: stream)
            guard found == version else { throw TortureFailure("\(stream) has version \(found), expected \(version)") }
        }
    }
}
