// How many events are added at once: places are given and entries written by the caller's thread, in order, while records
// are put together and hashed on another core.

extension AppendSession {
    /// Adds the new events of a call whose plans are made.
    mutating func addMany(
        _ events: [PreparedEvent], _ transaction: inout WriteTransaction, to receipt: inout AppendReceipt,
        added: (borrowing EventView) -> Void
    ) throws(AppendError) {
        var building = PendingLine<BuiltRecords>(most: 3)
        var next = 0
        while true {
            while building.hasRoom, next < events.count {
                let end = min(next + Self.few, events.count)
                let placed = try place(next..<end, of: events, &transaction, &receipt)
                next = end
                building.add { BuiltRecords(placed, of: events) }
            }
            guard let built = building.next() else { return }
            try write(built, events, &transaction, added: added)
            receipt.appended += built.records.count
            discard(consume built)
        }
    }

    /// Gives the new ones among some events their places.
    private mutating func place(
        _ range: Range<Int>, of events: [PreparedEvent], _ transaction: inout WriteTransaction,
        _ receipt: inout AppendReceipt
    ) throws(AppendError) -> [AssignedPlace] {
        let events = events.span
        var placed: [AssignedPlace] = []
        placed.reserveCapacity(range.count)
        for event in range {
            switch plans[event] {
            case .present(let sequence): receipt.sequences.append(sequence)
            case .new(let source):
                let number = try number(of: events[event].source, at: source, &transaction)
                let place = try makePlace(in: events[event].stream, &transaction)
                placed.append(AssignedPlace(event: event, source: number, place: place))
                receipt.sequences.append(place.sequence)
            }
        }
        return placed
    }

    private mutating func write(
        _ built: BuiltRecords, _ events: [PreparedEvent], _ transaction: inout WriteTransaction,
        added: (borrowing EventView) -> Void
    ) throws(AppendError) {
        let events = events.span
        let bytes = built.bytes.rawBytes
        for record in built.records {
            let placed = record.placed
            let identity = RecordIdentity(
                sequence: placed.place.sequence, source: placed.source, id: events[placed.event].id)
            let stored = bytes.extracting(record.range)
            try write(stored, record.leaf, identity, &transaction)
            added(
                EventView(
                    sequence: identity.sequence, header: record.header,
                    json: stored.extracting(EventHeader.byteCount...)))
        }
        if let last = built.records.last { note(lastWritten: bytes.extracting(last.range)) }
    }
}

/// A new event of a call, and its place in the ledger.
struct AssignedPlace {
    /// Which of the events given.
    let event: Int
    /// The number of its source.
    let source: UInt32
    let place: EventPlace
}

/// The records of some events, one behind the other.
struct BuiltRecords: Sendable {
    struct Record: Sendable {
        let placed: AssignedPlace
        let header: EventHeader
        let leaf: TreeHash
        let range: Range<Int>
    }

    private(set) var bytes: [UInt8] = []
    private(set) var records: [Record] = []

    /// Puts records together and hashes them.
    init(_ placed: [AssignedPlace], of events: [PreparedEvent]) {
        let events = events.span
        records.reserveCapacity(placed.count)
        bytes.reserveCapacity(
            placed.reduce(0) { $0 + EventHeader.byteCount + events[$1.event].largestByteCount })
        var added: AddedMembers?
        for each in placed {
            let members = each.place.addedMembers(after: added)
            added = members
            let start = bytes.count
            let (header, leaf) = events[each.event].appendRecord(to: &bytes, at: each.place, adding: members)
            records.append(Record(placed: each, header: header, leaf: leaf, range: start..<bytes.count))
        }
    }
}
