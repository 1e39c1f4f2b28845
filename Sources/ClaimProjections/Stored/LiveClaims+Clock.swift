public import ClaimLedger

extension LiveClaims {
    /// Keys of the index sort by instant: the sign bit is turned over, so that years before 1970 come first.
    private static func indexKey(_ instant: Instant, _ place: Int) -> [UInt8] {
        indexStart(instant) + StateStore.bigEndian(UInt64(place))
    }

    private static func indexStart(_ instant: Instant) -> [UInt8] {
        let micros = UInt64(bitPattern: instant.microsecondsSinceEpoch) ^ (1 << 63)
        return [StateTable.deadlines.rawValue, 0] + StateStore.bigEndian(micros)
    }

    /// Puts a claim where the index of deadlines has to have it, and among those with an unrecorded lapse or not.
    func indexClock(of claim: ClaimState) {
        let own = StateStore.key(.deadlineOfClaim, place: claim.place)
        let before: Instant? = stored.value(own)
        let now = claims.pendingLapse(of: claim)?.at
        if before != now {
            if let before { state.set(nil, for: Self.indexKey(before, claim.place)) }
            if let now { state.set([], for: Self.indexKey(now, claim.place)) }
            stored.set(now, own)
        }
        let isUnrecorded = claim.lapses.contains { $0.recordedBy == nil }
        let unrecorded = StateStore.key(.unrecorded, place: claim.place)
        do {
            if isUnrecorded != (try state.value(for: unrecorded) != nil) {
                state.set(isUnrecorded ? [] : nil, for: unrecorded)
            }
        } catch { stored.fail(error) }
    }

    /// Moves every deadline to where the present figures put it; new figures start no count and end none.
    func indexAllDeadlines() throws {
        var places: [Int] = []
        try state.forEach(prefix: [StateTable.deadlineOfClaim.rawValue]) { key, _ in
            places.append(Self.place(inKey: key))
            return true
        }
        for place in places { indexClock(of: claims.claims[place]) }
        try stored.throwIfFailed()
    }

    private static func place(inKey key: [UInt8]) -> Int {
        key.suffix(8).reduce(0) { $0 << 8 | Int($1) }
    }

    /// The claims heading for a lapse in a span of time, soonest first.
    private func places(from start: Instant, until end: Instant) throws -> [Int] {
        var places: [Int] = []
        let limit = Self.indexStart(end)
        try state.forEach(
            prefix: [StateTable.deadlines.rawValue], from: Self.indexStart(start)
        ) { key, _ in
            guard key.lexicographicallyPrecedes(limit) else { return false }
            places.append(Self.place(inKey: key))
            return true
        }
        return places
    }

    /// The lapses to come in a span of time, soonest first, then by claim number.
    ///
    /// Cost: a few lookups for each row, whatever the size of the ledger.
    ///
    /// - Parameters:
    ///   - start: Lapses at this instant or later are given; nil for all that have not been applied, overdue ones too.
    ///   - end: Lapses before this instant are given.
    /// - Returns: One row for each lapse.
    /// - Throws: `ReadError` where the stored state cannot be read.
    public func deadlines(from start: Instant? = nil, before end: Instant) throws -> [DeadlineAnswer] {
        let places = try places(from: start ?? .earliest, until: end)
        let rows = places.compactMap { place in
            let claim = claims.claims[place]
            return claims.pendingLapse(of: claim).map { claims.answer($0, of: claim) }
        }
        try stored.throwIfFailed()
        return rows.sorted { ($0.at, $0.claim) < ($1.at, $1.claim) }
    }

    /// The instant of the next lapse at or after an instant; nil where no claim is heading for one.
    public func nextDeadline(from start: Instant) throws -> DeadlineAnswer? {
        var found: DeadlineAnswer?
        try state.forEach(prefix: [StateTable.deadlines.rawValue], from: Self.indexStart(start)) { key, _ in
            let claim = claims.claims[Self.place(inKey: key)]
            found = claims.pendingLapse(of: claim).map { claims.answer($0, of: claim) }
            return false
        }
        try stored.throwIfFailed()
        return found
    }

    /// A lapse that has taken effect and that no event records.
    public struct UnrecordedLapse: Hashable, Sendable {
        /// The claim that lapsed.
        public let claim: ClaimID
        /// What the clock did to it.
        public let lapse: Lapse
    }

    /// The lapses due by an instant that no event records yet, by instant, then claim number.
    ///
    /// Cost: a few lookups for each row.
    public func unrecordedLapses(by instant: Instant) throws -> [UnrecordedLapse] {
        var places = Set(try places(from: .earliest, until: instant.adding(microseconds: 1)))
        try state.forEach(prefix: [StateTable.unrecorded.rawValue]) { key, _ in
            places.insert(Self.place(inKey: key))
            return true
        }
        let rows = places.flatMap { place in
            let claim = claims.lapsed(claims.claims[place], by: instant)
            return claim.lapses.filter { $0.recordedBy == nil && $0.at <= instant }
                .map { UnrecordedLapse(claim: claim.id, lapse: $0) }
        }
        try stored.throwIfFailed()
        return rows.sorted { ($0.lapse.at, $0.claim) < ($1.lapse.at, $1.claim) }
    }
}
