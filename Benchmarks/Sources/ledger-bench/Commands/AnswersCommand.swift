import ArgumentParser
import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import MadeHistories

struct AnswersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answers",
        abstract: "Asks an open ledger with stored projections about one claim, or one slot, at a time.",
        discussion: """
            The ledger is opened to append, which first brings the stored projections up to its head. Claims are asked \
            about in random order, as of the latest event.
            """)

    @Option(help: ArgumentHelp("The ledger's directory.", valueName: "dir")) var ledger: String
    @Option(help: "How many questions of each sort.") var samples = 20_000
    @Option(help: "Which claims are asked about follows from it.") var seed: UInt64 = 1

    func run() throws {
        let (opening, desk) = try timed { try ClaimDesk(opening: ledger) }
        let now = try desk.ledger.latestInstant()
        var random = SeededGenerator(seed: seed)
        let claims = try claims(of: desk, &random)
        let slots = try slots(of: desk, claims)
        var figures = Figures()
        figures.add("openingSeconds", opening)
        figures.add("claims", claims.count)
        figures.add("slots", slots.count)
        try ask(claims, "status", &figures) { try desk.status(of: $0, asOf: now) != nil }
        try ask(slots, "owner", &figures) { try desk.owner(of: $0.workload, tenant: $0.tenant) != nil }
        try ask(claims, "actions", &figures) { try desk.actions(of: $0, at: now) != nil }
        figures.write()
    }

    /// Claims of the ledger in random order, as many as questions are asked; some more than once in a small ledger.
    private func claims(of desk: ClaimDesk, _ random: inout SeededGenerator) throws -> [ClaimID] {
        let count = try desk.ledger.read { Int(try $0.streamCount(of: .claim)) }
        var claims: [ClaimID] = []
        while claims.count < samples {
            let number = MadeHistory.firstClaim + Int.random(in: 0..<count, using: &random)
            // Rivals take numbers that are not in order, so that a few numbers near the end may be free.
            guard let claim = ClaimID("\(number)") else { continue }
            if try desk.ledger.read({ try $0.version(of: .claim(claim)) }) > 0 { claims.append(claim) }
        }
        return claims
    }

    private struct Slot {
        let workload: Workload
        let tenant: TenantID
    }

    /// The slots of those claims that want any.
    private func slots(of desk: ClaimDesk, _ claims: [ClaimID]) throws -> [Slot] {
        try claims.flatMap { id in
            let claim = try desk.ledger.readProjection(LiveClaims.self) { try $0.claim(id, asOf: .latest) }
            return claim.map { claim in
                claim.association.slots.map { Slot(workload: $0.workload, tenant: TenantID(claim.customer.id)) }
            } ?? []
        }
    }

    /// Asks each question once without noting it, so that pages are in memory, then again one by one.
    private func ask<Subject>(
        _ subjects: [Subject], _ name: String, _ figures: inout Figures, _ question: (Subject) throws -> Bool
    ) throws {
        var answered = 0
        for subject in subjects where try question(subject) { answered += 1 }
        guard answered > 0 else { throw ValidationError("Nothing was answered: the ledger is not a made one.") }
        var latencies = Latencies(capacity: subjects.count)
        for subject in subjects { _ = try latencies.time { try question(subject) } }
        figures.add("\(name)Answered", answered)
        latencies.note(name, in: &figures)
    }
}
