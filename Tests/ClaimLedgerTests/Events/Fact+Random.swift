import ClaimLedgerTesting

@testable import ClaimLedger

extension Fact {
    /// A fact of a kind with any values its payload can have; `unknown` has none that typed values can carry.
    static func random(_ kind: EventKind, _ g: inout SeededGenerator) -> Fact {
        switch kind {
        case .unknown: .unknown(type: "claimledger.never.v9")
        case .customerClaimed:
            .customerClaimed(
                Bool.random(using: &g) ? .partnerActivity(.random(&g)) : .cpor(.random(&g, migrated: false)))
        case .associationMigrated: .associationMigrated(.random(&g, migrated: true))
        case .consentRequested: .consentRequested(dealSizeUSD: g.maybe { $0.count() })
        case .consentReceived: .consentReceived
        case .consentDeclined:
            .consentDeclined(ConsentDeclined(reason: g.maybe { $0.personal() }, comment: g.maybe { $0.personal() }))
        case .contactsEdited:
            .contactsEdited(
                ContactsEdited(
                    customer: g.maybe { .random(&$0, complete: false) },
                    partner: g.maybe { .random(&$0, complete: false) },
                    domainMismatchReason: g.maybe { $0.text() }))
        case .surveySent: .surveySent(g.one())
        case .surveyCompleted:
            .surveyCompleted(SurveyCompleted(respondent: g.one(), signature: g.maybe { .random(&$0) }))
        case .documentAdded: .documentAdded(.random(&g))
        case .documentRemoved: .documentRemoved(DocumentID(g.name()))
        case .commentAdded: .commentAdded(g.personal())
        case .submitted: .submitted(poeAcknowledged: g.maybe { Bool.random(using: &$0) })
        case .reviewStarted: .reviewStarted
        case .actionRequired: .actionRequired(comment: g.maybe { $0.personal() })
        case .approved:
            .approved(
                Approved(
                    workloads: g.maybe { $0.workloads() }, amountCents: g.maybe { $0.count() },
                    rationale: g.maybe { $0.text() }))
        case .rejected: .rejected(Rejected(reason: g.maybe { $0.personal() }, cause: g.maybe { $0.one() }))
        case .disputed: .disputed(justification: g.maybe { $0.personal() })
        case .cancelled: .cancelled
        case .expired: .expired(g.one())
        case .workloadsChanged: .workloadsChanged(g.workloads())
        case .disassociated: .disassociated(reason: g.maybe { $0.personal() })
        case .subscriptionEnded: .subscriptionEnded
        case .engagementPublished: .engagementPublished(.random(&g))
        case .customerEligibilitySet:
            .customerEligibilitySet(
                CustomerEligibilitySet(idType: g.one(), id: g.text(), isEligible: Bool.random(using: &g)))
        case .locationEnrolled:
            .locationEnrolled(
                LocationEnrolled(
                    partner: PartnerID(g.name()), partnerName: g.maybe { $0.text() }, country: g.text(), status: g.one()
                ))
        case .payeeProfileCompleted: .payeeProfileCompleted
        case .roleGranted: .roleGranted(RoleAssignment(user: UserID(g.name()), role: g.one()))
        case .roleRevoked: .roleRevoked(RoleAssignment(user: UserID(g.name()), role: g.one()))
        case .partnerEligibilitySet:
            .partnerEligibilitySet(
                PartnerEligibilitySet(engagement: EngagementID(g.text()), isEligible: Bool.random(using: &g)))
        case .rulesAdopted:
            .rulesAdopted(RulesAdopted(edition: g.name(), effectiveFrom: g.instant(), figures: .random(&g)))
        case .ticketOpened: .ticketOpened(.random(&g))
        case .ticketReturned: .ticketReturned(missing: g.list { $0.text() })
        case .ticketAssigned: .ticketAssigned(owner: g.text())
        case .ticketEscalated: .ticketEscalated(reason: g.personal())
        case .ticketResolved: .ticketResolved(resolution: g.text())
        }
    }
}

extension Stream {
    /// A stream that an event of a kind may belong to.
    static func random(_ kind: Kind, _ g: inout SeededGenerator) -> Stream {
        switch kind {
        case .claim: .claim(g.claim())
        case .subscription: .subscription(TenantID(g.segment()), SubscriptionID(g.segment()))
        case .engagement: .engagement(EngagementID(g.segment()))
        case .location: .location(LocationID(g.segment()))
        case .ticket: .ticket(TicketID(g.segment()))
        case .rules: .rules
        }
    }
}

extension PartnerActivityClaim {
    fileprivate static func random(_ g: inout SeededGenerator) -> Self {
        PartnerActivityClaim(
            claimName: g.text(),
            engagement: EngagementReference(
                id: EngagementID(g.text()), name: g.text(), solutionArea: g.one(), payout: g.one(), timeline: g.one()),
            customer: .random(&g, idType: g.one()), partner: PartnerReference(id: PartnerID(g.text()), name: g.text()),
            location: LocationReference(id: LocationID(g.text()), country: g.maybe { $0.text() }),
            contacts: Contacts(customer: .random(&g, complete: true), partner: .random(&g, complete: true)),
            domainMismatchReason: g.maybe { $0.text() }, requestedHours: g.maybe { $0.count() },
            proposedPayoutUSD: g.maybe { $0.count() }, requiredComponents: g.maybe { $0.list { $0.one() } },
            deadlines: g.maybe { g in
                Deadlines(submitDays: g.maybe { $0.figure() }, completeDays: g.maybe { $0.figure() })
            },
            reclaimOf: g.maybe { $0.claim() })
    }
}

extension PartnerOfRecordClaim {
    fileprivate static func random(_ g: inout SeededGenerator, migrated: Bool) -> Self {
        let contacts = Contacts(customer: .random(&g, complete: true), partner: .random(&g, complete: true))
        return PartnerOfRecordClaim(
            claimName: g.text(), solutionArea: g.one(), association: g.one(),
            recognitionOnly: g.maybe { Bool.random(using: &$0) }, customer: .random(&g, idType: .tenantId),
            partner: PartnerReference(id: PartnerID(g.text()), name: g.text()),
            location: LocationReference(id: LocationID(g.text()), country: g.maybe { $0.text() }),
            contacts: migrated && Bool.random(using: &g) ? nil : contacts, workloads: g.workloads(),
            splitFrom: g.maybe { $0.claim() }, reclaimOf: g.maybe { $0.claim() })
    }
}

extension CustomerReference {
    fileprivate static func random(_ g: inout SeededGenerator, idType: CustomerIDType) -> Self {
        CustomerReference(
            idType: idType, id: g.text(), name: g.maybe { $0.text() }, tenant: g.maybe { TenantID($0.text()) },
            country: g.maybe { $0.text() }, publicSector: g.maybe { Bool.random(using: &$0) })
    }
}

extension Contact {
    fileprivate static func random(_ g: inout SeededGenerator, complete: Bool) -> Self {
        Contact(
            name: complete ? g.personal() : g.maybe { $0.personal() },
            email: complete ? .random(&g) : g.maybe { .random(&$0) }, title: g.maybe { $0.personal() })
    }
}

extension EmailAddress {
    fileprivate static func random(_ g: inout SeededGenerator) -> Self {
        let address = g.personal()
        if case .sealed = address { return EmailAddress(address, sealedDomain: g.text(), sealedDigest: g.text()) }
        return EmailAddress(address, sealedDomain: g.maybe { $0.text() }, sealedDigest: g.maybe { $0.text() })
    }
}

extension SurveyCompleted.Signature {
    fileprivate static func random(_ g: inout SeededGenerator) -> Self {
        Self(name: g.maybe { $0.personal() }, company: g.maybe { $0.personal() }, title: g.maybe { $0.personal() })
    }
}

extension DocumentAdded {
    fileprivate static func random(_ g: inout SeededGenerator) -> Self {
        DocumentAdded(
            documentID: DocumentID(g.name()), component: g.one(), fileName: g.text(),
            sha256: (0..<32).map { _ in UInt8.random(in: 0...255, using: &g) }.hexadecimal, kind: g.maybe { $0.text() },
            customerAcknowledgedOn: g.maybe { $0.instant() }, workloads: g.maybe { $0.workloads() },
            amountCents: g.maybe { $0.count() })
    }
}

extension EngagementPublished {
    fileprivate static func random(_ g: inout SeededGenerator) -> Self {
        EngagementPublished(
            name: g.text(), solutionArea: g.one(), payout: g.one(), timeline: g.one(),
            requiredComponents: g.list { $0.one() }, claimLimit: g.maybe { $0.count() },
            amountsCents: g.maybe { MarketAmounts(a: $0.count(), b: $0.count(), c: $0.count()) },
            isOpen: Bool.random(using: &g))
    }
}

extension RulesAdopted.Figures {
    fileprivate static func random(_ g: inout SeededGenerator) -> Self {
        var figures = Self()
        figures.consentDays = g.maybe { $0.figure() }
        figures.resendHours = g.maybe { $0.figure() }
        figures.disputeDays = g.maybe { $0.figure() }
        figures.afterDisputeDays = g.maybe { $0.figure() }
        figures.answerDays = g.maybe { $0.figure() }
        figures.conflictDays = g.maybe { $0.figure() }
        figures.poeAgeMonths = g.maybe { $0.figure() }
        for timeline in Timeline.allCases where Bool.random(using: &g) {
            figures.timelines[timeline] = TimelineDays(
                submit: g.maybe { $0.figure() }, complete: g.maybe { $0.figure() })
        }
        return figures
    }
}

extension TicketOpened {
    fileprivate static func random(_ g: inout SeededGenerator) -> Self {
        var ticket = TicketOpened(kind: g.one(), channel: g.one())
        ticket.region = g.maybe { $0.one() }
        ticket.partnerID = g.maybe { PartnerID($0.text()) }
        ticket.claim = g.maybe { $0.text() }
        ticket.program = g.maybe { $0.text() }
        ticket.customer = g.maybe { $0.text() }
        ticket.workload = g.maybe { $0.text() }
        ticket.disputes = g.maybe { $0.one() }
        ticket.category = g.maybe { $0.text() }
        ticket.details = g.maybe { $0.text() }
        return ticket
    }
}
