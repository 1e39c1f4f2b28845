import ClaimLedger

extension ClaimsProjection {
    // MARK: Statuses

    /// Leads a claim to a status; only coming from another one dates it anew, and forgets a lapse.
    mutating func enter(_ status: ClaimStatus, _ place: Int, at instant: Instant) {
        guard claims[place].status != status else { return }
        claims[place].enter(status, at: instant)
    }

    /// The dispute's days count from the claim's first rejection, of whatever kind.
    mutating func noteRejection(of place: Int, at instant: Instant) {
        if claims[place].firstRejection == nil { claims[place].firstRejection = instant }
    }

    /// Notes that an event says what the fold already showed; gives the statuses before and after.
    mutating func record(
        _ confirmation: Confirmation, on place: Int, sequence: UInt64
    ) -> (from: ClaimStatus, to: ClaimStatus) {
        let status = claims[place].status
        switch confirmation {
        case .lapse(let index):
            let lapse = claims[place].lapses[index]
            guard lapse.recordedBy == nil else { return (status, status) }
            claims[place].lapses[index].recordedBy = sequence
            return (lapse.before, lapse.after)
        case .rejection(let index):
            let rejection = claims[place].automaticRejections[index]
            guard rejection.recordedBy == nil else { return (status, status) }
            claims[place].automaticRejections[index].recordedBy = sequence
            return (rejection.before, .rejectedFinal)
        }
    }

    /// What an event that leads to a status does, whether or not a rule forbids it (FACT-1).
    mutating func apply(_ act: Act, leadingTo status: ClaimStatus, by step: Step?, to place: Int) {
        switch act.trigger {
        case .consentRequested:
            claims[place].activity.lastConsentRequest = act.time
            if case .consentRequested(let dealSize?) = act.fact { claims[place].activity.dealSizeUSD = dealSize }
        case .consentReceived:
            claims[place].activity.consent = act.time
            if claims[place].activity.firstConsent == nil { claims[place].activity.firstConsent = act.time }
        case .submitted:
            claims[place].hasBeenSubmitted = true
            if step?.from.contains(.disputed) == true, claims[place].activity.disputeSubmission == nil {
                claims[place].activity.disputeSubmission = act.time
            }
        case .actionRequired: claims[place].actionRequired = act.time
        case .rejected, .competingConsent, .noResponse: noteRejection(of: place, at: act.time)
        case .disputed: claims[place].hasBeenDisputed = true
        default: break
        }
        enter(status, place, at: act.time)
        if claims[place].process == .partnerActivity {
            if act.trigger == .consentReceived { rejectRivals(of: place, at: act.time) }
        } else {
            applyToAssociations(act, of: place)
        }
    }

    /// What an event that keeps the status does.
    mutating func applyStanding(_ act: Act, to place: Int) {
        switch (act.trigger, act.fact) {
        case (.contactsEdited, .contactsEdited(let edit)): applyEdit(edit, to: place)
        case (.surveySent(.customer), _):
            claims[place].activity.customerSurvey.lastSent = act.time
            claims[place].activity.customerSurvey.linkIsLive = true
        case (.surveySent(.partner), _): claims[place].activity.partnerSurvey.lastSent = act.time
        case (.surveyCompleted(let respondent), _):
            // Unsigned, it completes nothing (PA-17, the exception to FACT-1).
            guard act.marks.contains(.signed) else { return }
            switch respondent {
            case .customer: claims[place].activity.customerSurvey.isCompleted = true
            case .partner: claims[place].activity.partnerSurvey.isCompleted = true
            }
        case (.documentAdded, .documentAdded(let document)):
            // An id that was there before is a breach, and its document is replaced all the same (PA-18, FACT-1).
            claims[place].documents.removeAll { $0.id == document.documentID }
            claims[place].documents.append(
                EvidenceDocument(
                    id: document.documentID, component: document.component, addedAt: act.time, sequence: act.sequence))
            if document.component == .poeDocument { respondToConflicts(holder: place, at: act.time) }
        case (.documentRemoved, .documentRemoved(let id)):
            for index in claims[place].documents.indices where claims[place].documents[index].id == id {
                claims[place].documents[index].isRemoved = true
            }
        case (.workloadsChanged, .workloadsChanged(let workloads)):
            replaceWorkloads(of: place, by: workloads, at: act.time)
        default: break
        }
    }

    private mutating func applyEdit(_ edit: ContactsEdited, to place: Int) {
        if edit.domainMismatchReason.isGiven { claims[place].contacts.mismatchReasonGiven = true }
        guard let email = edit.customer?.email?.comparisonKey, email != claims[place].contacts.customerEmail else {
            return
        }
        claims[place].contacts.customerEmail = email
        // A mail to the former address leads nowhere now (PA-16).
        if !claims[place].activity.customerSurvey.isCompleted {
            claims[place].activity.customerSurvey.linkIsLive = false
        }
    }
}

extension ClaimState {
    fileprivate mutating func enter(_ status: ClaimStatus, at instant: Instant) {
        self.status = status
        self.since = instant
        self.statusBeforeLapse = nil
    }
}
