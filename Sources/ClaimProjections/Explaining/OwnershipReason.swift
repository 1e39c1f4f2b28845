public import ClaimLedger

/// Why a claim owns a slot, or no longer does.
///
/// JSON: a row of the `ownership` answer, with `"start"` and `"end"`, the events that started and ended it; `end` is
/// `null` for a current association.
public struct OwnershipReason: JSONAnswer, Hashable, Sendable {
    /// The association as the `ownership` answer shows it.
    public let association: OwnershipAnswer
    /// The event that started it.
    public let start: EventReference?
    /// The event that ended it; nil while it is current.
    public let end: EventReference?

    /// The association in the form stated above.
    public var json: JSONValue {
        guard case .object(var row) = association.json else { return association.json }
        row["start"] = start?.json ?? .null
        row["end"] = end?.json ?? .null
        return .object(row)
    }

    /// `Microsoft Teams: the claim's from 2024-01-20T09:00:00Z until 2024-02-20T09:00:00Z, displaced by claim 4000002`.
    public var sentence: String {
        let slot = association.subscription.map { "\(association.workload) on \($0)" } ?? "\(association.workload)"
        let held = "\(slot): the claim's from \(association.associatedOn)"
        guard let until = association.disassociatedOn, let end = association.endedBy else { return held }
        return "\(held) until \(until), \(end.words(by: association.endedByClaim))"
    }
}

extension AssociationEnd {
    /// The end in a sentence, with its rule.
    fileprivate func words(by claim: ClaimID?) -> String {
        switch self {
        case .displaced: "displaced by \(ConflictCase.words(of: claim)) (OWN-2)"
        case .disassociated: "given up by the partner (OWN-3)"
        case .customerDeclined: "declined by the customer (OWN-3)"
        case .subscriptionEnded: "its subscription ended (OWN-3)"
        }
    }
}
