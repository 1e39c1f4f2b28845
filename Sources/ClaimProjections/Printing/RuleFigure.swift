public import ClaimLedger

/// A figure of an edition: its name, the rule it belongs to, and its value.
public struct RuleFigure: Sendable {
    /// What a figure may be.
    public enum Value: Hashable, Sendable {
        /// So many of a unit: days, hours, months.
        case count(Int, of: String)
        /// Several counts of a unit, in order.
        case counts([Int], of: String)
        /// An instant that decides.
        case instant(Instant)
        /// A list of names, in order.
        case names([String])

        /// The value in words: `30 d`, `tpid, domain`.
        public var words: String {
            switch self {
            case .count(let number, let unit): "\(number) \(unit)"
            case .counts(let numbers, let unit): "\(numbers.map(String.init).joined(separator: ", ")) \(unit)"
            case .instant(let instant): "\(instant)"
            case .names(let names): names.isEmpty ? "–" : names.joined(separator: ", ")
            }
        }

        var json: JSONValue {
            switch self {
            case .count(let number, _): .integer(Int64(number))
            case .counts(let numbers, _): .array(numbers.map { .integer(Int64($0)) })
            case .instant(let instant): .string("\(instant)")
            case .names(let names): .array(names.map { .string($0) })
            }
        }
    }

    /// The name, as `rules-adopted` spells it where that event can change the figure.
    public let name: String
    /// The rule it belongs to.
    public let rule: RuleID
    /// What the figure is in an edition.
    public let value: @Sendable (RuleSet) -> Value

    init(_ name: String, _ rule: RuleID, _ value: @escaping @Sendable (RuleSet) -> Value) {
        self.name = name
        self.rule = rule
        self.value = value
    }

    /// `{"figure","rule","values":[{"edition","value"}]}`, with a value for each edition.
    func json(of editions: [RuleSet]) -> JSONValue {
        [
            "figure": .string(name), "rule": .string(rule.text),
            "values": .array(editions.map { ["edition": .string($0.edition), "value": value($0).json] }),
        ]
    }
}

extension RuleSet {
    /// Every figure of an edition, in the order of the rulebook's rules.
    public static var figures: [RuleFigure] { counts + timelineFigures + lists + idTypeFigures + targets }

    private static let counts: [RuleFigure] = [
        RuleFigure("consentDays", "PA-30") { .count($0.consentDays, of: "d") },
        RuleFigure("resendHours", "TIME-5") { .count($0.resendHours, of: "h") },
        RuleFigure("disputeDays", "PA-12") { .count($0.disputeDays, of: "d") },
        RuleFigure("afterDisputeDays", "PA-37") { .count($0.afterDisputeDays, of: "d") },
        RuleFigure("answerDays", "CPOR-11") { .count($0.answerDays, of: "d") },
        RuleFigure("conflictDays", "CONF-2") { .count($0.conflictDays, of: "d") },
        RuleFigure("poeAgeMonths", "POE-11") { .count($0.poeAgeMonths, of: "months") },
        RuleFigure("defaultClaimLimit", "ELIG-3") { .count(Int($0.defaultClaimLimit), of: "claims") },
        RuleFigure("migrationEnds", "CPOR-3") { .instant($0.migrationEnds) },
        RuleFigure("evidenceOnApprovedFrom", "CPOR-18") { .instant($0.evidenceOnApprovedFrom) },
    ]

    private static let timelineFigures: [RuleFigure] = Timeline.allCases.flatMap { timeline in
        [
            RuleFigure("timelines.\(timeline.rawValue).submit", "PA-31") { .count($0.days(timeline).submit, of: "d") },
            RuleFigure("timelines.\(timeline.rawValue).complete", "PA-32") {
                .count($0.days(timeline).complete, of: "d")
            },
        ]
    }

    private static let lists: [RuleFigure] =
        [
            RuleFigure("defaultComponents", "POE-1") { .names($0.defaultComponents.map(\.rawValue)) },
            RuleFigure("disclosureCountries", "POE-2") { .names($0.disclosureCountries.sorted()) },
            RuleFigure("usageDisclosureCountries", "CPOR-25") { .names($0.usageDisclosureCountries.sorted()) },
            RuleFigure("refusedProofKinds", "POE-12") { .names($0.refusedProofKinds.sorted()) },
            RuleFigure("proofKindsNeedingRecentProof", "POE-12") { .names($0.proofKindsNeedingRecentProof.sorted()) },
            RuleFigure("managedSecurityWorkloads", "CPOR-21") { .names($0.managedSecurityWorkloads.sorted()) },
        ]
        + Market.allCases.filter { $0 != .c }.map { market in
            RuleFigure("marketCountries.\(market.rawValue)", "ELIG-5") {
                .names(($0.marketCountries[market] ?? []).sorted())
            }
        }

    /// The rows of the built-in edition; an adopted one changes none of them.
    private static let idTypeFigures: [RuleFigure] = RuleSet.guide.idTypes.indices.map { index in
        let row = RuleSet.guide.idTypes[index]
        let engagement = row.engagement.map { ".\($0)" } ?? ""
        return RuleFigure("idTypes.\(row.area.rawValue).\(row.payout.rawValue)\(engagement)", "PA-CLAIM-2") {
            .names($0.idTypes[index].idTypes.map(\.rawValue))
        }
    }

    private static let targets: [RuleFigure] = [
        RuleFigure("reviewTargets.reviewBusinessDays", "CPOR-22") {
            .count($0.reviewTargets.reviewBusinessDays, of: "business d")
        },
        RuleFigure("reviewTargets.contestedReviewDays", "CPOR-22") {
            .count($0.reviewTargets.contestedReviewDays, of: "d")
        },
        RuleFigure("reviewTargets.activityDisputeDays", "CPOR-22") {
            .count($0.reviewTargets.activityDisputeDays, of: "d")
        },
        RuleFigure("reviewTargets.associationDisputeBusinessDays", "CPOR-22") {
            .count($0.reviewTargets.associationDisputeBusinessDays, of: "business d")
        },
        RuleFigure("reminderDays", "NOTE-1") { .counts($0.reminderDays, of: "d") },
        RuleFigure("assignmentBusinessHours", "FTC-3") { .count($0.assignmentBusinessHours, of: "business h") },
    ]
}
