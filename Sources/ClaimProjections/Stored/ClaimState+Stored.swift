import ClaimLedger

extension ClaimState: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) { self.init(try ClaimFields(from: &reader)) }

    func write(to writer: inout StateWriter) { self[dynamicMember: \.self].write(to: &writer) }

    /// What stands in for a row that could not be read, until the failure is noticed.
    static var placeholder: ClaimState? {
        ClaimID("1").map { id in
            ClaimState(
                ClaimFields(
                    id: id, place: 0, streamIndex: 0, process: .partnerActivity, status: .cancelled, since: .earliest,
                    created: .earliest, lastSequence: 0, lastTime: .earliest, partner: "", location: "",
                    customer: CustomerReference(idType: .tpid, id: ""), solutionArea: .azure,
                    activity: ActivityState(), association: AssociationState(), reclaimOf: nil))
        }
    }
}

extension ClaimFields: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        id = try ClaimID(from: &reader)
        place = try reader.number()
        streamIndex = try reader.number()
        process = try reader.code()
        status = try reader.code()
        since = try reader.instant()
        created = try reader.instant()
        lastSequence = try reader.number()
        lastTime = try reader.instant()
        partner = PartnerID(try reader.text())
        location = LocationID(try reader.text())
        customer = try CustomerReference(from: &reader)
        solutionArea = try reader.code()
        activity = try ActivityState(from: &reader)
        association = try AssociationState(from: &reader)
        firstRejection = try reader.optionalInstant()
        hasBeenDisputed = try reader.flag()
        hasBeenSubmitted = try reader.flag()
        actionRequired = try reader.optionalInstant()
        documents = try [EvidenceDocument](from: &reader)
        contacts = ContactState(customerEmail: try reader.optionalText(), mismatchReasonGiven: try reader.flag())
        lapses = try [Lapse](from: &reader)
        statusBeforeLapse = try reader.optional { (reader) throws(StateDamage) in try reader.code() }
        automaticRejections = try [AutomaticRejection](from: &reader)
        reclaimOf = try reader.optional { (reader) throws(StateDamage) in try ClaimID(from: &reader) }
    }

    func write(to writer: inout StateWriter) {
        id.write(to: &writer)
        writer.number(place)
        writer.number(streamIndex)
        writer.code(process)
        writer.code(status)
        writer.instant(since)
        writer.instant(created)
        writer.number(lastSequence)
        writer.instant(lastTime)
        writer.text(partner.text)
        writer.text(location.text)
        customer.write(to: &writer)
        writer.code(solutionArea)
        activity.write(to: &writer)
        association.write(to: &writer)
        writer.optionalInstant(firstRejection)
        writer.flag(hasBeenDisputed)
        writer.flag(hasBeenSubmitted)
        writer.optionalInstant(actionRequired)
        documents.write(to: &writer)
        writer.optionalText(contacts.customerEmail)
        writer.flag(contacts.mismatchReasonGiven)
        lapses.write(to: &writer)
        writer.optional(statusBeforeLapse) { $0.code($1) }
        automaticRejections.write(to: &writer)
        writer.optional(reclaimOf) { $1.write(to: &$0) }
    }
}

extension ClaimID: StateCodable, StateKey {
    init(from reader: inout StateReader) throws(StateDamage) {
        guard let id = ClaimID(String(try reader.number(Int64.self))) else { throw StateDamage() }
        self = id
    }
    func write(to writer: inout StateWriter) { writer.number(number) }
}

extension CustomerReference: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(
            idType: try reader.code(), id: try reader.text(), name: try reader.optionalText(),
            tenant: try reader.optionalText().map { TenantID($0) }, country: try reader.optionalText(),
            publicSector: try reader.optional { (reader) throws(StateDamage) in try reader.flag() })
    }
    func write(to writer: inout StateWriter) {
        writer.code(idType)
        writer.text(id)
        writer.optionalText(name)
        writer.optionalText(tenant?.text)
        writer.optionalText(country)
        writer.optional(publicSector) { $0.flag($1) }
    }
}

extension ActivityState: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        engagement = try reader.optionalText().map { EngagementID($0) }
        timeline = try reader.code()
        deadlines = try reader.optional { (reader) throws(StateDamage) in
            PartnerActivityClaim.Deadlines(
                submitDays: try reader.optionalNumber(), completeDays: try reader.optionalNumber())
        }
        requiredComponents = try reader.list { (reader) throws(StateDamage) in try reader.code() }
        dealSizeUSD = try reader.optionalNumber()
        consent = try reader.optionalInstant()
        firstConsent = try reader.optionalInstant()
        lastConsentRequest = try reader.optionalInstant()
        disputeSubmission = try reader.optionalInstant()
        customerSurvey = try SurveyState(from: &reader)
        partnerSurvey = try SurveyState(from: &reader)
    }
    func write(to writer: inout StateWriter) {
        writer.optionalText(engagement?.text)
        writer.code(timeline)
        writer.optional(deadlines) {
            $0.optionalNumber($1.submitDays)
            $0.optionalNumber($1.completeDays)
        }
        writer.list(requiredComponents) { $0.code($1) }
        writer.optionalNumber(dealSizeUSD)
        writer.optionalInstant(consent)
        writer.optionalInstant(firstConsent)
        writer.optionalInstant(lastConsentRequest)
        writer.optionalInstant(disputeSubmission)
        customerSurvey.write(to: &writer)
        partnerSurvey.write(to: &writer)
    }
}

extension SurveyState: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(
            lastSent: try reader.optionalInstant(), linkIsLive: try reader.flag(), isCompleted: try reader.flag())
    }
    func write(to writer: inout StateWriter) {
        writer.optionalInstant(lastSent)
        writer.flag(linkIsLive)
        writer.flag(isCompleted)
    }
}

extension EvidenceDocument: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(
            id: DocumentID(try reader.text()), component: try reader.code(), addedAt: try reader.instant(),
            sequence: try reader.number(), isRemoved: try reader.flag())
    }
    func write(to writer: inout StateWriter) {
        writer.text(id.text)
        writer.code(component)
        writer.instant(addedAt)
        writer.number(sequence)
        writer.flag(isRemoved)
    }
}

extension Lapse: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(
            rule: RuleID(try reader.text()),
            trigger: try reader.optional { (reader) throws(StateDamage) in try reader.code() }.map { .expired($0) }
                ?? .noResponse,
            deadline: try reader.instant(), at: try reader.instant(), before: try reader.code(),
            after: try reader.code(), edition: try reader.number(),
            count: try reader.optional { (reader) throws(StateDamage) in
                DayCount(
                    start: try reader.code(), startedAt: try reader.instant(), days: try reader.number(),
                    isClaimsOwn: try reader.flag())
            }, recordedBy: try reader.optionalNumber())
    }
    func write(to writer: inout StateWriter) {
        writer.text(rule.text)
        let kind: ExpiryKind? = if case .expired(let kind) = trigger { kind } else { nil }
        writer.optional(kind) { $0.code($1) }
        writer.instant(deadline)
        writer.instant(at)
        writer.code(before)
        writer.code(after)
        writer.number(edition)
        writer.optional(count) {
            $0.code($1.start)
            $0.instant($1.startedAt)
            $0.number($1.days)
            $0.flag($1.isClaimsOwn)
        }
        writer.optionalNumber(recordedBy)
    }
}

extension AutomaticRejection: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(
            at: try reader.instant(), before: try reader.code(), rival: try reader.number(),
            recordedBy: try reader.optionalNumber())
    }
    func write(to writer: inout StateWriter) {
        writer.instant(at)
        writer.code(before)
        writer.number(rival)
        writer.optionalNumber(recordedBy)
    }
}
