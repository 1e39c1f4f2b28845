import ClaimLedger

extension Violation: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        let sequence: UInt64 = try reader.number()
        let event = EventID(try reader.text())
        let claim = try reader.optional { (reader) throws(StateDamage) in try ClaimID(from: &reader) }
        guard let kind = EventKind(rawValue: try reader.number()) else { throw StateDamage() }
        self.init(
            sequence: sequence, event: event, claim: claim, kind: kind, at: try reader.instant(),
            breach: Breach(
                RuleID(try reader.text()), try reader.text(), edition: try reader.optionalText(),
                until: try reader.optionalInstant()))
    }
    func write(to writer: inout StateWriter) {
        writer.number(sequence)
        writer.text(event.text)
        writer.optional(claim) { $1.write(to: &$0) }
        writer.number(kind.rawValue)
        writer.instant(at)
        writer.text(breach.rule.text)
        writer.text(breach.reason)
        writer.optionalText(breach.edition)
        writer.optionalInstant(breach.until)
    }
}
