extension Fact {
    /// Reads an event's `data` as the payload of its kind.
    init(_ kind: EventKind, type: String, data reader: MemberReader) throws(EventFormatError) {
        switch kind {
        case .unknown: self = .unknown(type: type)
        case .customerClaimed: self = .customerClaimed(try CustomerClaimed(reader))
        case .associationMigrated: self = .associationMigrated(try Self.migrated(reader))
        case .consentRequested: self = .consentRequested(dealSizeUSD: try reader.optionalCount("dealSizeUSD"))
        case .consentReceived: self = .consentReceived
        case .consentDeclined:
            self = .consentDeclined(
                ConsentDeclined(
                    reason: try reader.optionalText("reason"), comment: try reader.optionalText("comment")))
        case .contactsEdited: self = .contactsEdited(try Self.edit(reader))
        case .surveySent: self = .surveySent(try reader.choice("respondent"))
        case .surveyCompleted: self = .surveyCompleted(try SurveyCompleted(reader))
        case .documentAdded: self = .documentAdded(try DocumentAdded(reader))
        case .documentRemoved: self = .documentRemoved(DocumentID(try reader.nonEmptyString("documentId")))
        case .commentAdded: self = .commentAdded(try reader.text("text"))
        case .submitted: self = .submitted(poeAcknowledged: try reader.optionalBool("poeAcknowledged"))
        case .reviewStarted: self = .reviewStarted
        case .actionRequired: self = .actionRequired(comment: try reader.optionalText("comment"))
        case .approved:
            self = .approved(
                Approved(
                    workloads: try reader.optionalWorkloads("workloads"),
                    amountCents: try reader.optionalCount("amountCents"),
                    rationale: try reader.optionalString("rationale")))
        case .rejected:
            self = .rejected(
                Rejected(reason: try reader.optionalText("reason"), cause: try reader.optionalChoice("cause")))
        case .disputed: self = .disputed(justification: try reader.optionalText("justification"))
        case .cancelled: self = .cancelled
        case .expired: self = .expired(try reader.choice("kind"))
        case .workloadsChanged: self = .workloadsChanged(try reader.workloads("workloads"))
        case .disassociated: self = .disassociated(reason: try reader.optionalText("reason"))
        default: self = try Self.elsewhere(kind, reader)
        }
    }

    private static func migrated(_ reader: MemberReader) throws(EventFormatError) -> PartnerOfRecordClaim {
        let process = try reader.choice("process", as: ClaimProcess.self)
        guard process == .cpor else {
            throw reader.failure("process", "expected cpor for a migrated association, found \"\(process.rawValue)\"")
        }
        return try PartnerOfRecordClaim(reader, contactsRequired: false)
    }

    private static func edit(_ reader: MemberReader) throws(EventFormatError) -> ContactsEdited {
        let customer = try reader.optionalObject("customer")
        let partner = try reader.optionalObject("partner")
        return ContactsEdited(
            customer: try customer.map { (inner) throws(EventFormatError) in try Contact(inner, required: false) },
            partner: try partner.map { (inner) throws(EventFormatError) in try Contact(inner, required: false) },
            domainMismatchReason: try reader.optionalString("domainMismatchReason"))
    }

    /// The kinds that are not about a claim.
    private static func elsewhere(_ kind: EventKind, _ reader: MemberReader) throws(EventFormatError) -> Fact {
        switch kind {
        case .subscriptionEnded: return .subscriptionEnded
        case .engagementPublished: return .engagementPublished(try EngagementPublished(reader))
        case .customerEligibilitySet:
            let customer = try reader.nested("customer")
            return .customerEligibilitySet(
                CustomerEligibilitySet(
                    idType: try customer.choice("idType"), id: try customer.string("id"),
                    isEligible: try reader.bool("eligible")))
        case .locationEnrolled:
            return .locationEnrolled(try LocationEnrolled(reader))
        case .payeeProfileCompleted: return .payeeProfileCompleted
        case .roleGranted: return .roleGranted(try role(reader))
        case .roleRevoked: return .roleRevoked(try role(reader))
        case .partnerEligibilitySet:
            return .partnerEligibilitySet(
                PartnerEligibilitySet(
                    engagement: EngagementID(try reader.string("engagement")), isEligible: try reader.bool("eligible")))
        case .rulesAdopted: return .rulesAdopted(try RulesAdopted(reader))
        case .ticketOpened: return .ticketOpened(try TicketOpened(reader))
        case .ticketReturned: return .ticketReturned(missing: try reader.strings("missing"))
        case .ticketAssigned: return .ticketAssigned(owner: try reader.string("owner"))
        case .ticketEscalated: return .ticketEscalated(reason: try reader.text("reason"))
        case .ticketResolved: return .ticketResolved(resolution: try reader.string("resolution"))
        default: preconditionFailure("\(kind) is read among the events of a claim")
        }
    }

    private static func role(_ reader: MemberReader) throws(EventFormatError) -> RoleAssignment {
        RoleAssignment(user: UserID(try reader.nonEmptyString("user")), role: try reader.choice("role"))
    }
}
