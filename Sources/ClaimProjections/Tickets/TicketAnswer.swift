public import ClaimLedger

/// Where a ticket stands: a row of the `tickets` answer.
public struct TicketAnswer: RowAnswer, Hashable, Sendable {
    /// The ticket that the row is about.
    public let ticket: TicketID
    /// Where it stands; nil where events name a ticket that was never opened.
    public let status: TicketStatus?
    /// When it came to this status, or was first named.
    public let since: Instant
    /// What the submitter gave; nil where it was never opened.
    public internal(set) var form: TicketOpened?
    /// Who opened it first; nil where it was never opened.
    ///
    /// It is not printed: the ticket's events tell it.
    public let openedBy: Actor?
    /// What is missing for it to be complete.
    ///
    /// Source rule: TICKET-1, FTC-2.
    public let missing: [TicketDetail]
    /// Where it is sent: a region's address, the path in Partner Center, or the portal; nil where nothing says.
    ///
    /// Source rule: TICKET-2.
    public let sentTo: String?
    /// Where its escalations went; nil where it has none.
    ///
    /// Source rule: TICKET-3, FTC-4.
    public let escalatedTo: String?
    /// Whether a help ticket's matter is in scope; nil where its category does not say, and for disputes.
    ///
    /// Source rule: FTC-1.
    public let isInScope: Bool?
    /// Where an out-of-scope matter belongs; nil for all others.
    ///
    /// Source rule: FTC-1.
    public let belongsTo: String?
    /// By when a help ticket should be assigned; nil for disputes, and while it is with its submitter.
    ///
    /// Source rule: FTC-3.
    public let assignBy: Instant?
    /// When it was assigned; nil while it was not since its opening.
    public let assignedAt: Instant?
    /// Who works on it; nil while nobody does.
    public internal(set) var owner: String?
    /// Whether the target passed without an assignment before it.
    public let isOverdue: Bool
    /// How many of its events broke a rule.
    public let violations: Int

    /// The names of the members, in the order of the columns.
    public static let columns = [
        "ticket", "kind", "status", "since", "channel", "region", "partner", "claim", "program", "customer", "workload",
        "disputes", "category", "details", "complete", "missing", "sentTo", "escalatedTo", "inScope", "belongsTo",
        "assignBy", "assignedAt", "owner", "overdue", "violations",
    ]

    /// The members in the order of the columns; one without a value is `null`.
    public var values: [JSONValue] {
        [
            .string(ticket.text), JSONValue(text: form?.kind.rawValue), JSONValue(text: status?.rawValue),
            .string(since.description), JSONValue(text: form?.channel.rawValue),
            JSONValue(text: form?.region?.rawValue), JSONValue(form?.partnerID), JSONValue(text: form?.claim),
            JSONValue(text: form?.program), JSONValue(text: form?.customer), JSONValue(text: form?.workload),
            JSONValue(text: form?.disputes?.rawValue), JSONValue(text: form?.category),
            JSONValue(text: form?.details), .bool(form != nil && missing.isEmpty),
            .array(missing.map { .string($0.rawValue) }), JSONValue(text: sentTo), JSONValue(text: escalatedTo),
            isInScope.map { .bool($0) } ?? .null, JSONValue(text: belongsTo), JSONValue(assignBy),
            JSONValue(assignedAt), JSONValue(text: owner), .bool(isOverdue), .integer(Int64(violations)),
        ]
    }
}

/// One ticket with everything that happened to it: the `ticket` answer.
public struct TicketHistory: JSONAnswer, Hashable, Sendable {
    /// Where the ticket stands.
    public let answer: TicketAnswer
    /// Its events in ledger order, each with the rule it broke.
    public let events: [TicketEvent]

    /// The ticket's row, with its events under `events`.
    public var json: JSONValue {
        .object(
            JSONObject(
                zip(TicketAnswer.columns, answer.values).map { JSONObject.Member(name: $0, value: $1) }
                    + [JSONObject.Member(name: "events", value: events.json)]))
    }
}

extension TicketsProjection {
    /// Where a ticket stands at an instant.
    public func answer(_ ticket: TicketState, asOf instant: Instant) -> TicketAnswer {
        let form = ticket.form
        let scope: HelpScope? = form.flatMap { $0.kind == .ftcHelp ? HelpScope(category: $0.category) : nil }
        let belongsTo: String? = if case .outOfScope(let place) = scope { place } else { nil }
        let assignBy = assignmentTarget(of: ticket)
        return TicketAnswer(
            ticket: ticket.id, status: ticket.status, since: ticket.since, form: form,
            openedBy: ticket.events.first { $0.kind == .ticketOpened }?.actor, missing: form?.missing ?? [],
            sentTo: form.flatMap { TicketDesk.place($0.kind, by: $0.channel, region: $0.region) },
            escalatedTo: form.flatMap {
                ticket.escalations == 0 ? nil : TicketDesk.escalationPlace($0.kind, region: $0.region)
            },
            isInScope: scope.flatMap { $0 == .unknown ? nil : $0 == .inScope }, belongsTo: belongsTo,
            assignBy: assignBy, assignedAt: ticket.assignedAt, owner: ticket.owner,
            isOverdue: assignBy.map { (ticket.assignedAt ?? ticket.end ?? instant) >= $0 } ?? false,
            violations: ticket.events.count { $0.breach != nil })
    }

    /// Every ticket that events name, by id.
    public func answers(asOf instant: Instant) -> [TicketAnswer] {
        tickets.sorted { $0.id < $1.id }.map { answer($0, asOf: instant) }
    }

    /// One ticket with its events; nil where none names it.
    public func history(of id: TicketID, asOf instant: Instant) -> TicketHistory? {
        self[id].map { TicketHistory(answer: answer($0, asOf: instant), events: $0.events) }
    }

    /// The end of the business hours that assigning a help ticket may take, from its latest opening (FTC-3, TIME-4).
    private func assignmentTarget(of ticket: TicketState) -> Instant? {
        guard ticket.form?.kind == .ftcHelp, ticket.status != .returned, let opened = ticket.openedAt else {
            return nil
        }
        return opened.adding(businessHours: rules.inForce(at: opened).assignmentBusinessHours)
    }
}

extension TicketState {
    /// When it was resolved, after which nobody waits for an assignment.
    fileprivate var end: Instant? { status == .resolved ? since : nil }
}
