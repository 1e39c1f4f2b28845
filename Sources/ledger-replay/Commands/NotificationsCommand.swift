import ArgumentParser
import ClaimLedger
import ClaimProjections

struct NotificationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notifications",
        abstract: "Tells what should have been sent to whom, why and when.",
        discussion: """
            Mails for consent and surveys, decisions, conflicts and lost associations, and reminders ahead of every \
            lapse; of an expiry nobody is told (NOTE-1). Nothing is sent from here.

            The answer ends with the position to go on from: asked again with it, only what is new is told. An id is \
            the same in every answer. A sealed address is told by its digest.

            In JSON: {"notices":[{"notice","at","claim","kind","recipient","partner","email","sealed","emailDigest",\
            "user","tenant","rule","sequence","event","lapse","words"}],"position"}.

            Examples:
              ledger-replay notifications --ledger claims
              ledger-replay notifications --ledger claims --claim 3015949
              ledger-replay notifications --ledger claims --since 120
              ledger-replay notifications --ledger claims --since 590,2025-11-01T00:00:00Z --format json
            """)

    @Option(
        help: ArgumentHelp(
            "Only what came after a sequence, after an instant, or after a position (sequence,instant) told before.",
            valueName: "position"),
        transform: outboxStart)
    var since: OutboxStart?
    @Option(help: ArgumentHelp("Only this claim's.", valueName: "number"), transform: claimNumber)
    var claim: ClaimID?
    @OptionGroup var rows: RowAnswerOptions

    func run() throws {
        let answer = rows.answer
        try checkStart(answer)
        let (outbox, asOf) = try answer.fold(into: NotificationsProjection(after: since ?? .beginning))
        var claims = outbox.claims
        claims.advance(to: asOf)
        let sight = answer.sight(of: claims, asOf: asOf)
        if let claim { _ = try sight.claims([claim]) }
        let notices = sight.shown(outbox.notices(of: claim, asOf: asOf))
        if rows.format == .csv { return try rows.writeCSV(notices) }
        let position = outbox.position(asOf: asOf)
        let value: JSONValue = ["notices": notices.json, "position": .string(position.description)]
        try answer.format.write(value, answer.color.painter) { page in
            var table = TextTable([.init("at"), .init("claim", .right), .init("kind"), .init("to"), .init("")])
            for notice in notices {
                let cells = [
                    Cell(notice.at), Cell(notice.claim), Cell(notice.kind.rawValue, notice.kind.style),
                    Cell(notice.recipient.role.rawValue), notice.recipient.address,
                ]
                let cause = notice.event.map { ", by event \($0)" } ?? ""
                table.add(cells, note: Cell("\(notice.words)\(cause)"))
            }
            if notices.isEmpty { try page.line("no notifications") } else { try table.write(to: page) }
            try page.line()
            try page.line(Cell("go on with --since \(position)", .faint))
        }
    }

    /// A ledger shorter than what was consumed of it is another one, or was rolled back.
    private func checkStart(_ answer: AnswerOptions) throws {
        let sequence: UInt64
        switch since {
        case .sequence(let asked): sequence = asked
        case .position(let position): sequence = position.sequence
        case .beginning, .instant, nil: return
        }
        let head = try answer.ledger.open().head()
        if sequence > head { throw ReplayError.beyondHead(asked: sequence, head: head) }
    }
}

/// Reads where notices go on from.
private func outboxStart(_ text: String) throws -> OutboxStart {
    if let sequence = UInt64(text) { return .sequence(sequence) }
    if let position = OutboxPosition(text) { return .position(position) }
    return .instant(try instant(text))
}

extension NoticeRecipient {
    /// Where it goes, in words; a sealed address is never opened.
    fileprivate var address: Cell {
        if let user { return Cell("user \(user)") }
        if let tenant { return Cell("of tenant \(tenant)") }
        guard let email else { return Cell("no address", .faint) }
        guard let plain = email.address.plainText else {
            return Cell(sealedDigest.map { "sealed, digest \($0)" } ?? "sealed", .faint)
        }
        return Cell(plain)
    }
}

extension NoticeKind {
    fileprivate var style: Style {
        switch self {
        case .approved, .associationApproved: .approved
        case .rejected, .associationDenied, .associationDisplaced: .refused
        case .actionRequired, .conflictOpened, .reminder: .waiting
        case .consentRequested, .surveySent: .open
        }
    }
}
