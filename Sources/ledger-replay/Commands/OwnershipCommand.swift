import ArgumentParser
import ClaimLedger
import ClaimProjections

struct OwnershipCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ownership",
        abstract: "Tells which claim owns which workload of which customer.",
        discussion: """
            Examples:
              ledger-replay ownership --ledger claims
              ledger-replay ownership --ledger claims --tenant tenant-contoso --history
              ledger-replay ownership --ledger claims --workload "Microsoft Teams"
              ledger-replay ownership --ledger claims --claim 4010005
              ledger-replay ownership --ledger claims --workload "Microsoft Teams" \\
                --tenant tenant-contoso --format svg > teams.svg
            """)

    /// How the answer is written: as others are, or as a picture of one slot.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, svg
    }

    @Option(help: "Only this tenant's.") var tenant: String?
    @Option(help: "Only workloads of this name.") var workload: String?
    @Option(help: "Only this subscription's.") var subscription: String?
    @Option(help: "Only this partner's.") var partner: String?
    @Option(
        help: ArgumentHelp(
            "Instead, how this claim stands to its workloads: associated to its partner, to another, or not.",
            valueName: "number"),
        transform: claimNumber)
    var claim: ClaimID?
    @Flag(help: "Also those that have ended, and how they ended.") var history = false
    @OptionGroup var ledger: LedgerOption
    @OptionGroup var time: TimeOptions
    @OptionGroup var viewer: ViewerOption
    @Option(help: "Text for people, JSON for programs, or a picture of one workload of one tenant over time.")
    var format: Format = .text
    @OptionGroup var color: ColorOption
    @OptionGroup var progress: ProgressOption

    func validate() throws {
        if claim != nil, tenant != nil || workload != nil || subscription != nil || partner != nil || history {
            throw ValidationError("--claim stands alone: a claim is for one tenant, and its whole history is told")
        }
        guard format == .svg else { return }
        guard tenant != nil, workload != nil, claim == nil, partner == nil else {
            throw ValidationError(
                "a picture shows one slot: give --tenant and --workload, and --subscription where there are several")
        }
    }

    func run() throws {
        let answer = answer
        if format == .svg { return try writePicture(answer) }
        let (state, asOf) = try answer.claims()
        let sight = answer.sight(of: state, asOf: asOf)
        if let claim { return try writeStandings(of: try sight.claims([claim]), state, sight, answer) }
        let rows = sight.shown(state.ownership(filter, history: history))
        // A customer sees who its partners are, and not their events.
        let namesEvents = history && format == .text && rows.allSatisfy { sight.sees($0.claim) }
        let events = namesEvents ? try eventNames(of: rows, in: answer.ledger.open()) : [:]
        let endingColumns: [TextTable.Column] = history ? [.init(""), .init("until"), .init("ended by")] : []
        let table = TextTable(
            [
                .init("tenant"), .init("workload"), .init("subscription"), .init("claim", .right), .init("partner"),
                .init("since"),
            ] + endingColumns)
        try answer.write(rows, none: "no associations", table: table) { row in
            let cells = [
                Cell(row.tenant), Cell(row.workload), Cell(row.subscription), Cell(row.claim), Cell(row.partner),
                Cell(row.associatedOn),
            ]
            return (cells + (history ? ending(of: row) : []), history ? note(on: row, events) : nil)
        }
    }

    /// The ids of the events that started and ended ownerships, by their sequences.
    private func eventNames(of rows: [OwnershipAnswer], in ledger: Ledger) throws -> [UInt64: EventID] {
        var names: [UInt64: EventID] = [:]
        try ledger.read { snapshot in
            for sequence in rows.flatMap({ [$0.startSequence, $0.endSequence].compactMap(\.self) }) {
                names[sequence] = try snapshot.event(at: sequence)?.event().id
            }
        }
        return names
    }

    private func note(on row: OwnershipAnswer, _ events: [UInt64: EventID]) -> Cell? {
        guard let start = events[row.startSequence] else { return nil }
        let end = row.endSequence.flatMap { events[$0] }.map { ", ended by event \($0)" } ?? ""
        return Cell("by event \(start)\(end)", .faint)
    }

    /// The options of every question, with this one's own format.
    private var answer: AnswerOptions {
        AnswerOptions(ledger, time, viewer, asJSON: format == .json, color, progress)
    }

    private var filter: SlotFilter {
        SlotFilter(
            tenant: tenant.map { TenantID($0) }, workload: workload.map { WorkloadName($0) },
            subscription: subscription.map { SubscriptionID($0) }, partner: partner.map { PartnerID($0) })
    }

    private func writePicture(_ answer: AnswerOptions) throws {
        guard let tenant = filter.tenant, let workload = filter.workload else { return }
        var (evidence, asOf) = try answer.fold(into: EvidenceProjection())
        evidence.advance(to: asOf)
        let picture: OwnershipPicture
        do {
            picture = try evidence.ownershipPicture(
                tenant: tenant, workload: workload, subscription: filter.subscription, asOf: asOf,
                viewer: viewer.viewer)
        } catch { throw Failure(.wrongUsage, error.description) }
        let output = StandardOutput()
        try output.write(picture.svg)
        try output.finish()
    }

    private func writeStandings(
        of claims: [ClaimState], _ state: ClaimsProjection, _ sight: Sight, _ answer: AnswerOptions
    ) throws {
        let rows = sight.shown(claims.flatMap { state.standings(of: $0) })
        let table = TextTable([
            .init("workload"), .init("subscription"), .init("association"), .init("owner", .right),
            .init("associated on"), .init("disassociated on"),
        ])
        try answer.write(rows, none: "no workloads", table: table) { row in
            let cells = [
                Cell(row.workload), Cell(row.subscription), Cell(row.holder.words, row.holder.style), Cell(row.owner),
                Cell(row.associatedOn), Cell(row.disassociatedOn),
            ]
            return (cells, nil)
        }
    }

    private func ending(of row: OwnershipAnswer) -> [Cell] {
        guard let end = row.disassociatedOn else { return [Cell("→", .faint), Cell("now", .approved), ""] }
        let cause = [row.endedBy?.rawValue, row.endedByClaim.map { "by claim \($0)" }].compactMap(\.self)
        return [Cell("→", .faint), Cell(end), Cell(cause.joined(separator: " "))]
    }
}

extension AssociationStanding.Holder {
    fileprivate var style: Style {
        switch self {
        case .associatedToYou: .approved
        case .associatedToAnotherPartner: .waiting
        case .notAssociated: .faint
        }
    }
}
