public import ClaimLedger

extension Region {
    /// The region as the dispute guidance names it.
    public var name: String {
        switch self {
        case .northAmerica: "North America"
        case .latinAmerica: "Latin America"
        case .asiaPacific: "Asia Pacific including Greater China"
        case .japan: "Japan"
        case .emea: "Europe, Middle East and Africa"
        }
    }

    /// The address that takes dispute tickets of the region.
    ///
    /// Source rule: TICKET-2.
    public var disputeAddress: String {
        switch self {
        case .northAmerica: "ocina@microsoft.com"
        case .latinAmerica: "ocilatam@microsoft.com"
        case .asiaPacific: "ociapgc@microsoft.com"
        case .japan: "ocijp@microsoft.com"
        case .emea: "ociemea@microsoft.com"
        }
    }
}

/// The ways that tickets take.
public enum TicketDesk {
    /// Where Partner Center takes dispute tickets.
    ///
    /// Source rule: TICKET-2.
    public static let partnerCenterPath =
        "Partner Center: area Incentive and Payouts, category Online Services Usage, topic Payment"
    /// Where escalations of help tickets go.
    ///
    /// Source rule: FTC-4.
    public static let helpEscalationAddress = "ftchelpsupport@microsoft.com"

    /// Where a ticket is sent; nil for one by mail that names no region, and for a channel its kind does not have.
    public static func place(_ kind: TicketKind, by channel: TicketChannel, region: Region?) -> String? {
        switch (kind, channel) {
        case (.incentiveDispute, .email): region?.disputeAddress
        case (.incentiveDispute, .partnerCenter): partnerCenterPath
        case (.incentiveDispute, .portal): nil
        case (.ftcHelp, _): "Office 365 CXP Portal"
        }
    }

    /// Where an escalation goes: a region's Tier 2, or the desk for help tickets.
    ///
    /// Source rule: TICKET-3, FTC-4.
    public static func escalationPlace(_ kind: TicketKind, region: Region?) -> String {
        switch kind {
        case .incentiveDispute: region.map { "Tier 2 of \($0.name)" } ?? "Tier 2 of the ticket's region"
        case .ftcHelp: helpEscalationAddress
        }
    }
}

/// Whether the FTC team takes a matter, or where else it belongs.
///
/// Source rule: FTC-1.
public enum HelpScope: Hashable, Sendable {
    case inScope
    /// It belongs to the desk named.
    case outOfScope(place: String)
    /// The category is none of those listed, or not given.
    case unknown

    /// Judges a category as the ticket spells it; only letters count, in whatever case.
    public init(category: String?) {
        let letters = (category ?? "").lowercased().filter(\.isLetter)
        self =
            if Self.inScopeCategories.contains(letters) {
                .inScope
            } else if let place = Self.places[letters] {
                .outOfScope(place: place)
            } else {
                .unknown
            }
    }

    /// The rulebook's categories by their letters; its first two are also taken for one.
    private static let inScopeCategories: Set<String> = [
        "tool", "taskanddocumentationchange", "tooltaskanddocumentationchange", "reportingdata",
        "deploymentandrollout", "contracttool", "migrationandsubscription", "technicalblocker",
        "engagementscenariochange",
    ]

    private static let places: [String: String] = [
        "productfeedback": "FTC Insights", "publicdocumentation": "FTC Insights",
        "migrationguidance": "FTC Insights", "processfeedback": "FTC Insights", "breakfix": "Microsoft Support",
        "breakfixafteradoption": "Microsoft Support", "productroadmap": "GetHelp",
    ]
}
