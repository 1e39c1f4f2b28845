extension Fact {
    /// The members of the event's `data`, as interchange section 1 writes them.
    var data: JSONObject {
        switch self {
        case .customerClaimed(.partnerActivity(let claim)): claim.members
        case .customerClaimed(.cpor(let claim)), .associationMigrated(let claim): claim.members
        case .consentRequested(let dealSize): JSONObject(["dealSizeUSD": dealSize.json])
        case .consentDeclined(let declined):
            JSONObject(["reason": declined.reason.json, "comment": declined.comment.json])
        case .contactsEdited(let edit):
            JSONObject([
                "customer": edit.customer.json, "partner": edit.partner.json,
                "domainMismatchReason": edit.domainMismatchReason.json,
            ])
        case .surveySent(let respondent): ["respondent": respondent.json]
        case .surveyCompleted(let survey):
            JSONObject(["respondent": survey.respondent.json, "signature": survey.signature.json])
        case .documentAdded(let document): document.members
        case .documentRemoved(let id): ["documentId": id.json]
        case .commentAdded(let text): ["text": text.json]
        case .submitted(let acknowledged): JSONObject(["poeAcknowledged": acknowledged.json])
        case .actionRequired(let comment): JSONObject(["comment": comment.json])
        case .approved(let approval):
            JSONObject([
                "workloads": approval.workloads.json, "amountCents": approval.amountCents.json,
                "rationale": approval.rationale.json,
            ])
        case .rejected(let rejection):
            JSONObject(["reason": rejection.reason.json, "cause": rejection.cause.map(\.json)])
        case .disputed(let justification): JSONObject(["justification": justification.json])
        case .expired(let kind): ["kind": kind.json]
        case .workloadsChanged(let workloads): ["workloads": workloads.json]
        case .disassociated(let reason): JSONObject(["reason": reason.json])
        case .engagementPublished(let engagement): engagement.members
        case .customerEligibilitySet(let customer):
            [
                "customer": ["idType": customer.idType.json, "id": .string(customer.id)],
                "eligible": .bool(customer.isEligible),
            ]
        case .locationEnrolled(let location):
            [
                "partner": location.partnerName.map { ["id": location.partner.json, "name": .string($0)] }
                    ?? location.partner.json,
                "country": .string(location.country), "status": location.status.json,
            ]
        case .roleGranted(let role), .roleRevoked(let role): ["user": role.user.json, "role": role.role.json]
        case .partnerEligibilitySet(let eligibility):
            ["engagement": eligibility.engagement.json, "eligible": .bool(eligibility.isEligible)]
        case .rulesAdopted(let rules):
            [
                "edition": .string(rules.edition), "effectiveFrom": .string(rules.effectiveFrom.description),
                "figures": rules.figures.json,
            ]
        case .ticketOpened(let ticket): ticket.members
        case .ticketReturned(let missing): ["missing": .array(missing.map { .string($0) })]
        case .ticketAssigned(let owner): ["owner": .string(owner)]
        case .ticketEscalated(let reason): ["reason": reason.json]
        case .ticketResolved(let resolution): ["resolution": .string(resolution)]
        case .consentReceived, .reviewStarted, .cancelled, .subscriptionEnded, .payeeProfileCompleted, .unknown:
            JSONObject()
        }
    }
}
