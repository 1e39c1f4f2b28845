import ClaimLedger

/// Whom a claim's notices go to, as its events have named them so far.
struct ClaimContacts {
    /// Where a partner's mails went from an instant on.
    struct PartnerAddress {
        let from: Instant
        let email: EmailAddress?
    }

    /// The customer contact's address, as it is now.
    private(set) var customerEmail: EmailAddress?
    /// The partner contact's addresses, in the order they were given; never empty.
    private var partnerEmails: [PartnerAddress]
    /// The user who claimed; nil where no partner's event made the claim.
    let claimant: ActorID?
    /// Nil for Partner Activities.
    let association: AssociationType?

    init(_ creation: ClaimEvent, claimantOfParent: ActorID?) {
        let contacts: Contacts?
        switch creation.fact {
        case .customerClaimed(.partnerActivity(let made)):
            contacts = made.contacts
            association = nil
        case .customerClaimed(.cpor(let made)), .associationMigrated(let made):
            contacts = made.contacts
            association = made.association
        default: preconditionFailure("only two kinds of events create a claim")
        }
        customerEmail = contacts?.customer.email
        partnerEmails = [PartnerAddress(from: creation.time, email: contacts?.partner.email)]
        // Who claims what a split leaves over is who claimed the whole.
        claimant = creation.actor.party == .partner ? creation.actor.id : claimantOfParent
    }

    mutating func edit(_ edit: ContactsEdited, at instant: Instant) {
        if let email = edit.customer?.email { customerEmail = email }
        if let email = edit.partner?.email { partnerEmails.append(PartnerAddress(from: instant, email: email)) }
    }

    /// The partner contact's address at an instant.
    func partnerEmail(at instant: Instant) -> EmailAddress? {
        (partnerEmails.last { $0.from <= instant } ?? partnerEmails[0]).email
    }
}
