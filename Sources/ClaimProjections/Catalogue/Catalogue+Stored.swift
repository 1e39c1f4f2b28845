import ClaimLedger

extension FactSource: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(sequence: try reader.number(), event: EventID(try reader.text()))
    }
    func write(to writer: inout StateWriter) {
        writer.number(sequence)
        writer.text(event.text)
    }
}

extension DatedFact: StateCodable where Value: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(
            value: try Value(from: &reader), at: try reader.instant(), source: try FactSource(from: &reader))
    }
    func write(to writer: inout StateWriter) {
        value.write(to: &writer)
        writer.instant(at)
        source.write(to: &writer)
    }
}

extension Bool: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) { self = try reader.flag() }
    func write(to writer: inout StateWriter) { writer.flag(self) }
}

extension EngagementPublished: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(
            name: try reader.text(), solutionArea: try reader.code(), payout: try reader.code(),
            timeline: try reader.code(),
            requiredComponents: try reader.list { (reader) throws(StateDamage) in try reader.code() },
            claimLimit: try reader.optionalNumber(),
            amountsCents: try reader.optional { (reader) throws(StateDamage) in
                MarketAmounts(a: try reader.number(), b: try reader.number(), c: try reader.number())
            }, isOpen: try reader.flag())
    }
    func write(to writer: inout StateWriter) {
        writer.text(name)
        writer.code(solutionArea)
        writer.code(payout)
        writer.code(timeline)
        writer.list(requiredComponents) { $0.code($1) }
        writer.optionalNumber(claimLimit)
        writer.optional(amountsCents) {
            $0.number($1.a)
            $0.number($1.b)
            $0.number($1.c)
        }
        writer.flag(isOpen)
    }
}

extension LocationEnrolled: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(
            partner: PartnerID(try reader.text()), partnerName: try reader.optionalText(),
            country: try reader.text(), status: try reader.code())
    }
    func write(to writer: inout StateWriter) {
        writer.text(partner.text)
        writer.optionalText(partnerName)
        writer.text(country)
        writer.code(status)
    }
}

extension Catalogue.LocationFacts: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self.init(
            enrolments: try [DatedFact<LocationEnrolled>](from: &reader),
            profiles: try [DatedFact<Bool>](from: &reader))
    }
    func write(to writer: inout StateWriter) {
        enrolments.write(to: &writer)
        profiles.write(to: &writer)
    }
}

extension Catalogue.PartnerKey: StateKey {
    func write(to writer: inout StateWriter) {
        writer.text(location.text)
        writer.text(engagement.text)
    }
}
