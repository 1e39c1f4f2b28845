import ClaimLedger
import ClaimProjections

/// Folds the events that wait behind those in the ledger, as they would be appended, before any of them is.
struct ImportCheck: ~Copyable {
    private let ledger: Ledger
    private let head: UInt64
    private var claims: SpillingClaims
    /// What the ledger held when the check began, renewed now and then so that it does not keep pages from reuse.
    private var snapshot: LedgerSnapshot
    private var next: EventPlace
    private var nextClaimStream: UInt32
    private var lookedAt = 0
    /// How many new events were taken.
    private var taken = 0
    private var violating: [Int] = []

    /// What the append needs to know of a check; it holds no snapshot.
    struct Outcome {
        /// The ledger's latest sequence when the check began.
        let head: UInt64
        /// Which of the new events are violations, by their place among the new ones, from 0.
        let violating: [Int]

        /// The violations among the first so many new events.
        func violations(amongFirst count: Int) -> Int { violating.count { $0 < count } }
    }

    var outcome: Outcome { Outcome(head: head, violating: violating) }

    /// Folds what the ledger holds.
    ///
    /// - Parameters:
    ///   - ledger: What the events are to be appended to.
    ///   - mostResident: How many claims are kept in memory.
    /// - Throws: `ImportError.read` where it cannot be read.
    init(_ ledger: Ledger, mostResident: Int) throws(ImportError) {
        let (claims, head) = try Self.folded(ledger, mostResident: mostResident)
        let snapshot = try Self.snapshot(of: ledger)
        let streams: UInt32
        do throws(ReadError) { streams = try snapshot.streamCount(of: .claim) } catch { throw .read(error) }
        // Nothing is set before everything is there: what cannot be copied cannot be half made.
        self.snapshot = snapshot
        nextClaimStream = streams
        self.head = head
        self.ledger = ledger
        self.claims = claims
        next = EventPlace(
            sequence: head, recordedTime: .latest, streamIndex: 0, streamVersion: 1, previousInStream: 0)
    }

    private static func snapshot(of ledger: Ledger) throws(ImportError) -> LedgerSnapshot {
        do { return try ledger.snapshot() } catch { throw .read(error) }
    }

    /// The claims as the ledger has them, and its latest sequence.
    private static func folded(
        _ ledger: Ledger, mostResident: Int
    ) throws(ImportError) -> (claims: SpillingClaims, head: UInt64) {
        var claims = SpillingClaims(folder: TemporaryFile.folder, mostResident: mostResident)
        do {
            let head = try ledger.head()
            if head > 0 {
                try ledger.forEachEvent(in: 1...head, asking: ClaimsProjection.asksContent) { event in
                    try claims.evolve(event)
                    return true
                }
            }
            return (claims, head)
        } catch let error as ReadError { throw .read(error) } catch {
            preconditionFailure("reading and folding throw read errors only")
        }
    }

    /// Takes the next event in order of time.
    ///
    /// - Throws: `ImportError.line` where it cannot be applied or contradicts the ledger, `.breach` where it breaks a
    ///   rule that is to be enforced.
    mutating func take(_ event: PreparedEvent, file: String, line: Int, enforce: Bool) throws(ImportError) {
        try take(claim: event.stream.claim, file: file, line: line, enforce: enforce) {
            event
        } fold: { (place, claims) throws(ReadError) in
            try event.withFoldedView(at: place) { (view) throws(ReadError) in try claims.evolve(view) }
        }
    }

    /// Takes the next event in order of time from the block that it was parsed in.
    ///
    /// - Throws: As `take` of a prepared event, and `ImportError.spool` where the block has changed.
    mutating func take(
        _ event: ParsedBlock.Event, of block: ParsedBlock, file: String, enforce: Bool
    ) throws(ImportError) {
        let bytes = block.spooled[event.place].dropFirst(WaitingEvent.headerLength)
        try take(claim: event.claim, file: file, line: event.line, enforce: enforce) { () throws(ImportError) in
            guard let event = PreparedEvent(spooled: Array(bytes)) else { throw WaitingEvent.changed }
            return event
        } fold: { (place, claims) throws(ReadError) in
            let shown: Void? = try withFoldedView(ofSpooled: bytes.span.bytes, at: place, known: event.known) {
                (view) throws(ReadError) in try claims.evolve(view)
            }
            precondition(shown != nil, "a block holds what was put into it")
        }
    }

    private mutating func take(
        claim: ClaimID?, file: String, line: Int, enforce: Bool, event: () throws(ImportError) -> PreparedEvent,
        fold: (EventPlace, inout SpillingClaims) throws(ReadError) -> Void
    ) throws(ImportError) {
        do throws(ReadError) {
            lookedAt += 1
            if lookedAt.isMultiple(of: 4_096) { snapshot = try ledger.snapshot() }
        } catch { throw .read(error) }
        guard try !isPresent(event, file: file, line: line) else { return }
        next.sequence += 1
        taken += 1
        next.streamIndex = streamIndex(of: claim)
        do throws(ReadError) { try fold(next, &claims) } catch { throw .read(error) }
        if let refusal = claims.refusal {
            throw .line(file: file, line: line, reason: "event \(try event().id): \(refusal)")
        }
        guard let breach = claims.breach else { return }
        if enforce {
            let event = try event()
            throw .breach(file: file, line: line, event: event.id, kind: event.kind, breach)
        }
        violating.append(taken - 1)
    }

    /// Whether the ledger holds the event already.
    private func isPresent(
        _ event: () throws(ImportError) -> PreparedEvent, file: String, line: Int
    ) throws(ImportError) -> Bool {
        guard head > 0 else { return false }
        let event = try event()
        let found: (sequence: UInt64, isSame: Bool)?
        do throws(ReadError) { found = try snapshot.find(event) } catch { throw .read(error) }
        guard let found else { return false }
        guard found.isSame else {
            throw .line(
                file: file, line: line,
                reason: "event \(event.id) of \(event.source) stands at \(found.sequence) with other content")
        }
        return true
    }

    /// The index of the event's stream as the fold knows it; a new claim gets one that no other has.
    private mutating func streamIndex(of claim: ClaimID?) -> UInt32 {
        guard let claim else { return 0 }
        if let known = claims.streamIndex(of: claim) { return known }
        defer { nextClaimStream += 1 }
        return nextClaimStream
    }
}

/// The check of an import while its lines are still being read, which holds if they turn out to be in the order of time.
///
/// What it finds is told only then: a line that cannot be read comes first, and another order may come out otherwise.
struct EarlyCheck: ~Copyable {
    private var check: ImportCheck
    private let enforce: Bool
    private var failure: ImportError?

    init(_ ledger: Ledger, enforce: Bool, mostResident: Int) throws(ImportError) {
        check = try ImportCheck(ledger, mostResident: mostResident)
        self.enforce = enforce
    }

    mutating func take(_ block: ParsedBlock, file: String) {
        guard failure == nil else { return }
        do throws(ImportError) {
            for event in block.events { try check.take(event, of: block, file: file, enforce: enforce) }
        } catch { failure = error }
    }

    /// What came of it.
    ///
    /// - Throws: `ImportError` for the first event that is refused.
    consuming func outcome() throws(ImportError) -> ImportCheck.Outcome {
        if let failure { throw failure }
        return check.outcome
    }
}
