public import ClaimLedger

/// What is known of one claim's money, side by side: a row of the `money` answer.
///
/// All amounts are US cents, from 0 to 2^53 − 1; nil where no event states them.
public struct ClaimMoney: RowAnswer, Hashable, Sendable {
    /// The claim that the row is about.
    public let claim: ClaimID
    /// The organisation that claims.
    public let partner: PartnerID
    /// Where the claim stands.
    public let status: ClaimStatus
    /// What the claim is for; nil for CPOR.
    public let engagement: EngagementID?
    /// The area of the claim's engagement, or of its workloads.
    public let solutionArea: SolutionArea
    /// The class of the location's country; nil where no event says where the location is.
    ///
    /// Source rule: ELIG-5.
    public let market: Market?
    /// The most that a variable payout can come to.
    ///
    /// Source rule: PA-CLAIM-1.
    public let proposedCents: Int64?
    /// What the engagement pays in the market, as last published.
    ///
    /// Source rule: PA-CLAIM-4.
    public let catalogueCents: Int64?
    /// What the invoice added last, and not removed, states.
    public let invoiceCents: Int64?
    /// What the latest approval states.
    public let approvedCents: Int64?
    /// Where the amounts differ that should not.
    public let differences: [MoneyDifference]

    /// The names of the members, in the order of the columns.
    public static let columns = [
        "claim", "partner", "status", "engagement", "solutionArea", "market", "proposedCents", "catalogueCents",
        "invoiceCents", "approvedCents", "differences",
    ]

    /// The members in the order of the columns; one without a value is `null`.
    public var values: [JSONValue] {
        [
            .string(claim.description), .string(partner.text), .string(status.rawValue), JSONValue(engagement),
            .string(solutionArea.rawValue), JSONValue(text: market?.rawValue), JSONValue(cents: proposedCents),
            JSONValue(cents: catalogueCents), JSONValue(cents: invoiceCents), JSONValue(cents: approvedCents),
            .array(differences.map(\.json)),
        ]
    }
}

/// A finding: two amounts of one claim that should be one, or one that exceeds another.
public struct MoneyDifference: JSONAnswer, Hashable, Sendable {
    /// Which two; the raw values are those printed.
    public enum Kind: String, CaseIterable, Sendable, Hashable {
        case invoiceAgainstCatalogue = "MONEY-1"
        case approvedAgainstCatalogue = "MONEY-2"
        case approvedAgainstInvoice = "MONEY-3"
        case invoiceAboveProposal = "MONEY-4"
        case approvedAboveProposal = "MONEY-5"
    }

    /// Which two amounts.
    public let kind: Kind
    /// Both amounts, in a sentence.
    public let finding: String

    /// The finding as an object.
    public var json: JSONValue { ["finding": .string(kind.rawValue), "words": .string(finding)] }
}

extension JSONValue {
    init(cents: Int64?) { self = cents.map { .integer($0) } ?? .null }
}

extension Int64 {
    /// Cents as dollars with two decimals.
    var dollars: String {
        let (whole, part) = magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(self < 0 ? "-" : "")\(whole).\(part < 10 ? "0" : "")\(part) USD"
    }
}

extension MoneyProjection {
    /// The amounts of one claim.
    public func money(of claim: ClaimState) -> ClaimMoney {
        let country = evidence.file(of: claim).country ?? evidence.countries[claim.location]
        let market = country.map { evidence.claims.rules.inForce(at: claim.created).market(of: $0) }
        let amounts = claim.activity.engagement.flatMap { evidence.amounts[$0] }
        let catalogue = market.flatMap { amounts?.cents(in: $0) }
        let invoice = evidence.file(of: claim).standing(.invoice).last { $0.amountCents != nil }?.amountCents
        let promise = promises[claim.place]
        return ClaimMoney(
            claim: claim.id, partner: claim.partner, status: claim.status, engagement: claim.activity.engagement,
            solutionArea: claim.solutionArea, market: market, proposedCents: promise.proposedCents,
            catalogueCents: catalogue, invoiceCents: invoice, approvedCents: promise.approvedCents,
            differences: Self.differences(
                proposed: promise.proposedCents, catalogue: catalogue, invoice: invoice, approved: promise.approvedCents
            ))
    }

    /// The amounts of every claim, by claim number.
    public func money() -> [ClaimMoney] { evidence.claims.claimsByNumber.map(money) }

    private static func differences(
        proposed: Int64?, catalogue: Int64?, invoice: Int64?, approved: Int64?
    ) -> [MoneyDifference] {
        let pairs:
            [(kind: MoneyDifference.Kind, what: String, amount: Int64?, other: Int64?, isAbove: Bool, end: String)] =
                [
                    (.invoiceAgainstCatalogue, "the invoice states", invoice, catalogue, false, "the catalogue pays"),
                    (
                        .approvedAgainstCatalogue, "the approval states", approved, catalogue, false,
                        "the catalogue pays"
                    ),
                    (.approvedAgainstInvoice, "the approval states", approved, invoice, false, "the invoice states"),
                    (
                        .invoiceAboveProposal, "the invoice states", invoice, proposed, true,
                        "the claim can earn at most"
                    ),
                    (
                        .approvedAboveProposal, "the approval states", approved, proposed, true,
                        "the claim can earn at most"
                    ),
                ]
        return pairs.compactMap { pair in
            guard let amount = pair.amount, let other = pair.other, pair.isAbove ? amount > other : amount != other
            else { return nil }
            return MoneyDifference(
                kind: pair.kind, finding: "\(pair.what) \(amount.dollars), and \(pair.end) \(other.dollars)")
        }
    }
}
