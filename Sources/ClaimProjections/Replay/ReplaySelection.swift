public import ClaimLedger

/// Which events an answer rests on, and the instant it is given for (interchange section 2).
public struct ReplaySelection: Hashable, Sendable {
    /// Only events that happened by then; lapses due by then are shown.
    public var asOf: Instant?
    /// Only the first so many events.
    public var atSequence: UInt64?
    /// Only events recorded by then.
    public var knownAt: Instant?

    /// Keeps what meets every condition given; with none, all events.
    public init(asOf: Instant? = nil, atSequence: UInt64? = nil, knownAt: Instant? = nil) {
        self.asOf = asOf
        self.atSequence = atSequence
        self.knownAt = knownAt
    }

    /// The instant up to which events count by when they happened; nil where all of them do.
    ///
    /// `known-at` alone answers as of the same instant.
    public var happenedBy: Instant? { asOf ?? knownAt }

    /// Whether an event counts by when it happened and when it was recorded; `atSequence` is not asked here.
    public func includes(_ header: EventHeader) -> Bool {
        if let asOf = happenedBy, header.time > asOf { return false }
        if let knownAt, header.recordedTime > knownAt { return false }
        return true
    }
}

/// A replayed state, with the instant that its answers are given for.
public struct Replayed<State> {
    /// What the events came to, not yet advanced to `asOf`.
    public var state: State
    /// Lapses due by this instant are part of the answers.
    public let asOf: Instant
    /// The last sequence that was looked at.
    public let sequence: UInt64
}

/// Why a replay gave no answer.
public enum ReplayError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The ledger is shorter than the question.
    case beyondHead(asked: UInt64, head: UInt64)

    /// The sequence asked for and the last one there is, in one line.
    public var description: String {
        switch self {
        case .beyondHead(let asked, let head): "the ledger ends at sequence \(head): there is no sequence \(asked)"
        }
    }
}

/// Folds the events of a ledger.
public enum Replay {
    /// Folds a projection over the selected events, from the first one on.
    ///
    /// Cost: one read of every event up to the end of the selection.
    ///
    /// - Parameters:
    ///   - type: The projection, where the result does not tell.
    ///   - ledger: Where the events are read, up to the head it has at the start.
    ///   - selection: Which events count.
    ///   - now: What "as of" means where the selection names no instant.
    /// - Returns: The state, with the instant to advance it to before it answers.
    /// - Throws: `ReplayError.beyondHead`, and `ReadError` where an event cannot be read.
    public static func fold<State: Projection>(
        _ type: State.Type = State.self, over ledger: Ledger, _ selection: ReplaySelection = ReplaySelection(),
        now: Instant
    ) throws -> Replayed<State> {
        try fold(into: State(), over: ledger, selection, now: now)
    }

    /// Goes on folding from a state that holds none of the selected events yet.
    public static func fold<State: Projection>(
        into initial: State, over ledger: Ledger, _ selection: ReplaySelection = ReplaySelection(), now: Instant
    ) throws -> Replayed<State> {
        let head = try ledger.head()
        if let asked = selection.atSequence, asked > head { throw ReplayError.beyondHead(asked: asked, head: head) }
        let end = selection.atSequence ?? head
        var state = initial
        var latest: Instant?
        if end > 0 {
            let asksContent = State.asksContent
            try ledger.forEachEvent(in: 1...end, asking: { selection.includes($0) && asksContent($0) }) { event in
                guard selection.includes(event.header) else { return true }
                latest = max(latest ?? event.time, event.time)
                try state.evolve(event)
                return true
            }
        }
        // A sequence without an instant is answered as of its latest event.
        let asOf = selection.happenedBy ?? (selection.atSequence == nil ? now : latest ?? .earliest)
        return Replayed(state: state, asOf: asOf, sequence: end)
    }
}
