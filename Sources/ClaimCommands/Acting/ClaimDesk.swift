public import ClaimLedger
public import ClaimProjections

/// Where an application acts on claims: under the rules, safe under concurrency, and never by a replay.
///
/// Each action is decided on the state as it is inside the write transaction that appends it, so no two actions can pass
/// each other; many are committed together (`LedgerWriter`). Questions are answered from stored state. One desk serves a
/// whole process; share it.
public final class ClaimDesk: Sendable {
    /// The ledger that is acted on.
    public let ledger: Ledger
    /// The source of the events that the desk records, and of the commands' ids.
    public let source: EventSource
    let writer: LedgerWriter

    /// Opens a desk on a ledger.
    ///
    /// - Parameters:
    ///   - ledger: Open to append, with `LiveClaims` among its projections.
    ///   - source: The source of the events recorded here; different desks of one ledger have different ones, or give
    ///     their commands ids that differ.
    ///   - options: How many requests may wait, and where log and metrics go.
    public init(
        _ ledger: Ledger, source: EventSource = "claim-desk", options: LedgerWriter.Options = LedgerWriter.Options()
    ) {
        precondition(
            ledger.projections.contains { $0 == LiveClaims.self },
            "a desk needs a ledger that is opened with LiveClaims among its projections")
        self.ledger = ledger
        self.source = source
        writer = LedgerWriter(ledger, options: options)
    }

    /// Opens a ledger that exists, and a desk on it.
    ///
    /// - Parameters:
    ///   - path: The directory of the ledger.
    ///   - projections: Projections beside the claims themselves.
    ///   - source: The source of the events recorded here.
    ///   - clock: Where `recordedtime` comes from.
    /// - Throws: `LedgerOpenError`.
    public convenience init(
        opening path: String, projections: [any StoredProjection.Type] = [], source: EventSource = "claim-desk",
        clock: @escaping @Sendable () -> Instant = Instant.systemNow
    ) throws(LedgerOpenError) {
        self.init(
            try Ledger.open(at: path, projections: [LiveClaims.self] + projections, clock: clock), source: source)
    }

    // MARK: Acting

    /// Does something to a claim, if the rules permit it.
    ///
    /// What follows at the same instant is recorded in the same transaction: the rejection of rivals by a consent
    /// (PA-21), the claim that takes what an approval leaves over (CPOR-9). Everything is on disk when this returns.
    ///
    /// - Parameters:
    ///   - request: What to do, with what is said about it.
    ///   - claim: The claim's number; for a new claim a number that is not in use.
    ///   - actor: Who does it; a partner needs a role where the ledger holds roles of the location (ACT-4).
    ///   - instant: When it happens.
    ///   - id: Names the command: asked again with the same id, source and content, the first answer is given. Nil makes
    ///     one, and then asking again does it again.
    ///   - correlationID: CloudEvents' `correlationid` of what is recorded.
    ///   - whenFull: Whether to wait while too many requests are waiting.
    /// - Returns: What was recorded.
    /// - Throws: `PerformError.refused` where a rule forbids it; nothing is appended then.
    @discardableResult
    public func perform(
        _ request: ActionRequest, on claim: ClaimID, by actor: Actor, at instant: Instant, id: EventID? = nil,
        correlationID: String? = nil, whenFull: LedgerWriter.WhenFull = .wait
    ) async throws(PerformError) -> Performed {
        let plan = try ActionPlan(
            request, on: claim, by: actor, at: instant, id: id ?? Self.newID(), source: source,
            correlationID: correlationID)
        do throws(WriterError<PerformError>) {
            return try await writer.submit(whenFull: whenFull) { (transaction) throws(PerformError) in
                try plan.run(&transaction)
            }
        } catch { throw PerformError(error) }
    }

    /// The synchronous form of `perform`: blocks the calling thread until the answer is there.
    @available(*, noasync, message: "use perform, which suspends")
    @discardableResult
    public func performAndWait(
        _ request: ActionRequest, on claim: ClaimID, by actor: Actor, at instant: Instant, id: EventID? = nil,
        correlationID: String? = nil
    ) throws(PerformError) -> Performed {
        let plan = try ActionPlan(
            request, on: claim, by: actor, at: instant, id: id ?? Self.newID(), source: source,
            correlationID: correlationID)
        do throws(WriterError<PerformError>) {
            return try writer.submitAndWait { (transaction) throws(PerformError) in try plan.run(&transaction) }
        } catch { throw PerformError(error) }
    }

    /// Takes no more requests, and returns once all that were taken are answered and the desk's thread has ended.
    ///
    /// The ledger then closes with the last reference to it, the desk's own included, and can be opened again at once.
    public func close() async { await writer.close() }

    private static func newID() -> EventID {
        var random = SystemRandomNumberGenerator()
        let halves = (random.next(), random.next())
        let digits = [halves.0, halves.1].map { half in
            let text = String(half, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        return EventID("command-\(digits.joined())")
    }

    // MARK: Asking

    /// Where a claim stands at an instant; nil where there is none with this number, or none for the viewer.
    ///
    /// Cost: a few lookups, whatever the size of the ledger. Reads on the calling thread.
    ///
    /// - Throws: `ProjectionError`, `ReadError`.
    public func status(
        of claim: ClaimID, asOf instant: Instant, viewer: Viewer = .auditor
    ) throws -> StatusAnswer? {
        try ledger.readProjection(LiveClaims.self) { live in
            try live.status(of: claim, asOf: instant, viewer: viewer)
        }
    }

    /// What may be done on a claim at an instant, and until when; nil where there is no such claim for the viewer.
    public func actions(
        of claim: ClaimID, at instant: Instant, party: Party? = nil, viewer: Viewer = .auditor
    ) throws -> [ActionAnswer]? {
        try ledger.readProjection(LiveClaims.self) { live in
            try live.actions(of: claim, at: instant, party: party, viewer: viewer)
        }
    }

    /// Who owns a slot now; nil where nobody does, or nobody whom the viewer may see by the roles of now.
    public func owner(
        of workload: Workload, tenant: TenantID, viewer: Viewer = .auditor
    ) throws -> OwnershipAnswer? {
        try ledger.readProjection(LiveClaims.self) { live in
            let row = try live.owner(of: workload, tenant: tenant)
            return live.sight(of: viewer, asOf: .latest).shown([row].compactMap(\.self)).first
        }
    }

    /// The lapses that claims are heading for from an instant on and before another, soonest first.
    ///
    /// A viewer is given those of the claims it may see by the roles of the first instant.
    public func deadlines(
        from start: Instant, before end: Instant, viewer: Viewer = .auditor
    ) throws -> [DeadlineAnswer] {
        try ledger.readProjection(LiveClaims.self) { live in
            let rows = try live.deadlines(from: start, before: end)
            return live.sight(of: viewer, asOf: start).shown(rows)
        }
    }
}
