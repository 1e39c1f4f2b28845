import ClaimLedger

extension Lifecycle {
    /// Partner Activities: rulebook section 4, row by row.
    // Aligned for readers; the formatter leaves the next declaration alone.
    // swift-format-ignore
    public static let partnerActivity = Lifecycle(
        process: .partnerActivity,
        matrixRule: "ACT-1",
        steps: [
            //   rule     from                                                            event               by          becomes                     only                            if
            Step("PA-1",  [],                                                             .customerClaimed,   .partner,   to: .customerClaimed,                                       if: [.claimNamed, .idTypeAllowed, .bareDomain, .domainReason, .locationEligible, .roleHeld, .customerEligible, .engagementOpen]),
            Step("PA-2",  [.customerClaimed, .awaitingCustomerConsent],                   .consentRequested,  .partner,   to: .awaitingCustomerConsent,                               if: [.before(.consent), .onceADay, .dealSize]),
            Step("PA-3",  [.awaitingCustomerConsent],                                     .consentReceived,   .customer,  to: .customerConsentReceived,                               if: [.before(.consent), .noStandingConsent]),
            Step("PA-4",  [.awaitingCustomerConsent],                                     .consentDeclined,   .customer,  to: .customerConsentDeclined,                               if: [.before(.consent), .textGiven]),
            Step("PA-5",  [.customerConsentReceived],                                     .submitted,         .partner,   to: .submitted,                                             if: [.before(.submission), .componentsComplete]),
            Step("PA-6",  [.submitted],                                                   .reviewStarted,     .microsoft, to: .underReview),
            Step("PA-7",  [.submitted, .underReview],                                     .approved,          .microsoft, to: .approved),
            Step("PA-8",  [.submitted, .underReview],                                     .actionRequired,    .microsoft, to: .partnerActionRequired,                                 if: [.before(.completion), .textGiven]),
            Step("PA-9",  [.partnerActionRequired],                                       .submitted,         .partner,   to: .underReview,                                           if: [.before(.completion), .componentsComplete]),
            Step("PA-10", [.submitted, .underReview],                                     .rejected,          .microsoft, to: .rejected,                when: [.notAfterDispute],     if: [.textGiven]),
            Step("PA-11", [.submitted, .underReview],                                     .rejected,          .microsoft, to: .rejectedFinal,           when: [.afterDispute],        if: [.textGiven]),
            Step("PA-12", [.rejected],                                                    .disputed,          .partner,   to: .disputed,                                              if: [.before(.dispute), .notDisputedBefore]),
            Step("PA-13", [.disputed],                                                    .submitted,         .partner,   to: .underReview,                                           if: [.before(.disputeSubmission), .componentsComplete]),
            Step("PA-14", [.customerClaimed, .awaitingCustomerConsent, .customerConsentReceived], .cancelled, .partner,   to: .cancelled,                                             if: [.neverSubmitted]),
            Step("PA-21", [.customerClaimed, .awaitingCustomerConsent],                   .competingConsent,  .system,    to: .rejectedFinal,                                         if: [.standingConsent]),
            Step("PA-30", [.customerClaimed, .awaitingCustomerConsent],                   .expired(.customerConsent), .system, to: .customerConsentExpired),
            Step("PA-31", [.customerConsentReceived],                                     .expired(.notSubmitted),    .system, to: .notSubmittedClaimExpired),
            Step("PA-32", [.partnerActionRequired],                                       .expired(.postSubmission),  .system, to: .postSubmissionClaimExpired),
            Step("PA-33", [.disputed],                                                    .expired(.disputed),        .system, to: .disputedClaimExpired),
        ],
        standing: [
            StandingStep("PA-15", .contactsEdited,             [.partner],             .column(.editContacts),           if: [.contactNotLocked, .domainReason]),
            StandingStep("PA-16", .surveySent(.customer),      [.partner],             .column(.sendSurveyEmails),       if: [.onceADay, .surveyOpen]),
            StandingStep("PA-16", .surveySent(.partner),       [.partner],             .column(.sendSurveyEmails),       if: [.onceADay]),
            StandingStep("PA-16", .surveyCompleted(.customer), [.customer],            .column(.completeCustomerSurvey), if: [.surveyOpen, .linkLive, .signed]),
            StandingStep("PA-16", .surveyCompleted(.partner),  [.partner],             .column(.completePartnerSurvey),  if: [.signed]),
            StandingStep("PA-18", .documentAdded,              [.partner],             .column(.addOrDeleteFiles),       if: [.newDocument]),
            StandingStep("PA-18", .documentRemoved,            [.partner],             .column(.addOrDeleteFiles),       if: [.knownDocument]),
            StandingStep("PA-19", .commentAdded,               [.partner, .microsoft], .column(.comment)),
        ],
        lapses: [
            LapseStep("PA-30", [.customerClaimed, .awaitingCustomerConsent], at: .consent,           to: .customerConsentExpired,     records: .expired(.customerConsent)),
            LapseStep("PA-31", [.customerConsentReceived],                   at: .submission,        to: .notSubmittedClaimExpired,   records: .expired(.notSubmitted)),
            LapseStep("PA-32", [.partnerActionRequired],                     at: .completion,        to: .postSubmissionClaimExpired, records: .expired(.postSubmission)),
            LapseStep("PA-33", [.disputed],                                  at: .disputeSubmission, to: .disputedClaimExpired,       records: .expired(.disputed)),
        ],
        unknownTriggers: [.workloadsChanged, .disassociated])
}
