public import ClaimLedger
public import ClaimProjections

/// What recording lapses did.
public struct LapseReport: JSONAnswer, Hashable, Sendable {
    /// One lapse that is recorded now.
    public struct Recorded: JSONAnswer, Hashable, Sendable {
        /// The claim that lapsed.
        public let claim: ClaimID
        /// The rule whose deadline passed.
        public let rule: RuleID
        /// When it took effect, and what its event is dated.
        public let at: Instant
        /// The status it led to.
        public let becomes: ClaimStatus

        init(_ lapse: Lapse, of claim: ClaimID) {
            self.claim = claim
            rule = lapse.rule
            at = lapse.at
            becomes = lapse.after
        }

        /// The row as the command line prints it, like one of `deadlines`.
        public var json: JSONValue {
            [
                "claim": .string(claim.description), "rule": .string(rule.text), "at": .string(at.description),
                "becomes": .string(becomes.rawValue),
            ]
        }
    }

    /// The lapses recorded now, by instant, then claim number.
    public var recorded: [Recorded] = []
    /// The ledger's latest sequence afterwards.
    public var lastSequence: UInt64 = 0

    /// The answer as the command line prints it.
    public var json: JSONValue { ["recorded": recorded.json, "lastSequence": .integer(Int64(lastSequence))] }
}

/// Why lapses could not be recorded; whole batches recorded before it stand.
public enum LapseRecordingError: Error, Equatable, Sendable, CustomStringConvertible {
    case read(ReadError)
    case append(AppendError)

    /// What happened, and what to do.
    public var description: String {
        switch self {
        case .read(let error): error.description
        case .append(let error): error.description
        }
    }
}

/// Records the lapses that have come due and that no event records yet (FACT-3).
public struct LapseRecorder {
    /// The source of the events it appends; their ids tell claim, rule and instant.
    public static let source: EventSource = "claim-ledger/lapses"

    /// Lapses in one transaction, at the most.
    static let batch = 1_000

    private let ledger: Ledger

    /// Prepares to record lapses in a ledger that is open for writing.
    public init(ledger: Ledger) { self.ledger = ledger }

    /// Appends an event for each lapse due by an instant, dated when the lapse took effect, once.
    ///
    /// Calling it again appends nothing. Cost: a replay of the whole ledger, and one transaction for 10,000 lapses.
    ///
    /// - Parameter instant: Lapses that took effect at or before it are recorded.
    /// - Returns: What was recorded now.
    /// - Throws: `LapseRecordingError`.
    public func record(asOf instant: Instant) throws(LapseRecordingError) -> LapseReport {
        var report = LapseReport()
        while true {
            let (due, head) = try unrecorded(by: instant)
            report.lastSequence = head
            guard !due.isEmpty else { return report }
            let batch = due.prefix(AppendBatch.eventLimit)
            do {
                let receipt = try ledger.append(batch.map(\.event), ifHeadIs: head)
                report.lastSequence = receipt.lastSequence
                report.recorded += batch.map(\.row)
                if batch.count == due.count { return report }
            } catch {
                // Another process has appended: what is due may have changed with it.
                guard case .headMoved = error else { throw .append(error) }
            }
        }
    }

    private func unrecorded(
        by instant: Instant
    ) throws(LapseRecordingError) -> (due: [(row: LapseReport.Recorded, event: PreparedEvent)], head: UInt64) {
        var replayed: Replayed<ClaimsProjection>
        do { replayed = try Replay.fold(over: ledger, now: instant) } catch let error as ReadError {
            throw .read(error)
        } catch {
            preconditionFailure("a replay without a sequence throws read errors only")
        }
        replayed.state.advance(to: instant)
        let due = replayed.state.claims.flatMap { claim in
            claim.lapses.filter { $0.recordedBy == nil && $0.at <= instant }.map { (claim.id, $0) }
        }
        let rows = due.sorted { ($0.1.at, $0.0) < ($1.1.at, $1.0) }.map { id, lapse in
            (LapseReport.Recorded(lapse, of: id), Self.event(for: lapse, of: id))
        }
        return (rows, replayed.sequence)
    }

    static func event(for lapse: Lapse, of claim: ClaimID) -> PreparedEvent {
        let fact: Fact =
            if case .expired(let kind) = lapse.trigger { .expired(kind) } else {
                .rejected(Rejected(cause: .noResponse))
            }
        do {
            return try PreparedEvent(
                ClaimEvent(
                    id: EventID("lapse-\(claim)-\(lapse.rule)-\(lapse.at)"), source: source, stream: .claim(claim),
                    time: lapse.at, actor: Actor(.system, "clock"), fact: fact))
        } catch {
            preconditionFailure("a lapse's event is well formed: \(error)")
        }
    }
}
