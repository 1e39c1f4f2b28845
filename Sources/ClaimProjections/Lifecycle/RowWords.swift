import ClaimLedger

extension Guard {
    /// What must hold, as a row of the printed tables says it.
    func words(of trigger: Trigger, _ figures: RowFigures) -> String {
        switch self {
        case .before(let limit): "before \(figures.words(limit))"
        case .onceADay: "\(figures.figure { "\($0.resendHours) h" }) after the last one (TIME-5)"
        case .textGiven: "\(trigger.requiredText) is given"
        case .dealSize: "deal size given, and unchanged once sent"
        case .noStandingConsent: "no consent to another partner stands (PA-20)"
        case .standingConsent: "consent to another partner stands (PA-20)"
        case .componentsComplete: "required components complete (POE-1)"
        case .notDisputedBefore: "not disputed before"
        case .neverSubmitted: "never submitted"
        case .contactNotLocked: "the customer contact is not locked by its completed survey (PA-15)"
        case .domainReason: "a reason for an e-mail of another domain (PA-23)"
        case .surveyOpen: "the customer survey is not completed (PA-16)"
        case .linkLive: "sent to the present address (PA-16)"
        case .signed: "signed with name, company and title (PA-17)"
        case .newDocument: "a document id new to the claim (PA-18)"
        case .knownDocument: "a document of the claim (PA-18)"
        case .claimNamed: "everything named (PA-CLAIM-1)"
        case .idTypeAllowed: "an id type of the solution area (PA-CLAIM-2)"
        case .bareDomain: "a bare domain (PA-CLAIM-3)"
        case .locationEligible: "location enrolled, with its payee profile, and eligible (ELIG-1)"
        case .roleHeld: "an Incentive role for the location (ELIG-2)"
        case .customerEligible: "customer eligible and below its claim limit (ELIG-3)"
        case .engagementOpen: "an engagement open to new claims (ELIG-5)"
        case .splitFits: "exactly what its parent's approval left (CPOR-9)"
        case .workloadNamed: "at least one workload (CPOR-1)"
        case .subscriptionNamed: "a subscription exactly where Business Applications asks for one (CPOR-20)"
        case .subscriptionActive: "no subscription that has ended (CPOR-19)"
        case .poeAcknowledged: "proof of execution present and acknowledged (POE-10)"
        case .conflictAnswered: "every conflict answered, or its days over (CONF-3)"
        case .ownWorkloads: "workloads of the claim only (CPOR-9)"
        case .wholeClaim: "every workload of the claim (CPOR-17)"
        }
    }
}

extension Circumstance {
    /// Whether it tells events apart, and not claims.
    var isOfEvent: Bool {
        switch self {
        case .allWorkloads, .someWorkloads: true
        case .notAfterDispute, .afterDispute, .withAssociation, .sinceEvidenceUpdate: false
        }
    }

    /// The circumstance as a row of the printed tables says it, with the instant where one decides.
    func words(_ figures: RowFigures) -> String {
        switch self {
        case .sinceEvidenceUpdate: "approved: from \(figures.figure { "\($0.evidenceOnApprovedFrom)" }) on"
        case .notAfterDispute, .afterDispute, .allWorkloads, .someWorkloads, .withAssociation: words
        }
    }
}
