import ClaimLedger

extension Lifecycle {
    /// Claiming partner of record: rulebook section 5, row by row.
    // Aligned for readers; the formatter leaves the next declaration alone.
    // swift-format-ignore
    public static let cpor = Lifecycle(
        process: .cpor,
        matrixRule: "ACT-2",
        steps: [
            //   rule       from                                                    event                 by          becomes                     only                       if
            Step("CPOR-1",  [],                                                     .customerClaimed,     .partner,   to: .drafted,                                          if: [.workloadNamed, .subscriptionNamed, .subscriptionActive]),
            Step("CPOR-2",  [],                                                     .split,               .system,    to: .partnerActionRequired,                            if: [.splitFits, .workloadNamed, .subscriptionNamed]),
            Step("CPOR-3",  [],                                                     .associationMigrated, .system,    to: .approved,                                         if: [.before(.migration), .workloadNamed, .subscriptionNamed, .subscriptionActive]),
            Step("CPOR-4",  [.drafted],                                             .cancelled,           .partner,   to: .cancelled),
            Step("CPOR-5",  [.drafted],                                             .submitted,           .partner,   to: .submitted,                                        if: [.poeAcknowledged]),
            Step("CPOR-6",  [.submitted],                                           .reviewStarted,       .microsoft, to: .underReview),
            Step("CPOR-7",  [.submitted, .underReview],                             .approved,            .microsoft, to: .approved,                when: [.allWorkloads],   if: [.conflictAnswered, .ownWorkloads, .subscriptionActive]),
            Step("CPOR-8",  [.submitted, .underReview],                             .actionRequired,      .microsoft, to: .partnerActionRequired,                            if: [.textGiven]),
            Step("CPOR-9",  [.submitted, .underReview],                             .approved,            .microsoft, to: .approved,                when: [.someWorkloads],  if: [.conflictAnswered, .ownWorkloads, .subscriptionActive]),
            Step("CPOR-10", [.partnerActionRequired],                               .submitted,           .partner,   to: .submitted,                                        if: [.before(.answer), .poeAcknowledged]),
            Step("CPOR-11", [.partnerActionRequired],                               .noResponse,          .system,    to: .rejected,                when: [.notAfterDispute]),
            Step("CPOR-11", [.partnerActionRequired],                               .noResponse,          .system,    to: .rejectedFinal,           when: [.afterDispute]),
            Step("CPOR-12", [.submitted, .underReview],                             .rejected,            .microsoft, to: .rejected,                when: [.notAfterDispute], if: [.textGiven]),
            Step("CPOR-13", [.submitted, .underReview],                             .rejected,            .microsoft, to: .rejectedFinal,           when: [.afterDispute],   if: [.textGiven]),
            Step("CPOR-14", [.rejected],                                            .disputed,            .partner,   to: .disputed,                                         if: [.before(.dispute), .textGiven, .notDisputedBefore]),
            Step("CPOR-15", [.disputed],                                            .submitted,           .partner,   to: .submitted,                                        if: [.poeAcknowledged]),
            Step("CPOR-16", [.submitted, .underReview, .partnerActionRequired, .rejected, .disputed], .consentDeclined, .customer, to: .customerConsentDeclined,           if: [.textGiven]),
            Step("CPOR-16", [.approved],                                            .consentDeclined,     .customer,  to: .customerConsentDeclined, when: [.withAssociation], if: [.textGiven]),
            Step("CPOR-17", [.approved],                                            .disassociated,       .partner,   to: .disassociated,           when: [.withAssociation], if: [.wholeClaim]),
        ],
        standing: [
            StandingStep("CPOR-18", .workloadsChanged, [.partner],             .statuses([.drafted, .partnerActionRequired]), if: [.workloadNamed, .subscriptionNamed, .subscriptionActive]),
            StandingStep("CPOR-18", .contactsEdited,   [.partner],             .column(.editContacts),                        if: [.contactNotLocked, .domainReason]),
            StandingStep("CPOR-18", .documentAdded,    [.partner],             .column(.addOrDeleteFiles),                    when: [.sinceEvidenceUpdate], if: [.newDocument]),
            StandingStep("CPOR-18", .documentRemoved,  [.partner],             .statuses([.drafted, .partnerActionRequired, .disputed]), if: [.knownDocument]),
            StandingStep("PA-19",   .commentAdded,     [.partner, .microsoft], .column(.comment)),
        ],
        lapses: [
            LapseStep("CPOR-11", [.partnerActionRequired], at: .answer, to: .rejected,      records: .noResponse, when: [.notAfterDispute]),
            LapseStep("CPOR-11", [.partnerActionRequired], at: .answer, to: .rejectedFinal, records: .noResponse, when: [.afterDispute]),
        ],
        unknownTriggers: Set(
            [.consentRequested, .consentReceived]
                + SurveyRespondent.allCases.flatMap { [Trigger.surveySent($0), .surveyCompleted($0)] }
                + ExpiryKind.allCases.map { .expired($0) }))
}
