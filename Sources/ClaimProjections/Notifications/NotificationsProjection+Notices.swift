public import ClaimLedger

extension NotificationsProjection {
    /// The notices behind the start that were due by an instant, by instant, sequence and id.
    ///
    /// - Parameters:
    ///   - wanted: The one claim to answer for; nil for all.
    ///   - instant: The answer's instant: reminders due later are left out.
    /// - Returns: Each notice once.
    public func notices(of wanted: ClaimID? = nil, asOf instant: Instant) -> [Notice] {
        let timed = claims.claims.filter { wanted == nil || $0.id == wanted }.flatMap {
            timedNotices(of: $0, by: instant)
        }
        let told = fromEvents.filter { notice in
            (wanted == nil || notice.claim == wanted) && isWanted(sequence: notice.sequence, at: notice.at, by: instant)
        }
        return (told + timed).sorted { ($0.at, $0.sequence, $0.id) < ($1.at, $1.sequence, $1.id) }
    }

    // MARK: From events

    /// Whom an event's own claim has to tell of it.
    func drafts(_ event: borrowing EventView, _ place: Int) -> [NoticeDraft] {
        let claim = claims.claims[place]
        let partner: [NoticeRecipient.Role] = [.partnerContact, .claimant]
        switch (event.kind, claim.process) {
        case (.customerClaimed, .cpor) where event.header.marks.contains(.split):
            return [
                NoticeDraft(.actionRequired, place, to: partner, "claim \(claim.id) was split off: action is required")
            ]
        case (.consentRequested, .partnerActivity):
            return [
                NoticeDraft(
                    .consentRequested, place, to: [.customerContact], "consent to claim \(claim.id) is asked for")
            ]
        case (.surveySent, .partnerActivity):
            guard let respondent = SurveyRespondent(code: event.header.detail) else { return [] }
            let role: NoticeRecipient.Role = respondent == .customer ? .customerContact : .partnerContact
            return [NoticeDraft(.surveySent, place, to: [role], "the survey of claim \(claim.id) is to be completed")]
        case (.actionRequired, _):
            return [NoticeDraft(.actionRequired, place, to: partner, "action is required on claim \(claim.id)")]
        case (.approved, _):
            let told = NoticeDraft(.approved, place, to: partner, "claim \(claim.id) is approved")
            // For revenue associations the customer keeps its right, and gets no notice (CPOR-24).
            guard claim.process == .cpor, contacts[place].association == .usage else { return [told] }
            return [
                told,
                NoticeDraft(
                    .associationApproved, place, to: [.customerContact, .technicalContacts],
                    "claim \(claim.id) associates a partner: the customer can deny it at any time"),
            ]
        case (.rejected, _) where rejects(event):
            return [NoticeDraft(.rejected, place, to: partner, "claim \(claim.id) is rejected")]
        case (.consentDeclined, .cpor):
            return [
                NoticeDraft(
                    .associationDenied, place, to: [.partnerContact],
                    "the customer denied the association of claim \(claim.id)")
            ]
        default: return []
        }
    }

    /// Whether a `rejected` event rejects: not where it only records what is so already, nor where it changes nothing.
    private func rejects(_ event: borrowing EventView) -> Bool {
        guard !claims.outcome.confirms else { return false }
        return RejectionCause(code: event.header.detail) == nil || event.header.party == .system
    }

    /// Where a role of a claim is reached at an instant; nil where the claim has nobody in it.
    func recipient(_ role: NoticeRecipient.Role, of claim: ClaimState, at instant: Instant) -> NoticeRecipient? {
        let contacts = contacts[claim.place]
        switch role {
        case .customerContact: return NoticeRecipient(role, email: contacts.customerEmail)
        case .partnerContact:
            return NoticeRecipient(role, email: contacts.partnerEmail(at: instant), partner: claim.partner)
        case .claimant:
            return contacts.claimant.map { NoticeRecipient(role, user: $0, partner: claim.partner) }
        case .technicalContacts: return claim.customer.statedTenant.map { NoticeRecipient(role, tenant: $0) }
        }
    }

    // MARK: From the clock

    /// Reminders of a claim, and its rejections by the clock; of an expiry nobody is told (PA-36).
    private func timedNotices(of claim: ClaimState, by instant: Instant) -> [Notice] {
        headings[claim.place].flatMap { heading in
            let lapse = heading.lapse
            let place = "\(claim.id)/\(lapse.rule)/\(lapse.at)"
            let reminders = heading.reminders(by: instant).flatMap { days, at in
                notices(
                    .reminder, "\(place)/\(days)", heading, at: at, by: instant,
                    "claim \(claim.id) becomes \(lapse.becomes.rawValue) in \(days) day\(days == 1 ? "" : "s"), "
                        + "\(lapse.at) (\(lapse.rule)), unless somebody acts before")
            }
            guard heading.hasRejected(by: instant) else { return reminders }
            return reminders
                + notices(
                    .rejected, place, heading, at: lapse.at, by: instant,
                    "claim \(claim.id) is rejected: nobody answered before \(lapse.at) (\(lapse.rule))")
        }
    }

    private func notices(
        _ kind: NoticeKind, _ place: String, _ heading: Heading, at due: Instant, by instant: Instant, _ words: String
    ) -> [Notice] {
        guard isWanted(sequence: heading.sequence, at: due, by: instant), let claim = claims[heading.lapse.claim]
        else { return [] }
        return [.partnerContact, .claimant].compactMap { (role: NoticeRecipient.Role) in
            recipient(role, of: claim, at: due).map { recipient in
                Notice(
                    id: "\(kind.rawValue)/\(place)/\(role.rawValue)", kind: kind, claim: claim.id, at: due,
                    sequence: heading.sequence, event: nil, eventClaim: nil, lapse: heading.lapse, recipient: recipient,
                    words: words)
            }
        }
    }
}
