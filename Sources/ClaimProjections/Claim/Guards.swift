public import ClaimLedger

extension ClaimsProjection {
    /// Why one guard of a row does not hold; nil where it does.
    func breach(of guard: Guard, _ rule: RuleID, _ act: Act, on claim: ClaimState) -> Breach? {
        switch `guard` {
        case .before(let limit): return breachOfLimit(limit, rule, act, on: claim)
        case .onceADay: return breachOfRepetition(act, on: claim)
        case .textGiven:
            return act.marks.contains(.requiredText) ? nil : Breach(rule, "\(act.trigger.requiredText) is missing")
        case .dealSize: return breachOfDealSize(act, on: claim)
        case .noStandingConsent:
            return standingConsent(against: claim, at: act.time).map {
                Breach("PA-20", "claim \($0.id) of another partner has the customer's consent, standing at \(act.time)")
            }
        case .standingConsent: return nil  // judged with the automatic rejections, which have their own names
        case .componentsComplete:
            let missing = missingComponents(of: claim)
            guard !missing.isEmpty else { return nil }
            return Breach("POE-1", "missing \(missing.map(\.words).joinedInWords())")
        case .notDisputedBefore:
            return claim.hasBeenDisputed
                ? Breach(rule, "the claim was disputed before: there is one dispute only") : nil
        case .neverSubmitted:
            return claim.hasBeenSubmitted ? Breach(rule, "the claim has been submitted") : nil
        case .contactNotLocked, .domainReason, .surveyOpen, .linkLive, .signed, .newDocument, .knownDocument:
            return breachOfProof(`guard`, rule, act, on: claim)
        case .claimNamed, .idTypeAllowed, .bareDomain: return breachOfActivityClaim(`guard`, act, on: claim)
        case .locationEligible, .roleHeld, .customerEligible, .engagementOpen:
            return breachOfEligibility(`guard`, act, on: claim)
        case .splitFits, .workloadNamed, .subscriptionNamed, .subscriptionActive, .poeAcknowledged, .conflictAnswered,
            .ownWorkloads, .wholeClaim:
            return breachOfAssociation(`guard`, rule, act, on: claim)
        }
    }

    // MARK: Time limits

    private func breachOfLimit(_ limit: Limit, _ rule: RuleID, _ act: Act, on claim: ClaimState) -> Breach? {
        guard let deadline = deadline(limit, of: claim), act.time >= deadline.at else { return nil }
        return Breach(
            limit.rule ?? rule,
            "\(limit.words) closed \(deadline.at), \(act.time.words(since: deadline.at)): now \(act.time)",
            edition: rules.edition(deadline.edition).figures.edition, until: deadline.at)
    }

    /// The last mail of the act's kind, from which TIME-5 counts.
    private func lastSent(_ trigger: Trigger, on claim: ClaimState) -> Instant? {
        switch trigger {
        case .consentRequested: claim.activity.lastConsentRequest
        case .surveySent(.customer): claim.activity.customerSurvey.lastSent
        case .surveySent(.partner): claim.activity.partnerSurvey.lastSent
        default: nil
        }
    }

    /// From when on a mail of the act's kind may be sent again (TIME-5); nil where none was sent.
    func sendableAgain(_ trigger: Trigger, on claim: ClaimState) -> Instant? {
        lastSent(trigger, on: claim).map { $0.adding(hours: rules.figure(at: $0, \.resendHours)) }
    }

    private func breachOfRepetition(_ act: Act, on claim: ClaimState) -> Breach? {
        guard let last = lastSent(act.trigger, on: claim), let again = sendableAgain(act.trigger, on: claim),
            act.time < again
        else { return nil }
        return Breach(
            "TIME-5", "sent last \(last), not again before \(again): now \(act.time)",
            edition: rules.inForce(at: last).edition)
    }

    // MARK: Partner Activities

    private func breachOfDealSize(_ act: Act, on claim: ClaimState) -> Breach? {
        let sent = claim.activity.dealSizeUSD
        guard case .consentRequested(let stated?) = act.fact else {
            return sent == nil ? Breach("PA-2", "the deal size is missing") : nil
        }
        guard let sent, sent != stated else { return nil }
        return Breach("PA-2", "the deal size was sent as \(sent) US dollars and cannot become \(stated)")
    }

    /// What the claim requires and lacks, in the order of POE-1.
    public func missingComponents(of claim: ClaimState) -> [RequiredComponent] {
        requiredComponents(of: claim).filter { !isComplete($0, on: claim) }
    }

    /// What the claim requires, the disclosure of POE-2 included, in the order of POE-1.
    func requiredComponents(of claim: ClaimState) -> [RequiredComponent] {
        let listed = claim.activity.requiredComponents
        let disclosed =
            claim.customer.publicSector == true
            && claim.customer.country.map {
                rules.figure(at: claim.created, \.disclosureCountries).contains($0.uppercased())
            } ?? false
        return RequiredComponent.allCases.filter { component in
            listed.contains(component) || disclosed && component == .publicSectorDisclosure
        }
    }

    private func isComplete(_ component: RequiredComponent, on claim: ClaimState) -> Bool {
        switch component {
        case .partnerSurvey: claim.activity.partnerSurvey.isCompleted
        case .customerSurvey: claim.activity.customerSurvey.isCompleted
        case .invoice: claim.hasDocument(.invoice)
        case .poeDocument: claim.hasDocument(.poeDocument)
        case .publicSectorDisclosure: claim.hasDocument(.publicSectorDisclosure)
        }
    }

    private func breachOfProof(_ guard: Guard, _ rule: RuleID, _ act: Act, on claim: ClaimState) -> Breach? {
        switch (`guard`, act.fact) {
        case (.contactNotLocked, .contactsEdited(let edit)):
            guard edit.customer != nil, claim.activity.customerSurvey.isCompleted else { return nil }
            return Breach("PA-15", "the customer contact is locked since the customer survey is completed")
        case (.domainReason, .contactsEdited(let edit)):
            guard let email = edit.customer?.email else { return nil }
            return breachOfDomain(
                email, of: claim.customer,
                reason: claim.contacts.mismatchReasonGiven || edit.domainMismatchReason.isGiven)
        case (.domainReason, .customerClaimed(.partnerActivity(let made))):
            guard let email = made.contacts.customer.email else { return nil }
            return breachOfDomain(email, of: made.customer, reason: made.domainMismatchReason.isGiven)
        case (.surveyOpen, _):
            guard claim.activity.customerSurvey.isCompleted else { return nil }
            return Breach("PA-16", "the customer survey is completed already")
        case (.linkLive, _):
            guard !claim.activity.customerSurvey.linkIsLive else { return nil }
            return Breach(
                "PA-16", "no survey link works: it must be sent to the customer contact's present address first")
        case (.signed, _):
            guard !act.marks.contains(.signed) else { return nil }
            return Breach("PA-17", "the signature lacks full name, company or job title")
        case (.newDocument, .documentAdded(let document)):
            guard claim.documents.contains(where: { $0.id == document.documentID }) else { return nil }
            return Breach("PA-18", "document \(document.documentID) was on this claim before: an id does not return")
        case (.knownDocument, .documentRemoved(let id)):
            guard !claim.documents.contains(where: { $0.id == id && !$0.isRemoved }) else { return nil }
            return Breach("PA-18", "there is no document \(id) on the claim")
        default: return nil
        }
    }

    /// PA-23: an address outside the customer's own domain needs a reason.
    private func breachOfDomain(_ email: EmailAddress, of customer: CustomerReference, reason: Bool) -> Breach? {
        guard customer.idType == .domain, !reason, email.domain != customer.id.withoutCase else { return nil }
        return Breach(
            "PA-23", "the customer contact's e-mail is not of the domain \(customer.id), and no reason is given")
    }

    private func breachOfActivityClaim(_ guard: Guard, _ act: Act, on drafted: ClaimState) -> Breach? {
        if `guard` == .bareDomain { return breachOfDomainForm(drafted.customer) }
        guard case .customerClaimed(.partnerActivity(let claim)) = act.fact else { return nil }
        switch `guard` {
        case .claimNamed:
            let absent = claim.absentTexts
            return absent.isEmpty ? nil : Breach("PA-CLAIM-1", "missing \(absent.joinedInWords())")
        case .idTypeAllowed: return breachOfIDType(claim.customer.idType, for: claim.engagement, at: act.time)
        default: return nil
        }
    }

    /// PA-CLAIM-2: which types of customer ids go with an engagement's area and payout.
    func breachOfIDType(_ type: CustomerIDType, for engagement: EngagementReference, at instant: Instant) -> Breach? {
        let allowed = rules.figure(at: instant, \.idTypes).allowed(for: engagement)
        guard !allowed.contains(type) else { return nil }
        let pairing = "\(engagement.solutionArea.rawValue) with \(engagement.payout.rawValue) payout"
        return Breach(
            "PA-CLAIM-2",
            "\(pairing) takes \(allowed.isEmpty ? "no customer id" : allowed.map(\.rawValue).joinedInWords("or")), "
                + "not \(type.rawValue)")
    }

    /// PA-CLAIM-3: a domain is written without scheme, `www.` and mailbox.
    func breachOfDomainForm(_ customer: CustomerReference) -> Breach? {
        guard customer.idType == .domain else { return nil }
        let id = customer.id.withoutCase
        // A look at single bytes, which is quick, leaves few ids to search for texts.
        guard id.utf8.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@") }) || id.hasPrefix("www"),
            id.contains("://") || id.hasPrefix("www.") || id.contains("@")
        else { return nil }
        return Breach("PA-CLAIM-3", "\"\(customer.id)\" is not a bare domain such as contoso.com")
    }
}

extension PartnerActivityClaim {
    /// What PA-CLAIM-1 asks for and the claim does not say.
    fileprivate var absentTexts: [String] {
        let texts: [(String, Bool)] = [
            ("the engagement", engagement.id.text.isGiven), ("the customer id", customer.id.isGiven),
            ("the location", location.id.text.isGiven), ("the claim name", claimName.isGiven),
            ("the customer contact's name", contacts.customer.name.isGiven),
            ("the customer contact's e-mail", (contacts.customer.email?.address).isGiven),
            ("the partner contact's name", contacts.partner.name.isGiven),
            ("the partner contact's e-mail", (contacts.partner.email?.address).isGiven),
            ("the requested hours", engagement.payout == .fixed || requestedHours != nil),
            ("the proposed payout", engagement.payout == .fixed || proposedPayoutUSD != nil),
        ]
        return texts.filter { !$0.1 }.map(\.0)
    }
}

extension String {
    /// Whether there is more than white space.
    var isGiven: Bool { PersonalText.plain(self).isGiven }
}

extension Optional where Wrapped == String {
    var isGiven: Bool { self?.isGiven ?? false }
}

extension ClaimState {
    /// Whether a document of the component stands on the claim.
    func hasDocument(_ component: DocumentComponent) -> Bool {
        self.documents.contains { $0.component == component && !$0.isRemoved }
    }
}

extension Limit {
    /// The rule that a passed deadline names; nil where it is the row's own.
    var rule: RuleID? {
        switch self {
        case .consent: "PA-30"
        case .submission: "PA-31"
        case .completion: "PA-32"
        case .disputeSubmission: "PA-33"
        case .answer: "CPOR-11"
        case .dispute, .migration: nil
        }
    }

    var words: String {
        switch self {
        case .consent: "the time for the customer's consent"
        case .submission: "the time to submit"
        case .completion: "the time to complete the claim"
        case .disputeSubmission: "the time to submit the dispute"
        case .dispute: "the window for a dispute"
        case .answer: "the time to answer"
        case .migration: "the migration of associations"
        }
    }
}

extension Trigger {
    /// What the text that the row requires is called.
    var requiredText: String {
        switch self {
        case .actionRequired: "a comment that says what is missing"
        case .disputed: "a justification"
        default: "a reason"
        }
    }
}

extension RequiredComponent {
    var words: String {
        switch self {
        case .partnerSurvey: "partner survey"
        case .customerSurvey: "customer survey"
        case .invoice: "invoice"
        case .poeDocument: "proof-of-execution document"
        case .publicSectorDisclosure: "public sector disclosure"
        }
    }
}

extension Array where Element == String {
    /// `a`, `a and b`, `a, b and c`.
    func joinedInWords(_ conjunction: String = "and") -> String {
        guard count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " \(conjunction) " + self[count - 1]
    }
}
