import ClaimLedger

/// Where a ticket stands; the raw values are those printed.
public enum TicketStatus: String, CaseIterable, Sendable, Hashable {
    /// Nobody works on it yet.
    case open
    /// It went back to its submitter, for something is missing.
    case returned
    case assigned, escalated, resolved
}

/// A row of a ticket's life: what may be recorded from which statuses, by whom, and where it leads.
struct TicketStep: Sendable {
    let kind: EventKind
    /// Empty for the row that brings a ticket into being.
    let from: Set<TicketStatus>
    /// Who may record it; nil for anybody.
    let parties: Set<Party>?
    let to: TicketStatus
    /// What names a breach on a dispute, and on a ticket that does not exist.
    let dispute: RuleID
    /// What names a breach on a help ticket.
    let help: RuleID

    func rule(for kind: TicketKind?) -> RuleID { kind == .ftcHelp ? help : dispute }

    /// Every row, in the order of a ticket's life.
    ///
    /// The sources say what happens to tickets, and in one place only when: an escalation needs a ticket (TICKET-3). That
    /// the other events need one too, and which statuses they start from, is this table's reading.
    // Aligned for readers; the formatter leaves the next declaration alone.
    // swift-format-ignore
    static let all: [TicketStep] = [
        TicketStep(kind: .ticketOpened,    from: [],                                          parties: nil,                   to: .open,      dispute: "TICKET-1", help: "FTC-2"),
        // What was missing has been added.
        TicketStep(kind: .ticketOpened,    from: [.returned],                                 parties: nil,                   to: .open,      dispute: "TICKET-1", help: "FTC-2"),
        TicketStep(kind: .ticketReturned,  from: [.open, .assigned, .escalated],              parties: [.microsoft, .system], to: .returned,  dispute: "TICKET-1", help: "FTC-2"),
        TicketStep(kind: .ticketAssigned,  from: [.open, .assigned, .escalated],              parties: [.microsoft, .system], to: .assigned,  dispute: "TICKET-3", help: "FTC-3"),
        // An answer that does not satisfy is escalated too.
        TicketStep(kind: .ticketEscalated, from: [.open, .returned, .assigned, .escalated, .resolved], parties: nil,          to: .escalated, dispute: "TICKET-3", help: "FTC-4"),
        TicketStep(kind: .ticketResolved,  from: [.open, .assigned, .escalated],              parties: [.microsoft, .system], to: .resolved,  dispute: "TICKET-3", help: "FTC-3"),
    ]
}
