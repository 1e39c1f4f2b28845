import ClaimLedger

extension Workload: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(
            name: WorkloadName(try reader.text()), subscription: try reader.optionalText().map { SubscriptionID($0) })
    }
    func write(to writer: inout StateWriter) {
        writer.text(name.text)
        writer.optionalText(subscription?.text)
    }
}

extension AssociationState: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        slots = try reader.list { (reader) throws(StateDamage) in
            ClaimedSlot(slot: try reader.number(), workload: try Workload(from: &reader))
        }
        owned = try [Int](from: &reader)
        leftover = try reader.optional { (reader) throws(StateDamage) in
            Leftover(at: try reader.instant(), slots: Set(try [Int](from: &reader)))
        }
        splitFrom = try reader.optional { (reader) throws(StateDamage) in try ClaimID(from: &reader) }
    }
    func write(to writer: inout StateWriter) {
        writer.list(slots) {
            $0.number($1.slot)
            $1.workload.write(to: &$0)
        }
        owned.write(to: &writer)
        writer.optional(leftover) {
            $0.instant($1.at)
            $1.slots.sorted().write(to: &$0)
        }
        writer.optional(splitFrom) { $1.write(to: &$0) }
    }
}

extension SlotRow: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(current: try reader.optionalNumber(), claimants: try [Int](from: &reader))
    }
    func write(to writer: inout StateWriter) {
        writer.optionalNumber(current)
        claimants.write(to: &writer)
    }
}

extension Association: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(
            slot: try reader.number(), claim: try reader.number(), tenant: TenantID(try reader.text()),
            workload: try Workload(from: &reader), start: try reader.instant(), startSequence: try reader.number(),
            end: try reader.optionalInstant(),
            endedBy: try reader.optional { (reader) throws(StateDamage) in try reader.code() },
            endedByClaim: try reader.optionalNumber(), endSequence: try reader.optionalNumber())
    }
    func write(to writer: inout StateWriter) {
        writer.number(slot)
        writer.number(claim)
        writer.text(tenant.text)
        workload.write(to: &writer)
        writer.instant(start)
        writer.number(startSequence)
        writer.optionalInstant(end)
        writer.optional(endedBy) { $0.code($1) }
        writer.optionalNumber(endedByClaim)
        writer.optionalNumber(endSequence)
    }

    /// What stands in for a row that could not be read, until the failure is noticed.
    static var placeholder: Association {
        Association(
            slot: 0, claim: 0, tenant: "", workload: Workload(name: ""), start: .earliest, startSequence: 0)
    }
}

extension Conflict: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(
            challenger: try reader.number(), holder: try reader.number(), slot: try reader.number(),
            tenant: TenantID(try reader.text()), workload: try Workload(from: &reader), openedAt: try reader.instant(),
            respondBy: try reader.instant(), edition: try reader.number(), respondedAt: try reader.optionalInstant(),
            closedAt: try reader.optionalInstant(),
            outcome: try reader.optional { (reader) throws(StateDamage) in try reader.code() })
    }
    func write(to writer: inout StateWriter) {
        writer.number(challenger)
        writer.number(holder)
        writer.number(slot)
        writer.text(tenant.text)
        workload.write(to: &writer)
        writer.instant(openedAt)
        writer.instant(respondBy)
        writer.number(edition)
        writer.optionalInstant(respondedAt)
        writer.optionalInstant(closedAt)
        writer.optional(outcome) { $0.code($1) }
    }

    /// What stands in for a row that could not be read, until the failure is noticed.
    static var placeholder: Conflict {
        Conflict(
            challenger: 0, holder: 0, slot: 0, tenant: "", workload: Workload(name: ""), openedAt: .earliest,
            respondBy: .earliest, edition: 0)
    }
}

extension SlotKey: StateKey {
    func write(to writer: inout StateWriter) {
        writer.text(tenant)
        writer.text(workload.text)
        writer.optionalText(subscription)
    }
}

extension SubscriptionKey: StateKey {
    func write(to writer: inout StateWriter) {
        writer.text(tenant)
        writer.text(subscription)
    }
}

extension RivalIndex.Key: StateKey {
    func write(to writer: inout StateWriter) {
        writer.text(engagement.text)
        writer.optional(idType) { $0.code($1) }
        writer.text(id)
    }
}

extension Int: StateKey {}

extension RulesAdopted: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        let edition = try reader.text()
        let effectiveFrom = try reader.instant()
        var figures = Figures()
        figures.consentDays = try reader.optionalNumber()
        figures.resendHours = try reader.optionalNumber()
        figures.disputeDays = try reader.optionalNumber()
        figures.afterDisputeDays = try reader.optionalNumber()
        figures.answerDays = try reader.optionalNumber()
        figures.conflictDays = try reader.optionalNumber()
        figures.poeAgeMonths = try reader.optionalNumber()
        let timelines = try reader.list { (reader) throws(StateDamage) in
            (
                try reader.code(Timeline.self),
                Figures.TimelineDays(submit: try reader.optionalNumber(), complete: try reader.optionalNumber())
            )
        }
        for (timeline, days) in timelines { figures.timelines[timeline] = days }
        self.init(edition: edition, effectiveFrom: effectiveFrom, figures: figures)
    }
    func write(to writer: inout StateWriter) {
        writer.text(edition)
        writer.instant(effectiveFrom)
        writer.optionalNumber(figures.consentDays)
        writer.optionalNumber(figures.resendHours)
        writer.optionalNumber(figures.disputeDays)
        writer.optionalNumber(figures.afterDisputeDays)
        writer.optionalNumber(figures.answerDays)
        writer.optionalNumber(figures.conflictDays)
        writer.optionalNumber(figures.poeAgeMonths)
        let timelines = Timeline.allCases.compactMap { timeline in figures.timelines[timeline].map { (timeline, $0) } }
        writer.list(timelines) {
            $0.code($1.0)
            $0.optionalNumber($1.1.submit)
            $0.optionalNumber($1.1.complete)
        }
    }
}
