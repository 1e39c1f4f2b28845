import ClaimLedger

extension Sight {
    /// Whether a ticket is shown: with the claim that it names, and to the partner's user who opened it.
    ///
    /// What a user opened who never held a role for the claim's location is perhaps a rival's complaint, and stays hidden.
    public func sees(_ ticket: TicketAnswer) -> Bool {
        guard case .partner(let user) = viewer, let opener = ticket.openedBy else { return viewer.seesEverything }
        if opener.party == .partner, opener.id.text == user.text { return true }
        guard let number = ticket.form?.claim.flatMap({ ClaimID($0) }), let claim = claims[number], sees(claim) else {
            return false
        }
        return opener.party != .partner
            || claims.roles.users(at: claim.location).contains(UserID(opener.id.text))
    }

    /// The tickets that are shown, without the numbers of hidden claims.
    public func shown(_ rows: [TicketAnswer]) -> [TicketAnswer] {
        guard !viewer.seesEverything else { return rows }
        return rows.filter { sees($0) }.map(shown)
    }

    /// A ticket with its events, without the numbers of hidden claims; nil where it is not shown.
    public func shown(_ history: TicketHistory) -> TicketHistory? {
        guard !viewer.seesEverything else { return history }
        guard sees(history.answer) else { return nil }
        let events = history.events.map { event in
            var event = event
            event.words = event.words.map { redacted($0) }
            event.breach = event.breach.map { redacted($0) }
            return event
        }
        return TicketHistory(answer: shown(history.answer), events: events)
    }

    private func shown(_ row: TicketAnswer) -> TicketAnswer {
        var row = row
        row.form = row.form.map(shown)
        row.owner = row.owner.map { redacted($0) }
        return row
    }

    private func shown(_ form: TicketOpened) -> TicketOpened {
        var form = form
        // A number that is no claim's is withheld like a hidden one's, or it would tell which claims there are.
        form.claim = form.claim.map { text in
            if let claim = ClaimID(text), !sees(claim) { "(not shown)" } else { redacted(text) }
        }
        form.program = form.program.map { redacted($0) }
        form.customer = form.customer.map { redacted($0) }
        form.workload = form.workload.map { redacted($0) }
        form.category = form.category.map { redacted($0) }
        form.details = form.details.map { redacted($0) }
        return form
    }

    /// A rejection whose reason names no hidden claim.
    func shown(_ rejection: TicketDraft.Rejection) -> TicketDraft.Rejection {
        guard case .plain(let reason) = rejection.reason else { return rejection }
        return TicketDraft.Rejection(at: rejection.at, reason: .plain(redacted(reason)), words: rejection.words)
    }

    /// A document whose name names no hidden claim.
    func shown(_ document: DocumentAdded) -> DocumentAdded {
        var document = document
        document.fileName = redacted(document.fileName)
        return document
    }
}
