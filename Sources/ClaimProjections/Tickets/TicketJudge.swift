import ClaimLedger

extension TicketsProjection {
    /// The first rule that an event breaks: status and party first, then what it says itself.
    func breach(of event: ClaimEvent, on ticket: TicketState) -> Breach? {
        let rows = TicketStep.all.filter { $0.kind == event.fact.kind }
        let form = ticket.form
        guard let row = rows.first(where: { ticket.status.map($0.from.contains) ?? $0.from.isEmpty }) else {
            return rows.first.map { Breach($0.rule(for: form?.kind), standing(ticket, event)) }
        }
        if let parties = row.parties, !parties.contains(event.actor.party) {
            return Breach(
                row.rule(for: form?.kind), "\(event.actor.party.words) may not record \(event.fact.kind.wireName)")
        }
        switch event.fact {
        case .ticketOpened(let opened): return Self.breach(of: form.map { opened.completing($0) } ?? opened)
        case .ticketReturned:
            guard let form, form.missing.isEmpty, Self.breach(of: form) == nil else { return nil }
            return Breach(row.rule(for: form.kind), "ticket \(ticket.id) gives everything it has to")
        case .ticketAssigned, .ticketResolved:
            // An incomplete help ticket goes back to its submitter, and nowhere else.
            guard let form, form.kind == .ftcHelp, !form.missing.isEmpty else { return nil }
            return Breach("FTC-2", "ticket \(ticket.id) is incomplete: \(Self.words(form.missing)) missing")
        case .ticketEscalated(let reason):
            guard form?.kind == .ftcHelp, !reason.isGiven else { return nil }
            return Breach(
                "FTC-4", "the escalation of ticket \(ticket.id) does not say why its handling was inappropriate")
        default: return nil
        }
    }

    private func standing(_ ticket: TicketState, _ event: ClaimEvent) -> String {
        guard let status = ticket.status else { return "there is no ticket \(ticket.id) at that instant" }
        let name = event.fact.kind.wireName
        return "\(name) has no place while ticket \(ticket.id) is \(status.rawValue) since \(ticket.since)"
    }

    /// What the form of a ticket breaks beside being incomplete, which is no breach but sends it back.
    private static func breach(of form: TicketOpened) -> Breach? {
        switch form.kind {
        case .incentiveDispute:
            guard TicketDesk.place(form.kind, by: form.channel, region: form.region) == nil else { return nil }
            return form.channel == .email
                ? Breach("TICKET-2", "a dispute by mail goes to its region's address, and the ticket names no region")
                : Breach(
                    "TICKET-2", "a dispute comes by mail or through Partner Center, not by \(form.channel.rawValue)")
        case .ftcHelp:
            guard case .outOfScope(let place) = HelpScope(category: form.category) else { return nil }
            return Breach("FTC-1", "\(form.category ?? "the matter") is out of scope: it belongs to \(place)")
        }
    }

    private static func words(_ missing: [TicketDetail]) -> String {
        missing.map(\.words).joined(separator: ", ") + (missing.count == 1 ? " is" : " are")
    }
}
