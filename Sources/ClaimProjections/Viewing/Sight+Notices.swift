import ClaimLedger

extension Sight {
    /// The notices about claims that are shown; a partner is shown those to its own side.
    ///
    /// Where a rival's event made the notice, the event is not named, and the id ends in its sequence instead of in source
    /// and event: it is the same in every answer to a partner still.
    public func shown(_ rows: [Notice]) -> [Notice] {
        guard !viewer.seesEverything else { return rows }
        return rows.filter { $0.recipient.partner != nil && sees($0.claim) }.map { row in
            let isForeign = row.event != nil && !(row.eventClaim.map { sees($0) } ?? false)
            let own = "\(row.kind.rawValue)/\(row.claim)/\(row.recipient.role.rawValue)/\(row.sequence)"
            return Notice(
                id: isForeign ? own : row.id, kind: row.kind, claim: row.claim, at: row.at, sequence: row.sequence,
                event: isForeign ? nil : row.event, eventClaim: shown(row.eventClaim), lapse: row.lapse,
                recipient: row.recipient, words: redacted(row.words))
        }
    }

    /// The amounts of claims that are shown; the catalogue's are everybody's to see.
    public func shown(_ rows: [ClaimMoney]) -> [ClaimMoney] { rows.filter { sees($0.claim) } }

    /// The anomalies of claims that are shown, without the numbers of hidden ones.
    ///
    /// An invoice that a hidden claim holds too has to be left out where the rows are made.
    func shown(_ rows: [Anomaly]) -> [Anomaly] {
        guard !viewer.seesEverything else { return rows }
        return rows.filter { sees($0.claim) }.map { row in
            Anomaly(
                kind: row.kind, claim: row.claim, document: row.document, event: row.event, at: row.at,
                finding: redacted(row.finding))
        }
    }
}
