public import ClaimLedger

/// By what claims are added up; the raw values are those of the command line.
public enum MoneyGrouping: String, CaseIterable, Sendable, Hashable {
    case partner, market
    case solutionArea = "solution-area"

    /// The member that holds a group's name in JSON.
    public var memberName: String {
        switch self {
        case .partner: "partner"
        case .market: "market"
        case .solutionArea: "solutionArea"
        }
    }

    func name(of row: ClaimMoney) -> String? {
        switch self {
        case .partner: row.partner.text
        case .market: row.market?.rawValue
        case .solutionArea: row.solutionArea.rawValue
        }
    }
}

/// The amounts of a group of claims, added up: a row of the `money --by` answer.
///
/// Each sum is over the claims that state the amount, and says over how many; so two sums of a row may be over
/// different claims. Sums are US cents and end at 2^53 − 1.
public struct MoneyTotal: JSONAnswer, Hashable, Sendable {
    /// A sum, and over how many claims it is.
    public struct Sum: Hashable, Sendable {
        /// The sum in US cents.
        public private(set) var cents: Int64 = 0
        /// How many claims state the amount.
        public private(set) var claims = 0

        mutating func add(_ amount: Int64?) {
            guard let amount else { return }
            // Both are at most 2^53 − 1, so that the addition itself cannot overflow.
            cents = min(cents + amount, MoneyProjection.largestAmount)
            claims += 1
        }

        var json: JSONValue { ["cents": .integer(cents), "claims": .integer(Int64(claims))] }
    }

    /// By what the claims are grouped.
    public let grouping: MoneyGrouping
    /// The group's name; nil for claims whose market is not known.
    public let group: String?
    /// How many claims are in the group.
    public private(set) var claims = 0
    /// What the claims proposed.
    public private(set) var proposed = Sum()
    /// What the catalogue pays for them.
    public private(set) var catalogue = Sum()
    /// What their invoices state.
    public private(set) var invoiced = Sum()
    /// What was approved.
    public private(set) var approved = Sum()
    /// How many differences their amounts have.
    public private(set) var differences = 0

    init(_ grouping: MoneyGrouping, _ group: String?) {
        self.grouping = grouping
        self.group = group
    }

    mutating func add(_ row: ClaimMoney) {
        claims += 1
        proposed.add(row.proposedCents)
        catalogue.add(row.catalogueCents)
        invoiced.add(row.invoiceCents)
        approved.add(row.approvedCents)
        differences += row.differences.count
    }

    /// The row in JSON.
    public var json: JSONValue {
        .object([
            grouping.memberName: JSONValue(text: group), "claims": .integer(Int64(claims)), "proposed": proposed.json,
            "catalogue": catalogue.json, "invoiced": invoiced.json, "approved": approved.json,
            "differences": .integer(Int64(differences)),
        ])
    }
}

extension MoneyProjection {
    /// The amounts of claims in groups, by the group's name (none first).
    ///
    /// - Parameters:
    ///   - grouping: By what the claims are added up.
    ///   - sight: What may be seen; sums are over those claims alone. Nil sees all.
    /// - Returns: The groups that have a claim.
    public func totals(by grouping: MoneyGrouping, seenBy sight: Sight? = nil) -> [MoneyTotal] {
        let rows = money()
        var totals: [String?: MoneyTotal] = [:]
        for row in sight?.shown(rows) ?? rows {
            let group = grouping.name(of: row)
            totals[group, default: MoneyTotal(grouping, group)].add(row)
        }
        return totals.values.sorted { left, right in
            guard let first = left.group else { return right.group != nil }
            guard let second = right.group else { return false }
            return first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
        }
    }
}
