import ClaimLedger
import ClaimProjections

/// One request on its way through a write transaction: decided on the state as it is there, then appended whole.
struct ActionPlan: Sendable {
    let id: EventID
    let source: EventSource
    let request: ActionRequest
    let claim: ClaimID
    let actor: Actor
    let instant: Instant
    let correlationID: String?
    /// The action's own event, made before the transaction so that bad values never reach it.
    private let event: ClaimEvent

    init(
        _ request: ActionRequest, on claim: ClaimID, by actor: Actor, at instant: Instant, id: EventID,
        source: EventSource, correlationID: String?
    ) throws(PerformError) {
        self.id = id
        self.source = source
        self.request = request
        self.claim = claim
        self.actor = actor
        self.instant = instant
        self.correlationID = correlationID
        do {
            event = try ClaimEvent(
                id: id, source: source, stream: .claim(claim), time: instant, actor: actor, fact: request.fact,
                correlationID: correlationID)
            _ = try PreparedEvent(event)
        } catch { throw .malformed(error) }
    }

    /// Decides and appends, or gives the first answer where the command was performed before.
    func run(_ transaction: inout LedgerTransaction) throws(PerformError) -> Performed {
        if let earlier = try performedEarlier(transaction) { return earlier }
        let decision = try decide(transaction)
        var events = [event]
        events += try decision.rejects.map { (rival) throws(PerformError) in try rejection(of: rival) }
        if !decision.leftover.isEmpty { events.append(try split(decision, transaction)) }
        let first = transaction.head + 1
        do {
            var prepared: [PreparedEvent] = []
            for event in events { prepared.append(try PreparedEvent(event)) }
            _ = try transaction.append(prepared)
        } catch let error as AppendError { throw .append(error) } catch let error as EventFormatError {
            throw .malformed(error)
        } catch { preconditionFailure("only these two errors are thrown above") }
        return Performed(events: try recorded(from: first, transaction), isRepeated: false)
    }

    private func decide(_ transaction: borrowing LedgerTransaction) throws(PerformError) -> Decision {
        let decision: Decision
        do {
            decision = try transaction.use(LiveClaims.self) { live in try live.decide(event, as: request.action) }
        } catch let error as ProjectionError { throw .projection(error) } catch let error as ReadError {
            throw .read(error)
        } catch { preconditionFailure("only these two errors are thrown above") }
        if let breach = decision.breach { throw refusal(decision, breach) }
        return decision
    }

    private func refusal(_ decision: Decision, _ breach: Breach) -> PerformError {
        .refused(Refusal(request, on: claim, by: actor, at: instant, decision, breach))
    }

    // MARK: What follows

    /// The rules' own doing, at the action's instant and because of it.
    private func following(_ suffix: String, on claim: ClaimID, _ fact: Fact) throws(PerformError) -> ClaimEvent {
        do {
            return try ClaimEvent(
                id: EventID("\(id)/\(suffix)"), source: source, stream: .claim(claim), time: instant,
                actor: Actor(.system, "rules"), fact: fact, correlationID: correlationID, causationID: id.text)
        } catch { throw .malformed(error) }
    }

    private func rejection(of rival: ClaimID) throws(PerformError) -> ClaimEvent {
        try following("rejects-\(rival)", on: rival, .rejected(Rejected(cause: .competingConsent)))
    }

    /// The claim that takes what the approval leaves over: its parent's, but for the workloads (CPOR-9).
    private func split(
        _ decision: Decision, _ transaction: borrowing LedgerTransaction
    ) throws(PerformError) -> ClaimEvent {
        guard let number = request.split else {
            throw refusal(
                decision,
                Breach("CPOR-9", "the approval leaves workloads over, and names no claim that takes them"))
        }
        guard var made = try creation(transaction) else {
            throw refusal(decision, Breach("FACT-4", "claim \(claim) has no creation to split from"))
        }
        made.workloads = decision.leftover
        made.splitFrom = claim
        made.reclaimOf = nil
        let event = try following("split", on: number, .customerClaimed(.cpor(made)))
        let breach: Breach?
        do {
            breach = try transaction.use(LiveClaims.self) { live in try live.breachOfSplit(event) }
        } catch let error as ProjectionError { throw .projection(error) } catch let error as ReadError {
            throw .read(error)
        } catch { preconditionFailure("only these two errors are thrown above") }
        if let breach { throw refusal(decision, breach) }
        return event
    }

    /// What the claim stated when it was made.
    private func creation(_ transaction: borrowing LedgerTransaction) throws(PerformError) -> PartnerOfRecordClaim? {
        do throws(ReadError) {
            guard let first = try transaction.firstEvent(of: .claim(claim)) else { return nil }
            switch first.event.fact {
            case .customerClaimed(.cpor(let made)), .associationMigrated(let made): return made
            default: return nil
            }
        } catch { throw .read(error) }
    }

    // MARK: The first answer

    private func performedEarlier(_ transaction: borrowing LedgerTransaction) throws(PerformError) -> Performed? {
        let first: RecordedEvent?
        do throws(ReadError) {
            let sequence = try transaction.sequence(of: id, from: source)
            first = try sequence.flatMap { (sequence) throws(ReadError) in try transaction.event(at: sequence) }
        } catch { throw .read(error) }
        guard let first else { return nil }
        // A retry may have taken a new instant for now; everything else it says must be the same.
        guard first.event.stream == event.stream, first.event.actor == event.actor, first.event.fact == event.fact
        else { throw .differentCommand(id: id, sequence: first.sequence) }
        return Performed(events: try recorded(from: first.sequence, transaction), isRepeated: true)
    }

    /// The event at a sequence and those behind it that it caused.
    private func recorded(
        from sequence: UInt64, _ transaction: borrowing LedgerTransaction
    ) throws(PerformError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        var next = sequence
        do throws(ReadError) {
            while let event = try transaction.event(at: next),
                next == sequence || (event.event.causationID == id.text && event.event.source == source)
            {
                events.append(event)
                next += 1
            }
        } catch { throw .read(error) }
        return events
    }
}
